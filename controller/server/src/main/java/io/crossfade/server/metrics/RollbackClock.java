package io.crossfade.server.metrics;

import io.crossfade.core.machine.Announcement;
import io.crossfade.core.machine.Notice;
import io.crossfade.core.port.Announcer;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;

/** Takes the time of a rollback from its decision to its verification on every node. */
final class RollbackClock implements Announcer {

    private static final long NOT_RUNNING = -1;

    private final Announcer next;
    private final Timer timer;
    private long sinceNanos = NOT_RUNNING;

    RollbackClock(Announcer next, MeterRegistry registry) {
        this.next = next;
        timer = Timer.builder("crossfade.rollback.time")
                .description("From the decision to roll back to its verification on every node")
                .serviceLevelObjectives(CutoverMetrics.millis(5, 10, 25, 50, 100, 250, 500, 1000, 5000, 15_000, 60_000))
                .register(registry);
    }

    @Override
    public void announce(Announcement announcement) {
        var kind = announcement.notice().kind();
        if (kind == Notice.Kind.ROLLING_BACK && sinceNanos == NOT_RUNNING) {
            sinceNanos = announcement.at().nanos();
        } else if (kind == Notice.Kind.VERIFIED && sinceNanos != NOT_RUNNING) {
            timer.record(Duration.ofNanos(announcement.at().nanos() - sinceNanos));
            sinceNanos = NOT_RUNNING;
        }
        next.announce(announcement);
    }
}
