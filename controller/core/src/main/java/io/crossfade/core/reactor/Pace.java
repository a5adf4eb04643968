package io.crossfade.core.reactor;

import java.time.Duration;

/**
 * How often the reactor looks.
 *
 * @param evaluate between two evaluations; evidence that crosses its line is evaluated at once besides
 * @param read between two reads of a load balancer
 * @param unreachableAfter how long reads may fail before the load balancer counts as unreachable
 * @param disturbedBy a tick that is this much late, or a wall clock that has moved by this much against monotonic time,
 *     is a disturbance
 * @param quietAfter how long a load balancer must have answered every read before nothing that an earlier process sent
 *     can be under way any more; no less than the time limit of a write
 */
public record Pace(
        Duration evaluate, Duration read, Duration unreachableAfter, Duration disturbedBy, Duration quietAfter) {

    /** Ten evaluations and four reads a second. */
    public static final Pace DEFAULT = new Pace(
            Duration.ofMillis(100),
            Duration.ofMillis(250),
            Duration.ofSeconds(1),
            Duration.ofSeconds(2),
            Duration.ofSeconds(1));
}
