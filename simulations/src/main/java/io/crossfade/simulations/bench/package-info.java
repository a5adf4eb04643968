/** What the hot paths cost, measured by JMH. */
@NullMarked
package io.crossfade.simulations.bench;

import org.jspecify.annotations.NullMarked;
