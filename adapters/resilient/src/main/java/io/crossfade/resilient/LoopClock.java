package io.crossfade.resilient;

import io.crossfade.core.port.Loop;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;

/**
 * The loop's monotonic time as a clock, counted from the epoch: an open breaker must not close because somebody set
 * the wall clock.
 */
final class LoopClock extends Clock {

    private final Loop loop;

    LoopClock(Loop loop) {
        this.loop = loop;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    /** There is no zone in an interval, so every zone is this clock. */
    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }

    @Override
    public Instant instant() {
        return Instant.EPOCH.plusNanos(loop.nanos());
    }

    @Override
    public long millis() {
        return TimeUnit.NANOSECONDS.toMillis(loop.nanos());
    }
}
