package io.crossfade.simulations;

import io.crossfade.core.plan.Cluster;
import io.crossfade.core.port.FakeRouter;
import io.crossfade.core.port.FakeSource;
import io.crossfade.core.port.Outcome;
import io.crossfade.core.reactor.VirtualLoop;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;

/** Requests that each load balancer sends to a cluster by the share that it shows, and how they end. */
final class Traffic {

    private static final Duration BATCH = Duration.ofMillis(20);
    private static final long LATENCY_MICROS = 5_000;

    private final VirtualLoop loop;
    private final List<FakeRouter> routers;
    private final FakeSource source;
    private final SplittableRandom random;
    private int requestsPerSecond = 200;
    private double baselineFails = 0.001;
    private double candidateFails = 0.001;
    private boolean seen = true;
    private long harmed;

    Traffic(VirtualLoop loop, List<FakeRouter> routers, FakeSource source, SplittableRandom random) {
        this.loop = loop;
        this.routers = routers;
        this.source = source;
        this.random = random;
    }

    void start() {
        for (int node = 0; node < routers.size(); node++) {
            source.observer().attached(node);
        }
        loop.schedule(BATCH, this::batch);
    }

    /** Requests a second on each load balancer. */
    void rate(int perSecond) {
        requestsPerSecond = perSecond;
    }

    /** How likely a request fails, as a fraction. */
    void fails(double baseline, double candidate) {
        baselineFails = baseline;
        candidateFails = candidate;
    }

    /** Whether the controller is told of requests. */
    void seen(boolean told) {
        seen = told;
    }

    /** Requests that failed on the candidate so far. */
    long harmed() {
        return harmed;
    }

    private void batch() {
        for (int node = 0; node < routers.size(); node++) {
            batch(node);
        }
        loop.schedule(BATCH, this::batch);
    }

    private void batch(int node) {
        double share = routers.get(node).shown().share().fraction();
        double expected = requestsPerSecond * BATCH.toMillis() / 1000.0;
        int count = (int) expected + (random.nextDouble() < expected - (int) expected ? 1 : 0);
        for (int i = 0; i < count; i++) {
            boolean candidate = random.nextDouble() < share;
            boolean failed = random.nextDouble() < (candidate ? candidateFails : baselineFails);
            harmed += candidate && failed ? 1 : 0;
            if (seen) {
                tell(node, candidate ? Cluster.CANDIDATE : Cluster.BASELINE, failed);
            }
        }
    }

    private void tell(int node, Cluster cluster, boolean failed) {
        if (source.isClosed()) {
            return;
        }
        int server = source.observer().enlist(node, cluster, cluster.word());
        source.observer()
                .request(
                        server,
                        failed ? Outcome.FAILED : Outcome.OK,
                        LATENCY_MICROS,
                        loop.nanos() - LATENCY_MICROS * 1000);
    }
}
