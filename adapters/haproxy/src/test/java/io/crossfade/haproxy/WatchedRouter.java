package io.crossfade.haproxy;

import io.crossfade.core.plan.Plan;
import io.crossfade.core.port.Applying;
import io.crossfade.core.port.Finding;
import io.crossfade.core.port.Reading;
import io.crossfade.core.port.TrafficRouter;
import io.crossfade.core.port.Write;
import io.crossfade.core.port.WriteResult;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;

/**
 * Lets everything through and notices whether a forward write took effect after the first write of the rollback. That
 * is shown where the rollback's first write has read back 0, and another hand sees a share when the next one goes out.
 */
final class WatchedRouter implements TrafficRouter {

    private final TrafficRouter inner;
    private final BooleanSupplier shareNow;
    private final CompletableFuture<Write> raised = new CompletableFuture<>();
    private final CompletableFuture<Write> lowered = new CompletableFuture<>();
    private boolean loweringAnswered;
    private boolean landedLate;
    private int lowerings;

    /** Asks {@code shareNow}, the other hand, whether the candidate has a share. */
    WatchedRouter(TrafficRouter inner, BooleanSupplier shareNow) {
        this.inner = inner;
        this.shareNow = shareNow;
    }

    /** Completes with the first write beyond {@code 1 %}. */
    CompletionStage<Write> raised() {
        return raised;
    }

    /** Completes with the first write of the rollback. */
    CompletionStage<Write> lowered() {
        return lowered;
    }

    /** Whether the forward write was seen to land after the rollback's first. */
    boolean landedLate() {
        return landedLate;
    }

    /** How many writes the rollback took. */
    int lowerings() {
        return lowerings;
    }

    @Override
    public CompletionStage<List<Finding>> examine(Plan plan) {
        return inner.examine(plan);
    }

    @Override
    public CompletionStage<Reading> read() {
        return inner.read();
    }

    @Override
    public Applying apply(Write write) {
        if (!write.lowers()) {
            var applying = inner.apply(write);
            if (write.split().candidate().equals(FrozenRig.SECOND)) {
                raised.complete(write);
            }
            return applying;
        }
        landedLate |= loweringAnswered && shareNow.getAsBoolean();
        lowerings++;
        var applying = inner.apply(write);
        applying.outcome().thenAccept(this::answered);
        lowered.complete(write);
        return applying;
    }

    private void answered(WriteResult result) {
        loweringAnswered |= result instanceof WriteResult.Applied applied
                && applied.reading().share().isNone();
    }

    @Override
    public void close() {
        inner.close();
    }
}
