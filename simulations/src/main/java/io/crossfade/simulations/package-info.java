/**
 * Virtual time, simulated clusters, traffic and faults, with the rules that must hold after every event. The
 * benchmarks live here too.
 */
@NullMarked
package io.crossfade.simulations;

import org.jspecify.annotations.NullMarked;
