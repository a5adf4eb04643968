package io.crossfade.core.port;

import java.time.Duration;
import java.time.Instant;

/**
 * The one thread of a controller and its two clocks. Everything that the reactor, the ports and their adapters do on
 * behalf of a cutover runs here, one task after the other.
 */
public interface Loop {

    /**
     * Monotonic time in nanoseconds since the loop began. For intervals; never moved by a person or by NTP; it does not
     * say what time it is.
     */
    long nanos();

    /** Wall time. For the plan's window and for people; never for measuring an interval, since it may jump. */
    Instant wall();

    /** Runs {@code task} after what is running now, in the order of the calls; safe to call from any thread. */
    void execute(Runnable task);

    /** Runs {@code task} on this loop after {@code delay} of monotonic time; to be called on the loop. */
    Timer schedule(Duration delay, Runnable task);

    /** A task that has not run yet. */
    interface Timer {

        /** Prevents the task from running; does nothing where it has run. */
        void cancel();
    }
}
