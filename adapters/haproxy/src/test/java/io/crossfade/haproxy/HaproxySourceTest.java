package io.crossfade.haproxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.core.plan.Cluster;
import io.crossfade.core.port.Outcome;
import io.crossfade.testkit.Await;
import io.crossfade.testkit.HaproxyConfig;
import io.crossfade.testkit.HaproxyProcess;
import io.crossfade.testkit.RecordingObserver;
import io.crossfade.testkit.TestHost;
import io.crossfade.testkit.ToxicProxy;
import java.net.UnixDomainSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HaproxySourceTest {

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
        config = HaproxyConfig.map(List.of(baseline.port()), List.of(candidate.port()));
    }

    @AfterEach
    void stopServers() {
        baseline.close();
        candidate.close();
        host.close();
    }

    @Test
    void everyRequestIsToldOnceWithItsServerItsLatencyAndItsBeginning() {
        try (var haproxy = config.candidateParts(5000).start();
                var source = watching(haproxy);
                var client = new PlainClient(haproxy.frontPort())) {
            long before = host.loop().nanos();
            for (int i = 0; i < 400; i++) {
                client.ask();
            }
            long after = host.loop().nanos();
            Await.until("400 lines", () -> observer.requests().size() >= 400);

            assertThat(observer.requests()).hasSize(400).allSatisfy(request -> {
                assertThat(request.outcome()).isEqualTo(Outcome.OK);
                assertThat(request.latencyMicros()).isBetween(0L, 2_000_000L);
                assertThat(request.startedNanos()).isBetween(before - 10_000_000, after + 10_000_000);
            });
            assertThat(observer.requests("x1", Outcome.OK) + observer.requests("y1", Outcome.OK))
                    .isEqualTo(400);
            assertThat(observer.servers())
                    .containsExactlyInAnyOrder(
                            new RecordingObserver.Server(NODE, Cluster.BASELINE, "x1"),
                            new RecordingObserver.Server(NODE, Cluster.CANDIDATE, "y1"));
            assertThat(observer.offLoop()).isZero();
            assertThat(source.latencyResolution()).isEqualTo(Duration.ofMillis(3));
        }
    }

    @Test
    void linesFromBeforeTheStartAreNotTold() {
        try (var haproxy = config.start();
                var client = new PlainClient(haproxy.frontPort())) {
            for (int i = 0; i < 20; i++) {
                client.ask();
            }
            try (var source = watching(haproxy)) {
                client.ask();
                Await.until("a line", () -> !observer.requests().isEmpty());

                assertThat(observer.requests()).hasSize(1);
                assertThat(source).isNotNull();
            }
        }
    }

    @Test
    void afterAReloadTheNewProcessIsFollowedAndItsLifeTold() {
        try (var haproxy = config.start();
                var source = watching(haproxy)) {
            haproxy.reload();
            Await.until(
                    "a new life",
                    () -> observer.events().stream()
                            .anyMatch(event ->
                                    event.startsWith("incarnation " + NODE + " " + haproxy.workerPid() + "@")));
            Await.until(
                    "detached and attached again",
                    () -> observer.events().stream()
                                            .filter(("attached " + NODE)::equals)
                                            .count()
                                    >= 2
                            && observer.isAttached(NODE));
            try (var client = new PlainClient(haproxy.frontPort())) {
                client.ask();
            }
            Await.until("a line of the new process", () -> observer.requests("x1", Outcome.OK) == 1);
            assertThat(source).isNotNull();
        }
    }

    @Test
    void aCrashIsAGapAndTheNewProcessIsFoundByItself() {
        try (var haproxy = config.start();
                var source = watching(haproxy)) {
            haproxy.kill();
            Await.until("detached", () -> !observer.isAttached(NODE));
            haproxy.restart();
            Await.until("attached", () -> observer.isAttached(NODE));

            assertThat(observer.events()).anyMatch(event -> event.startsWith("detached " + NODE + " "));
            assertThat(source).isNotNull();
        }
    }

    @Test
    void aStreamThatIsCutIsAGapAndIsOpenedAgain() {
        try (var haproxy = config.start();
                var proxy = ToxicProxy.unix(
                        haproxy.directory().resolve("toxic.sock"), UnixDomainSocketAddress.of(haproxy.adminSocket()));
                var source =
                        watching(RouterRig.spec("unix:" + haproxy.directory().resolve("toxic.sock"), haproxy))) {
            proxy.cutAll();
            Await.until("attached a second time", () -> streamEvents().size() >= 3);

            assertThat(streamEvents().get(1)).startsWith("detached " + NODE + " ");
            assertThat(streamEvents().get(2)).isEqualTo("attached " + NODE);
            assertThat(source).isNotNull();
        }
    }

    /** What was told of the stream; which life answers is told by the counters, at any time beside it. */
    private List<String> streamEvents() {
        return observer.events().stream()
                .filter(event -> !event.startsWith("incarnation "))
                .toList();
    }

    @Test
    void anUnknownRingIsToldInHaproxysWords() {
        try (var haproxy = config.start()) {
            var known = RouterRig.spec("unix:" + haproxy.adminSocket(), haproxy);
            var spec =
                    new HaproxySpec(known.socket(), known.mapFile(), known.mapKey(), "be_x", "be_y", "nowhere", false);
            try (var source = source(spec)) {
                host.testLoop().run(() -> source.start(observer));
                Await.until("detached", () -> !streamEvents().isEmpty());

                assertThat(streamEvents().get(0)).isEqualTo("detached " + NODE + " No such event sink");
            }
        }
    }

    @Test
    void droppedEventsAreAGap() {
        try (var haproxy = config.start();
                var source = watching(haproxy)) {
            haproxy.reconfigure(
                    text -> text.replace("size 1048576", "size 16384").replace("maxlen 1200", "maxlen 1024"));
            haproxy.reload();
            Await.until(
                    "attached to the new process",
                    () -> observer.events().stream()
                                            .filter(("attached " + NODE)::equals)
                                            .count()
                                    >= 2
                            && observer.isAttached(NODE));
            var stall = new CountDownLatch(1);
            host.loop().execute(() -> await(stall));
            try (var client = new PlainClient(haproxy.frontPort())) {
                for (int i = 0; i < 6000; i++) {
                    client.ask();
                }
                stall.countDown();
                // HAProxy tells of the loss with the first event that finds room again.
                Await.until("told of the gap", () -> {
                    client.ask();
                    return observer.events().contains("detached " + NODE + " the ring dropped events");
                });
            }
            assertThat(observer.isAttached(NODE)).isTrue();
            assertThat(source).isNotNull();
        }
    }

    @Test
    void countersComeFourTimesASecondWithoutAShareAndTwentyTimesWithOne() {
        try (var haproxy = config.start();
                var source = watching(haproxy)) {
            assertThat(pollsIn(Duration.ofSeconds(1))).isBetween(2L, 5L);
            haproxy.cli("set map " + haproxy.mapFile() + " ycut 1");
            Await.until("a poll that sees it", () -> pollsIn(Duration.ofMillis(300)) >= 4);
            assertThat(source).isNotNull();
        }
    }

    /** How many polls of the two servers came within {@code span}. */
    private long pollsIn(Duration span) {
        long before = observer.counts();
        Await.throughout(span, () -> true);
        return (observer.counts() - before) / 2;
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private HaproxySource watching(HaproxyProcess haproxy) {
        return watching(RouterRig.spec("unix:" + haproxy.adminSocket(), haproxy));
    }

    private HaproxySource watching(HaproxySpec spec) {
        var source = source(spec);
        host.testLoop().run(() -> source.start(observer));
        Await.until("attached", () -> observer.isAttached(NODE));
        return source;
    }

    private HaproxySource source(HaproxySpec spec) {
        return new HaproxySource(spec, NODE, host.testLoop().vertx(), host.loop());
    }
}
