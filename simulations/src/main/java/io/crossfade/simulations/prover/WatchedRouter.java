package io.crossfade.simulations.prover;

import io.crossfade.core.plan.Plan;
import io.crossfade.core.port.Applying;
import io.crossfade.core.port.FakeRouter;
import io.crossfade.core.port.Finding;
import io.crossfade.core.port.Reading;
import io.crossfade.core.port.TrafficRouter;
import io.crossfade.core.port.UnreachableException;
import io.crossfade.core.port.Write;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** A load balancer whose every use is looked at as it happens. */
final class WatchedRouter implements TrafficRouter {

    private final FakeRouter router;
    private final NodeTruth truth;
    private final Consumer<Write> started;

    WatchedRouter(FakeRouter router, NodeTruth truth, Consumer<Write> started) {
        this.router = router;
        this.truth = truth;
        this.started = started;
    }

    @Override
    public CompletionStage<List<Finding>> examine(Plan plan) {
        return router.examine(plan);
    }

    @Override
    public CompletionStage<Reading> read() {
        if (truth.gone) {
            return CompletableFuture.failedFuture(UnreachableException.gone("no such server"));
        }
        long asked = truth.now();
        return router.read().whenComplete((reading, failure) -> {
            if (failure == null) {
                truth.readAskedAt = asked;
            }
        });
    }

    @Override
    public Applying apply(Write write) {
        started.accept(write);
        return router.apply(write);
    }

    @Override
    public void close() {
        router.close();
    }
}
