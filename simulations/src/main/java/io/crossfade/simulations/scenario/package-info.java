/**
 * What happens in a simulated world, as a value, and how it is written down as YAML. Start at
 * {@link io.crossfade.simulations.scenario.Scenario}.
 */
@NullMarked
package io.crossfade.simulations.scenario;

import org.jspecify.annotations.NullMarked;
