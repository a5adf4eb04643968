package io.crossfade.nginx;

import io.crossfade.core.plan.Generation;
import io.crossfade.core.plan.Plan;
import io.crossfade.core.port.Applying;
import io.crossfade.core.port.Finding;
import io.crossfade.core.port.Loop;
import io.crossfade.core.port.Reading;
import io.crossfade.core.port.TrafficRouter;
import io.crossfade.core.port.UnreachableException;
import io.crossfade.core.port.Write;
import io.crossfade.core.port.WriteResult;
import io.crossfade.core.weights.Weights;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Splits by the weights of the servers of one upstream group of an NGINX Plus, through its API and without a reload. A
 * newer write overtakes an older one. Built from the documentation of the API, version 9; never run against NGINX Plus.
 */
final class PlusRouter implements TrafficRouter {

    /** When a write's outcome is told as unknown: it is several requests, one after the other. */
    static final Duration TIME_LIMIT = Duration.ofSeconds(3);

    private final PlusSpec spec;
    private final Loop loop;
    private final Duration limit;
    private final PlusApi api;
    private final PlusSight sight;
    private Generation newest = Generation.ZERO;

    /** From the first reading: what a rollback writes. */
    private @Nullable Weights bases;

    private @Nullable PlusChange running;

    PlusRouter(PlusSpec spec, Vertx vertx, Loop loop) {
        this(spec, vertx, loop, TIME_LIMIT);
    }

    PlusRouter(PlusSpec spec, Vertx vertx, Loop loop, Duration limit) {
        this.spec = spec;
        this.loop = loop;
        this.limit = limit;
        this.api = new PlusApi(vertx, loop, spec.api());
        this.sight = new PlusSight(spec, api);
    }

    @Override
    public CompletionStage<List<Finding>> examine(Plan plan) {
        return new PlusExamination(spec, plan, sight).examine();
    }

    @Override
    public CompletionStage<Reading> read() {
        var reading = new CompletableFuture<Reading>();
        var late = loop.schedule(
                limit,
                () -> reading.completeExceptionally(
                        new UnreachableException(spec.label() + ": no answer within " + limit.toMillis() + " ms")));
        sight.look(limit).thenAccept(sighting -> {
            late.cancel();
            if (sighting instanceof PlusSight.Sighting.Unseen unseen) {
                reading.completeExceptionally(new UnreachableException(
                        spec.label() + ": " + unseen.answer().trouble()));
                return;
            }
            try {
                var state = ((PlusSight.Sighting.Seen) sighting).state();
                reading.complete(taken(state, PlusReading.of(spec, state)));
            } catch (IllegalArgumentException e) {
                reading.completeExceptionally(new UnreachableException(spec.label() + ": " + e.getMessage(), e));
            }
        });
        return reading;
    }

    @Override
    public Applying apply(Write write) {
        if (write.generation().isOlderThan(newest)) {
            return new Applying(
                    CompletableFuture.completedFuture(new WriteResult.NotSent("overtaken by generation " + newest)),
                    CompletableFuture.completedFuture(true));
        }
        newest = write.generation();
        var before = running;
        if (before != null && before.isRunning()) {
            if (write.lowers()
                    && before.write().lowers()
                    && before.write().split().equals(write.split())) {
                return before.applying();
            }
            before.overtake();
        }
        var change = new PlusChange(spec, api, loop, new Known(), write, limit);
        running = change;
        return change.begin();
    }

    private Reading taken(PlusState state, PlusReading seen) {
        var known = bases;
        if (known == null) {
            known = seen.bases();
            bases = known;
        }
        return seen.reading(state.incarnation(), known);
    }

    @Override
    public void close() {
        api.close();
    }

    /** What a write may ask of the router that it belongs to. */
    private final class Known implements PlusChange.Knowledge {

        @Override
        public @Nullable Weights bases() {
            return bases;
        }

        @Override
        public Reading taken(PlusState state, PlusReading seen) {
            return PlusRouter.this.taken(state, seen);
        }
    }
}
