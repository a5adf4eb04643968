package io.crossfade.haproxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.core.plan.Bake;
import io.crossfade.core.plan.Guard;
import io.crossfade.core.plan.Plan;
import io.crossfade.core.plan.Policies;
import io.crossfade.core.plan.Share;
import io.crossfade.core.plan.Step;
import io.crossfade.core.plan.Window;
import io.crossfade.core.port.Applying;
import io.crossfade.core.port.Finding;
import io.crossfade.core.port.Reading;
import io.crossfade.core.port.WriteResult;
import io.crossfade.testkit.Await;
import io.crossfade.testkit.HaproxyConfig;
import io.crossfade.testkit.HaproxyProcess;
import io.crossfade.testkit.VertxTestLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** A router on its loop before an HAProxy with both clusters in one backend. */
final class WeightsRig implements AutoCloseable {

    final VertxTestLoop loop = new VertxTestLoop();
    final HaproxyWeightsSpec spec;
    private final HaproxyWeightsRouter router;

    WeightsRig(HaproxyWeightsSpec spec) {
        this.spec = spec;
        this.router = new HaproxyWeightsRouter(spec, loop.vertx(), loop);
    }

    static WeightsRig before(HaproxyProcess haproxy, int baseline, int candidate) {
        return new WeightsRig(spec("unix:" + haproxy.adminSocket(), baseline, candidate, false));
    }

    static HaproxyWeightsSpec spec(String socket, int baseline, int candidate, boolean stickyAccepted) {
        return new HaproxyWeightsSpec(
                socket,
                HaproxyConfig.BACKEND,
                names("x", baseline),
                names("y", candidate),
                HaproxyConfig.RING,
                stickyAccepted);
    }

    static List<String> names(String prefix, int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(number -> prefix + number)
                .toList();
    }

    Reading read() {
        return loop.await(router::read);
    }

    Throwable readFailure() {
        return Await.failure(loop.call(router::read));
    }

    Applying begin(int parts, long generation) {
        return loop.call(() -> router.apply(RouterRig.write(parts, generation)));
    }

    WriteResult apply(int parts, long generation) {
        return Await.result(begin(parts, generation).outcome());
    }

    List<Finding> examine(Share... steps) {
        return loop.await(() -> router.examine(plan(steps)));
    }

    private Plan plan(Share... shares) {
        var bake = Bake.of(Duration.ofSeconds(1));
        var steps = new ArrayList<Step>();
        for (var share : shares) {
            steps.add(Step.of(share, bake));
        }
        steps.add(Step.of(Share.ALL, bake));
        var guard = new Guard.ErrorRate("error-rate", Optional.of(0.01), Optional.empty(), 1, false);
        return new Plan("test", List.of(spec), List.of(guard), steps, Window.ALWAYS, Policies.DEFAULTS);
    }

    @Override
    public void close() {
        router.close();
        loop.close();
    }

    /** The reading of a write that was applied as asked. */
    static Reading confirmed(WriteResult result) {
        assertThat(result).isInstanceOf(WriteResult.Applied.class);
        var applied = (WriteResult.Applied) result;
        assertThat(applied.reading().share()).isEqualTo(applied.asked());
        assertThat(applied.reading().doubts()).isEmpty();
        return applied.reading();
    }

    /** The weights of the five servers as HAProxy itself shows them. */
    static String weights(HaproxyProcess haproxy) {
        var weights = new StringBuilder();
        for (var server : List.of("x1", "x2", "x3", "y1", "y2")) {
            var answer = haproxy.cli("get weight kong/" + server);
            weights.append(weights.isEmpty() ? "" : " ").append(answer, 0, answer.indexOf(' '));
        }
        return weights.toString();
    }
}
