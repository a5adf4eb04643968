package io.crossfade.core.machine;

import java.time.Duration;
import java.time.Instant;

/**
 * When an event was handled: monotonic time for intervals, wall time for windows and people.
 *
 * @param nanos monotonic nanoseconds since the loop began
 * @param wall wall time, which may jump
 */
public record Moment(long nanos, Instant wall) {

    /** Monotonic time from {@code sinceNanos} to this moment. */
    public Duration since(long sinceNanos) {
        return Duration.ofNanos(nanos - sinceNanos);
    }
}
