package io.crossfade.haproxy;

import io.crossfade.core.plan.Bake;
import io.crossfade.core.plan.Generation;
import io.crossfade.core.plan.Guard;
import io.crossfade.core.plan.Plan;
import io.crossfade.core.plan.Policies;
import io.crossfade.core.plan.Share;
import io.crossfade.core.plan.Split;
import io.crossfade.core.plan.Step;
import io.crossfade.core.plan.Window;
import io.crossfade.core.port.Applying;
import io.crossfade.core.port.Finding;
import io.crossfade.core.port.Reading;
import io.crossfade.core.port.Write;
import io.crossfade.core.port.WriteResult;
import io.crossfade.testkit.Await;
import io.crossfade.testkit.HaproxyConfig;
import io.crossfade.testkit.HaproxyProcess;
import io.crossfade.testkit.VertxTestLoop;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** A router on its loop before an HAProxy. */
final class RouterRig implements AutoCloseable {

    final VertxTestLoop loop = new VertxTestLoop();
    final HaproxySpec spec;
    private final HaproxyMapRouter router;

    RouterRig(HaproxySpec spec) {
        this.spec = spec;
        this.router = new HaproxyMapRouter(spec, loop.vertx(), loop);
    }

    static RouterRig before(HaproxyProcess haproxy) {
        return new RouterRig(spec("unix:" + haproxy.adminSocket(), haproxy));
    }

    static HaproxySpec spec(String socket, HaproxyProcess haproxy) {
        return new HaproxySpec(
                socket, haproxy.mapFile().toString(), HaproxyConfig.MAP_KEY, "be_x", "be_y", HaproxyConfig.RING, false);
    }

    Reading read() {
        return loop.await(router::read);
    }

    Throwable readFailure() {
        return Await.failure(loop.call(router::read));
    }

    /** Begins a write and returns when the router has sent it on its way. */
    Applying begin(int parts, long generation) {
        return loop.call(() -> router.apply(write(parts, generation)));
    }

    WriteResult apply(int parts, long generation) {
        return Await.result(begin(parts, generation).outcome());
    }

    List<Finding> examine() {
        return Await.result(beginToExamine());
    }

    CompletionStage<List<Finding>> beginToExamine() {
        return loop.call(() -> router.examine(plan()));
    }

    static Write write(int parts, long generation) {
        return new Write(new Split(new Share(parts)), new Generation(generation), 1, parts == 0);
    }

    private Plan plan() {
        var guard = new Guard.ErrorRate("error-rate", Optional.of(0.01), Optional.empty(), 1, false);
        return new Plan(
                "test",
                List.of(spec),
                List.of(guard),
                List.of(Step.of(Share.ALL, Bake.of(Duration.ofSeconds(1)))),
                Window.ALWAYS,
                Policies.DEFAULTS);
    }

    @Override
    public void close() {
        router.close();
        loop.close();
    }
}
