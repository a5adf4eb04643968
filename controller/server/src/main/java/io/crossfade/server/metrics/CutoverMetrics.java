package io.crossfade.server.metrics;

import io.crossfade.core.plan.Plan;
import io.crossfade.core.port.Announcer;
import io.crossfade.core.port.Journal;
import io.crossfade.core.port.Loop;
import io.crossfade.core.port.TrafficRouter;
import io.crossfade.core.reactor.Reactor;
import io.crossfade.server.CountingJudge;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The metrics of one cutover. Stands between the reactor and its ports, passes everything on as it is, and takes times
 * and counts; what a gauge shows is read from the reactor when somebody asks. Used on the loop only.
 */
public final class CutoverMetrics {

    private static final Duration LAG_BEAT = Duration.ofSeconds(1);

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Plan plan;
    private final Loop loop;
    private final CountingJudge judge;
    private final Timer lag;

    /** Registers what needs no reactor. */
    public CutoverMetrics(Plan plan, Loop loop, CountingJudge judge) {
        this.plan = plan;
        this.loop = loop;
        this.judge = judge;
        lag = Timer.builder("crossfade.loop.lag")
                .description("How late a task of the controller's loop ran that was due each second")
                .serviceLevelObjectives(millis(1, 5, 10, 50, 100, 500, 1000, 5000))
                .register(registry);
    }

    public PrometheusMeterRegistry registry() {
        return registry;
    }

    static Duration[] millis(long... bounds) {
        var durations = new ArrayList<Duration>();
        for (long bound : bounds) {
            durations.add(Duration.ofMillis(bound));
        }
        return durations.toArray(Duration[]::new);
    }

    /** The routers with each write timed, from the order to its read-back. */
    public List<TrafficRouter> timed(List<TrafficRouter> routers) {
        var timed = new ArrayList<TrafficRouter>();
        for (int node = 0; node < routers.size(); node++) {
            var label = plan.routers().get(node).label();
            timed.add(new TimedRouter(routers.get(node), loop, registry, Integer.toString(node), label));
        }
        return timed;
    }

    /** The journal with its entries counted. */
    public Journal counted(Journal journal) {
        var entries = entries("appended");
        var failures = entries("failed");
        return entry -> journal.append(entry).whenComplete((durable, failure) -> {
            (failure == null ? entries : failures).increment();
        });
    }

    private Counter entries(String result) {
        return Counter.builder("crossfade.journal.entries")
                .description("Records of the journal")
                .tag("result", result)
                .register(registry);
    }

    /** The announcer with the time from the start of a rollback to its verification taken. */
    public Announcer heard(Announcer next) {
        return new RollbackClock(next, registry);
    }

    /** Registers the gauges and begins to look at the loop's lag; to be called on the loop. */
    public void observe(Reactor reactor) {
        new Gauges(registry, plan, reactor, judge).register();
        beat(loop.nanos() + LAG_BEAT.toNanos());
    }

    private void beat(long dueNanos) {
        loop.schedule(LAG_BEAT, () -> {
            lag.record(Duration.ofNanos(Math.max(0, loop.nanos() - dueNanos)));
            beat(loop.nanos() + LAG_BEAT.toNanos());
        });
    }
}
