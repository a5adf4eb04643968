package io.crossfade.nginx;

import io.crossfade.core.plan.Generation;
import io.crossfade.core.plan.Share;
import io.crossfade.core.plan.Split;
import io.crossfade.core.port.Applying;
import io.crossfade.core.port.Finding;
import io.crossfade.core.port.Reading;
import io.crossfade.core.port.Write;
import io.crossfade.core.port.WriteResult;
import io.crossfade.testkit.Await;
import io.crossfade.testkit.TrafficRouterContract;
import io.crossfade.testkit.VertxTestLoop;
import java.time.Duration;
import java.util.List;

/** A router on its loop before the API as it is documented. */
final class PlusRig implements AutoCloseable {

    final PlusStub plus;
    private final VertxTestLoop loop = new VertxTestLoop();
    private final PlusSpec spec;
    private final PlusRouter router;
    private long generation;

    /** A router with time enough for a busy machine. */
    PlusRig(int baseline, int candidate) {
        this(baseline, candidate, Duration.ofSeconds(9));
    }

    PlusRig(int baseline, int candidate, Duration limit) {
        plus = new PlusStub(baseline, candidate);
        spec = plus.spec();
        router = new PlusRouter(spec, loop.vertx(), loop, limit);
    }

    Reading read() {
        return loop.await(router::read);
    }

    Throwable readFailure() {
        return Await.failure(loop.call(router::read));
    }

    Applying begin(int percent) {
        generation++;
        var write = new Write(new Split(Share.ofPercent(percent)), new Generation(generation), 1, percent == 0);
        return loop.call(() -> router.apply(write));
    }

    WriteResult apply(int percent) {
        return Await.result(begin(percent).outcome());
    }

    List<Finding> examine() {
        return loop.await(() -> router.examine(TrafficRouterContract.planFor(spec)));
    }

    @Override
    public void close() {
        loop.run(router::close);
        loop.close();
        plus.close();
    }
}
