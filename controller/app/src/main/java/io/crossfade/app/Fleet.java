package io.crossfade.app;

import io.crossfade.core.plan.Plan;
import io.crossfade.core.port.Finding;
import io.crossfade.core.port.Reading;
import io.crossfade.core.port.SignalSource;
import io.crossfade.core.port.TrafficRouter;
import io.crossfade.resilient.ResilientRouter;
import io.crossfade.server.VertxLoop;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The load balancers of one plan, with the loop that they are spoken to from. A cutover uses the same routers for its
 * preflight and its writes, so that the first rollback takes a way that has been gone before.
 */
final class Fleet implements AutoCloseable {

    private static final Duration CLOSE = Duration.ofSeconds(3);

    private final Plan plan;
    private final Shell shell = new Shell();
    private final List<TrafficRouter> routers = new ArrayList<>();
    private final List<SignalSource> sources = new ArrayList<>();

    private Fleet(Plan plan) {
        this.plan = plan;
    }

    static Fleet open(Plan plan, Adapters adapters) throws Quit {
        var fleet = new Fleet(plan);
        boolean complete = false;
        try {
            fleet.await(() -> fleet.assemble(adapters));
            complete = true;
            return fleet;
        } finally {
            if (!complete) {
                fleet.close();
            }
        }
    }

    private CompletionStage<Boolean> assemble(Adapters adapters) {
        var host = shell.host();
        for (int node = 0; node < plan.nodes(); node++) {
            var spec = plan.routers().get(node);
            var adapter = adapters.named(spec.adapter());
            // The seed only spreads retries of several nodes; it decides nothing.
            var settings = ResilientRouter.Settings.defaults(node).withTimeLimit(adapter.timeLimit(spec));
            routers.add(new ResilientRouter(adapter.router(spec, host), shell.loop(), settings));
            sources.add(adapter.source(spec, node, host));
        }
        return CompletableFuture.completedFuture(true);
    }

    Plan plan() {
        return plan;
    }

    Vertx vertx() {
        return shell.vertx();
    }

    VertxLoop loop() {
        return shell.loop();
    }

    List<TrafficRouter> routers() {
        return List.copyOf(routers);
    }

    List<SignalSource> sources() {
        return List.copyOf(sources);
    }

    /** What a look at each load balancer shows, in the plan's order. */
    List<List<Finding>> examine() throws Quit {
        return await(() -> each(router -> router.examine(plan)));
    }

    /** Reads every load balancer, all at once; a reading that failed is in the result as its message. */
    List<Answer> read() throws Quit {
        return await(() -> each(router -> router.read()
                .handle((reading, failure) -> failure == null ? new Answer.Read(reading) : Answer.failed(failure))));
    }

    /** What a load balancer answered to a read. */
    sealed interface Answer {

        /** It was read. */
        record Read(Reading reading) implements Answer {}

        /** It could not be read. */
        record Failed(String reason) implements Answer {}

        private static Answer failed(Throwable failure) {
            var cause = failure.getCause() == null ? failure : failure.getCause();
            return new Failed(String.valueOf(cause.getMessage()));
        }
    }

    private <T> CompletionStage<List<T>> each(Function<TrafficRouter, CompletionStage<? extends T>> call) {
        CompletionStage<List<T>> all = CompletableFuture.completedFuture(List.of());
        for (var router : routers) {
            CompletionStage<? extends T> one = call.apply(router);
            all = all.thenCombine(one, (list, value) -> {
                var longer = new ArrayList<T>(list);
                longer.add(value);
                return longer;
            });
        }
        return all;
    }

    /** Runs {@code call} on the loop and waits for its result. */
    <T> T await(Supplier<CompletionStage<T>> call) throws Quit {
        return shell.await(call);
    }

    /** Lets go of every connection; leaves the splits as they are. */
    @Override
    public void close() {
        var closed = shell.loop().call(() -> {
            routers.forEach(TrafficRouter::close);
            return CompletableFuture.completedFuture(true);
        });
        try {
            closed.get(CLOSE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException unclosed) {
            // The process ends right after this and takes every connection with it.
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        shell.close();
    }
}
