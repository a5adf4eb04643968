package io.crossfade.resilient;

import io.crossfade.core.plan.AchievedShare;
import io.crossfade.core.plan.Plan;
import io.crossfade.core.port.Applying;
import io.crossfade.core.port.Finding;
import io.crossfade.core.port.Reading;
import io.crossfade.core.port.TrafficRouter;
import io.crossfade.core.port.UnreachableException;
import io.crossfade.core.port.Write;
import io.crossfade.core.port.WriteResult;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A router that does nothing but remember what it was asked, and answers when and as the test says. */
final class FakeRouter implements TrafficRouter {

    static final Reading READING = new Reading(AchievedShare.NONE, "1@1", true, 1, 1, 0, 0, List.of());

    record Asked(Write write, CompletableFuture<WriteResult> outcome, CompletableFuture<Boolean> settled) {}

    final List<CompletableFuture<Reading>> reads = new ArrayList<>();
    final List<Asked> writes = new ArrayList<>();
    final CompletableFuture<List<Finding>> examination = new CompletableFuture<>();
    boolean readsFail;
    boolean applyThrows;
    boolean closed;

    @Override
    public CompletionStage<List<Finding>> examine(Plan plan) {
        return examination;
    }

    @Override
    public CompletionStage<Reading> read() {
        var read = new CompletableFuture<Reading>();
        reads.add(read);
        if (readsFail) {
            read.completeExceptionally(new UnreachableException("refused"));
        }
        return read;
    }

    @Override
    public Applying apply(Write write) {
        var asked = new Asked(write, new CompletableFuture<>(), new CompletableFuture<>());
        writes.add(asked);
        if (applyThrows) {
            throw new IllegalStateException("broken");
        }
        return new Applying(asked.outcome(), asked.settled());
    }

    @Override
    public void close() {
        closed = true;
    }

    CompletableFuture<Reading> lastRead() {
        return reads.get(reads.size() - 1);
    }

    Asked lastWrite() {
        return writes.get(writes.size() - 1);
    }
}
