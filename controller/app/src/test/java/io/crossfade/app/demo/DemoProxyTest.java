package io.crossfade.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.core.plan.Share;
import io.crossfade.core.port.Outcome;
import io.crossfade.testkit.Await;
import io.crossfade.testkit.Behaviour;
import io.crossfade.testkit.FaultyCluster;
import io.crossfade.testkit.OpenLoopLoad;
import io.crossfade.testkit.Tally;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class DemoProxyTest {

    private static final Behaviour HEALTHY = Behaviour.healthy(Duration.ZERO);

    private final ConcurrentLinkedQueue<Outcome> outcomes = new ConcurrentLinkedQueue<>();
    private FaultyCluster baseline;
    private FaultyCluster candidate;
    private ProxyRig rig;

    @BeforeEach
    void start() {
        baseline = FaultyCluster.start("x", 2, 1, HEALTHY);
        candidate = FaultyCluster.start("y", 2, 2, HEALTHY);
        rig = new ProxyRig(baseline.ports(), candidate.ports());
        rig.proxy().listen((server, outcome, headNanos, startedNanos) -> outcomes.add(outcome));
    }

    @AfterEach
    void stop() {
        rig.close();
        candidate.close();
        baseline.close();
    }

    @Test
    void sharesAreKeptToTheRequest() {
        for (int percent : List.of(0, 1, 25, 100)) {
            rig.proxy().write(Share.ofPercent(percent), state -> {});
            var before = candidate.total();
            send(400, Duration.ofSeconds(10));
            assertThat(candidate.total() - before).isBetween(percent * 4L - 1, percent * 4L + 1);
        }
    }

    @Test
    void aBodyThatAServerCutsIsAFailure() {
        baseline.behave(HEALTHY.truncated(1));
        send(20, Duration.ofSeconds(10));
        Await.until("20 ends", () -> outcomes.size() >= 20);
        assertThat(outcomes).hasSize(20).containsOnly(Outcome.FAILED);
    }

    @Test
    void aServerThatIsSilentIsAFailureInTime() {
        baseline.behave(HEALTHY.hangs(1));
        var tally = send(10, DemoProxy.SILENCE.plusSeconds(3));
        assertThat(tally.count(OpenLoopLoad.Result.SERVER_ERROR)).isEqualTo(10);
        assertThat(outcomes).hasSize(10).containsOnly(Outcome.FAILED);
    }

    @Test
    void aClientThatLeavesIsNoFailure() {
        baseline.behave(HEALTHY.hangs(1));
        send(10, Duration.ofMillis(200));
        Await.until("10 ends", () -> outcomes.size() >= 10);
        assertThat(outcomes).hasSize(10).containsOnly(Outcome.ABORTED);
    }

    private Tally send(int requests, Duration timeout) {
        var settings = new OpenLoopLoad.Settings(200, Duration.ofMillis(requests * 5L), 256, timeout, "/");
        try (var load = OpenLoopLoad.start(rig.proxy().port(), settings)) {
            return load.awaitEnd();
        }
    }
}
