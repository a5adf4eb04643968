/**
 * The few doors between the reactor and the world: a {@link io.crossfade.core.port.TrafficRouter} moves the split, a
 * {@link io.crossfade.core.port.SignalSource} tells of requests, a {@link io.crossfade.core.port.Loop} gives time and
 * order, a {@link io.crossfade.core.port.Journal} remembers, an {@link io.crossfade.core.port.Announcer} tells people.
 */
@NullMarked
package io.crossfade.core.port;

import org.jspecify.annotations.NullMarked;
