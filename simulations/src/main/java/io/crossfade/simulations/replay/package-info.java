/** Logs of load balancers as the traffic of a simulation. */
@NullMarked
package io.crossfade.simulations.replay;

import org.jspecify.annotations.NullMarked;
