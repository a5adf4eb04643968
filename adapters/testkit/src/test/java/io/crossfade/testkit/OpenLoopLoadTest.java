package io.crossfade.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.crossfade.testkit.FaultyCluster.Answer;
import io.crossfade.testkit.OpenLoopLoad.Result;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class OpenLoopLoadTest {

    private static final Behaviour FAST = Behaviour.healthy(Duration.ZERO);

    @Test
    void sendsOnScheduleThroughHaproxyAndTellsTheClustersApart() {
        try (var x = FaultyCluster.start("x", 2, 1, FAST);
                var y = FaultyCluster.start("y", 2, 2, FAST);
                var haproxy = HaproxyConfig.map(x.ports(), y.ports())
                        .candidateParts(5000)
                        .start();
                var load =
                        OpenLoopLoad.start(haproxy.frontPort(), OpenLoopLoad.Settings.of(500, Duration.ofSeconds(2)))) {
            var tally = load.awaitEnd();
            assertThat(tally.total()).isEqualTo(1000);
            assertThat(tally.count(Result.OK)).isEqualTo(1000);
            assertThat(tally.total("x")).isEqualTo(x.count(Answer.OK));
            assertThat(tally.total("y")).isEqualTo(y.count(Answer.OK));
            assertThat(tally.share("y")).isCloseTo(0.5, within(0.1));
        }
    }

    @Test
    void aStallIsFeltByEveryRequestThatItMet() {
        try (var x = FaultyCluster.start("x", 1, 1, FAST);
                var haproxy = HaproxyConfig.map(x.ports(), x.ports()).start();
                var load =
                        OpenLoopLoad.start(haproxy.frontPort(), OpenLoopLoad.Settings.of(200, Duration.ofSeconds(2)))) {
            Await.until("the first answers", () -> load.ended() > 20);
            haproxy.freeze();
            long frozen = System.nanoTime();
            Await.within(Duration.ofMillis(500), () -> false);
            haproxy.thaw();
            long thawed = System.nanoTime();
            load.awaitEnd();
            // Half of the requests of the stall waited for at least half of it.
            assertThat(load.tally(frozen, thawed).latency(0.5)).isGreaterThan(Duration.ofMillis(200));
            assertThat(load.tally().count(Result.OK)).isEqualTo(400);
        }
    }

    @Test
    void tellsEveryKindOfFailureApart() {
        assertEndsWith(FAST.errors(1), Result.SERVER_ERROR, Duration.ofSeconds(10));
        assertEndsWith(FAST.silentCloses(1), Result.CLOSED, Duration.ofSeconds(10));
        assertEndsWith(FAST.garbage(1), Result.GARBAGE, Duration.ofSeconds(10));
        assertEndsWith(FAST.truncated(1), Result.TRUNCATED, Duration.ofSeconds(10));
        assertEndsWith(FAST.hangs(1), Result.TIMED_OUT, Duration.ofMillis(50));
    }

    @Test
    void aClosedPortRefusesAndAReopenedOneServes() {
        try (var x = FaultyCluster.start("x", 1, 1, FAST)) {
            int port = x.ports().get(0);
            x.down();
            try (var load = OpenLoopLoad.start(port, OpenLoopLoad.Settings.of(100, Duration.ofMillis(100)))) {
                assertThat(load.awaitEnd().count(Result.REFUSED)).isEqualTo(10);
            }
            x.up();
            assertThat(x.ports()).containsExactly(port);
            try (var load = OpenLoopLoad.start(port, OpenLoopLoad.Settings.of(100, Duration.ofMillis(100)))) {
                assertThat(load.awaitEnd().count("x", Result.OK)).isEqualTo(10);
            }
        }
    }

    @Test
    void sendsNoMoreThanItsBoundAtOnce() {
        try (var x = FaultyCluster.start("x", 1, 1, FAST.hangs(1));
                var load = OpenLoopLoad.start(
                        x.ports().get(0),
                        new OpenLoopLoad.Settings(1000, Duration.ofMillis(100), 7, Duration.ofMillis(300), "/"))) {
            var tally = load.awaitEnd();
            assertThat(tally.count(Result.TIMED_OUT)).isEqualTo(7);
            assertThat(tally.count(Result.NOT_SENT)).isEqualTo(93);
        }
    }

    @Test
    void latencyIsThatOfTheClusterTimesItsFactor() {
        try (var x = FaultyCluster.start(
                        "x", 1, 1, Behaviour.healthy(Duration.ofMillis(20)).slower(3));
                var load =
                        OpenLoopLoad.start(x.ports().get(0), OpenLoopLoad.Settings.of(100, Duration.ofMillis(500)))) {
            assertThat(load.awaitEnd().latency(0.5)).isBetween(Duration.ofMillis(60), Duration.ofMillis(200));
        }
    }

    private static void assertEndsWith(Behaviour behaviour, Result result, Duration timeout) {
        try (var x = FaultyCluster.start("x", 1, 1, behaviour);
                var load = OpenLoopLoad.start(
                        x.ports().get(0), new OpenLoopLoad.Settings(200, Duration.ofMillis(100), 256, timeout, "/"))) {
            assertThat(load.awaitEnd().count(result)).isEqualTo(20);
        }
    }
}
