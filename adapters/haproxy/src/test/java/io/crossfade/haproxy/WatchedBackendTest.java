package io.crossfade.haproxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.core.plan.Cluster;
import io.crossfade.core.port.Outcome;
import io.crossfade.testkit.Await;
import io.crossfade.testkit.HaproxyConfig;
import io.crossfade.testkit.HaproxyProcess;
import io.crossfade.testkit.RecordingObserver;
import io.crossfade.testkit.TestHost;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whose a request is where both clusters are in one backend. */
class WatchedBackendTest {

    private static final int NODE = 4;

    private final TestHost host = new TestHost();
    private final RecordingObserver observer =
            new RecordingObserver(() -> host.testLoop().inLoop());
    private FaultServer baseline;
    private FaultServer candidate;
    private HaproxyConfig config;

    @BeforeEach
    void startServers() {
        baseline = new FaultServer();
        candidate = new FaultServer();
        config = HaproxyConfig.weights(List.of(baseline.port()), List.of(candidate.port()));
    }

    @AfterEach
    void stopServers() {
        baseline.close();
        candidate.close();
        host.close();
    }

    @Test
    void bothClustersAreKnownFromTheStartAndNobodyElse() {
        try (var haproxy = config.start()) {
            haproxy.reconfigure(text -> text + "    server other 127.0.0.1:" + baseline.port() + " weight 100\n");
            haproxy.reload();
            try (var source = watching(haproxy);
                    var client = new PlainClient(haproxy.frontPort())) {
                for (int i = 0; i < 20; i++) {
                    client.ask();
                }
                Await.until("half of the requests", () -> observer.requests("x1", Outcome.OK) == 10);

                assertThat(observer.requests()).hasSize(10);
                assertThat(observer.servers())
                        .containsExactly(
                                new RecordingObserver.Server(NODE, Cluster.BASELINE, "x1"),
                                new RecordingObserver.Server(NODE, Cluster.CANDIDATE, "y1"));
                assertThat(source).isNotNull();
            }
        }
    }

    @Test
    void aFailureWithoutAServerIsThatOfTheClusterWithAllTheWeight() {
        try (var haproxy = config.start();
                var source = watching(haproxy)) {
            haproxy.cli("set server kong/y1 weight 100;set server kong/x1 weight 0;set server kong/y1 state maint");
            Await.until("polls that see it", () -> polls() >= 3);
            ask(haproxy, 5);

            Await.until("five failures", () -> observer.requests("<NOSRV>", Outcome.FAILED) == 5);
            assertThat(observer.servers()).contains(new RecordingObserver.Server(NODE, Cluster.CANDIDATE, "<NOSRV>"));
            assertThat(source).isNotNull();
        }
    }

    @Test
    void aFailureWithoutAServerIsNobodysWhileBothClustersHaveWeight() {
        try (var haproxy = config.start();
                var source = watching(haproxy)) {
            haproxy.cli("set server kong/y1 weight 100;set server kong/x1 state maint;set server kong/y1 state maint");
            Await.until("polls that see it", () -> polls() >= 3);
            ask(haproxy, 5);
            haproxy.cli("set server kong/x1 state ready");
            ask(haproxy, 1);

            Await.until("the request after them", () -> observer.requests("x1", Outcome.OK) == 1);
            assertThat(observer.requests()).hasSize(1);
            assertThat(source).isNotNull();
        }
    }

    @Test
    void aFailureThatRedispatchHidesBehindTheOtherClusterIsTheCandidatesAllTheSame() {
        try (var haproxy = config.redispatch().start();
                var source = watching(haproxy)) {
            candidate.close();
            haproxy.cli("set server kong/y1 weight 100");
            ask(haproxy, 4);
            Await.until("all lines", () -> observer.requests("x1", Outcome.OK) == 4);
            Await.until(
                    "counters that show what no client saw",
                    () -> observer.latest("y1")
                            .map(count -> count.counters().failed() > 0
                                    && count.counters().missing() == 0)
                            .orElse(false));

            var hidden = observer.latest("y1").orElseThrow().counters();
            assertThat(hidden.failed()).isEqualTo(hidden.selected());
            assertThat(observer.latest("x1").orElseThrow().counters().failed()).isZero();
            assertThat(source).isNotNull();
        }
    }

    @Test
    void countersComeOftenOnlyWhileTheCandidateHasWeight() {
        try (var haproxy = config.start();
                var source = watching(haproxy)) {
            assertThat(pollsIn(Duration.ofSeconds(1))).isBetween(2L, 5L);
            haproxy.cli("set server kong/y1 weight 1");
            Await.until("often", () -> pollsIn(Duration.ofMillis(300)) >= 4);
            assertThat(source).isNotNull();
        }
    }

    private long polls() {
        return observer.counts() / 2;
    }

    private long pollsIn(Duration span) {
        long before = polls();
        Await.throughout(span, () -> true);
        return polls() - before;
    }

    private static void ask(HaproxyProcess haproxy, int requests) {
        for (int i = 0; i < requests; i++) {
            try (var client = new PlainClient(haproxy.frontPort())) {
                client.ask();
            }
        }
    }

    private HaproxySource watching(HaproxyProcess haproxy) {
        var source = new HaproxySource(
                WeightsRig.spec("unix:" + haproxy.adminSocket(), 1, 1, false),
                NODE,
                host.testLoop().vertx(),
                host.loop());
        host.testLoop().run(() -> source.start(observer));
        Await.until("attached", () -> observer.isAttached(NODE));
        return source;
    }
}
