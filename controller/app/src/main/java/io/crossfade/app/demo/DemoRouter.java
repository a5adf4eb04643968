package io.crossfade.app.demo;

import io.crossfade.core.plan.AchievedShare;
import io.crossfade.core.plan.Cluster;
import io.crossfade.core.plan.Plan;
import io.crossfade.core.plan.Share;
import io.crossfade.core.port.Applying;
import io.crossfade.core.port.Finding;
import io.crossfade.core.port.Loop;
import io.crossfade.core.port.Reading;
import io.crossfade.core.port.TrafficRouter;
import io.crossfade.core.port.UnreachableException;
import io.crossfade.core.port.Write;
import io.crossfade.core.port.WriteResult;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Sets and reads the share of the demo's proxy, with the same bounds as for a load balancer on a socket. */
final class DemoRouter implements TrafficRouter {

    /** When an answer is no longer waited for. */
    static final Duration LIMIT = Duration.ofSeconds(1);

    /** How long a write that is not answered may still land. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final String CLOSED = "the proxy is closed";

    private final DemoSpec spec;
    private final DemoProxy proxy;
    private final Loop loop;

    DemoRouter(DemoSpec spec, DemoProxy proxy, Loop loop) {
        this.spec = spec;
        this.proxy = proxy;
        this.loop = loop;
    }

    @Override
    public CompletionStage<List<Finding>> examine(Plan plan) {
        return read().handle((reading, failure) -> List.of(
                failure == null
                        ? Finding.info("weighted proxy in this process at " + spec.proxy())
                        : Finding.error(String.valueOf(failure.getMessage()), "start the demo again")));
    }

    @Override
    public CompletionStage<Reading> read() {
        var result = new CompletableFuture<Reading>();
        if (proxy.isClosed()) {
            result.completeExceptionally(unreachable(CLOSED));
            return result;
        }
        var limit = loop.schedule(LIMIT, () -> result.completeExceptionally(unreachable(noAnswer())));
        proxy.read(state -> loop.execute(() -> {
            limit.cancel();
            result.complete(reading(state));
        }));
        return result;
    }

    @Override
    public Applying apply(Write write) {
        if (proxy.isClosed()) {
            return new Applying(
                    CompletableFuture.completedFuture(new WriteResult.NotSent(CLOSED)),
                    CompletableFuture.completedFuture(true));
        }
        var outcome = new CompletableFuture<WriteResult>();
        var settled = new CompletableFuture<Boolean>();
        var limit = loop.schedule(LIMIT, () -> outcome.complete(new WriteResult.Unknown(noAnswer())));
        var patience = loop.schedule(PATIENCE, () -> settled.complete(false));
        var asked = write.split().candidate();
        proxy.write(
                asked,
                state -> loop.execute(() -> {
                    limit.cancel();
                    patience.cancel();
                    outcome.complete(new WriteResult.Applied(reading(state), asked.exactly()));
                    settled.complete(true);
                }));
        return new Applying(outcome, settled);
    }

    private Reading reading(DemoProxy.State state) {
        var servers = proxy.servers();
        int baseline = (int) servers.stream()
                .filter(server -> server.cluster() == Cluster.BASELINE)
                .count();
        return new Reading(
                new AchievedShare(state.parts(), Share.WHOLE),
                "1@" + spec.proxy(),
                false,
                baseline,
                servers.size() - baseline,
                state.candidateInFlight(),
                state.baselineInFlight(),
                List.of());
    }

    private UnreachableException unreachable(String why) {
        return new UnreachableException(spec.label() + ": " + why);
    }

    private static String noAnswer() {
        return "no answer within " + LIMIT.toMillis() + "ms";
    }

    @Override
    public void close() {
        // Nothing is held open: the proxy belongs to the demo.
    }
}
