package io.crossfade.haproxy;

import io.crossfade.core.plan.AchievedShare;
import io.crossfade.core.plan.Plan;
import io.crossfade.core.plan.Share;
import io.crossfade.core.port.Applying;
import io.crossfade.core.port.Finding;
import io.crossfade.core.port.Reading;
import io.crossfade.core.port.TrafficRouter;
import io.crossfade.core.port.Write;
import io.crossfade.core.port.WriteResult;
import io.crossfade.testkit.VertxTestLoop;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The map router without its file: what of a rollback's time is HAProxy's and the transport's. */
final class RuntimeOnlyRouter implements TrafficRouter {

    private final HaproxySpec spec;
    private final RuntimeSocket runtime;

    RuntimeOnlyRouter(HaproxySpec spec, VertxTestLoop loop) {
        this.spec = spec;
        this.runtime = new RuntimeSocket(loop.vertx(), loop, spec.endpoint());
    }

    @Override
    public CompletionStage<List<Finding>> examine(Plan plan) {
        return CompletableFuture.completedFuture(List.of());
    }

    @Override
    public CompletionStage<Reading> read() {
        return runtime.read(Snapshot.readLine(spec))
                .reply()
                .thenApply(reply -> reading(Snapshot.ofRead(spec, ((Reply.Whole) reply).text())));
    }

    @Override
    public Applying apply(Write write) {
        var share = write.split().candidate();
        var exchange = runtime.write(Snapshot.writeLine(spec, share.parts()));
        CompletionStage<WriteResult> outcome = exchange.reply()
                .thenApply(reply -> new WriteResult.Applied(
                        reading(Snapshot.ofWrite(spec, ((Reply.Whole) reply).text())), share.exactly()));
        return new Applying(outcome, exchange.settled());
    }

    private static Reading reading(Snapshot snapshot) {
        return new Reading(
                new AchievedShare(Integer.parseInt(snapshot.value()), Share.WHOLE),
                snapshot.process().incarnation(),
                true,
                snapshot.baseline().usable(),
                snapshot.candidate().usable(),
                snapshot.candidate().inFlight(),
                snapshot.baseline().inFlight(),
                List.of());
    }

    @Override
    public void close() {
        runtime.close();
    }
}
