/** Seeded worlds in which everything goes wrong, and the safety rules as facts that hold after every event. */
@NullMarked
package io.crossfade.simulations.prover;

import org.jspecify.annotations.NullMarked;
