package io.crossfade.server.metrics;

import io.crossfade.core.plan.Plan;
import io.crossfade.core.port.Applying;
import io.crossfade.core.port.Finding;
import io.crossfade.core.port.Loop;
import io.crossfade.core.port.Reading;
import io.crossfade.core.port.TrafficRouter;
import io.crossfade.core.port.Write;
import io.crossfade.core.port.WriteResult;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Times each write of a router, from the order to what is known of it; with an answer, that is its read-back. */
final class TimedRouter implements TrafficRouter {

    private final TrafficRouter router;
    private final Loop loop;
    private final Timer applied;
    private final Timer refused;
    private final Timer notSent;
    private final Timer unknown;

    TimedRouter(TrafficRouter router, Loop loop, MeterRegistry registry, String node, String label) {
        this.router = router;
        this.loop = loop;
        applied = timer(registry, node, label, "applied");
        refused = timer(registry, node, label, "refused");
        notSent = timer(registry, node, label, "not-sent");
        unknown = timer(registry, node, label, "unknown");
    }

    private static Timer timer(MeterRegistry registry, String node, String label, String result) {
        return Timer.builder("crossfade.actuation.time")
                .description("From the order of a write to its read-back, or to what else is known of it")
                .tag("node", node)
                .tag("label", label)
                .tag("result", result)
                .serviceLevelObjectives(CutoverMetrics.millis(1, 2, 5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000))
                .register(registry);
    }

    @Override
    public CompletionStage<List<Finding>> examine(Plan plan) {
        return router.examine(plan);
    }

    @Override
    public CompletionStage<Reading> read() {
        return router.read();
    }

    @Override
    public Applying apply(Write write) {
        long began = loop.nanos();
        var applying = router.apply(write);
        applying.outcome().thenAccept(result -> timer(result).record(Duration.ofNanos(loop.nanos() - began)));
        return applying;
    }

    private Timer timer(WriteResult result) {
        if (result instanceof WriteResult.Applied) {
            return applied;
        }
        if (result instanceof WriteResult.Refused) {
            return refused;
        }
        return result instanceof WriteResult.NotSent ? notSent : unknown;
    }

    @Override
    public void close() {
        router.close();
    }
}
