package io.crossfade.nginx;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.core.plan.Cluster;
import io.crossfade.core.port.Outcome;
import io.crossfade.core.port.SignalObserver;
import io.crossfade.testkit.Await;
import io.crossfade.testkit.Behaviour;
import io.crossfade.testkit.FaultyCluster;
import io.crossfade.testkit.NginxConfig;
import io.crossfade.testkit.NginxProcess;
import io.crossfade.testkit.OpenLoopLoad;
import io.crossfade.testkit.Ports;
import io.crossfade.testkit.RecordingObserver;
import io.crossfade.testkit.Signals;
import io.crossfade.testkit.Tally;
import io.crossfade.testkit.TestHost;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the source tells of a real NGINX that is rotated, retries, and is answered badly. */
class NginxSourceTest {

    private static final int NODE = 4;
    private static final Behaviour HEALTHY = Behaviour.healthy(Duration.ZERO);

    private final TestHost host = new TestHost();
    private final RecordingObserver observer =
            new RecordingObserver(() -> host.testLoop().inLoop());
    private final FaultyCluster cluster = FaultyCluster.start("x", 1, 1, HEALTHY);
    private final String server = "127.0.0.1:" + cluster.ports().get(0);

    @AfterEach
    void end() {
        cluster.close();
        host.close();
    }

    @Test
    void noRequestIsLostOrToldTwiceWhereTheLogIsRotatedUnderLoad() throws IOException {
        try (var nginx = config().start();
                var source = watching(nginx)) {
            try (var load =
                    OpenLoopLoad.start(nginx.frontPort(), OpenLoopLoad.Settings.of(500, Duration.ofSeconds(1)))) {
                Await.until("requests", () -> observer.requests().size() > 100);
                Files.move(nginx.accessLog(), rotated(nginx));
                Await.until("requests", () -> observer.requests().size() > 250);
                Signals.send("USR1", nginx.masterPid());
                var tally = load.awaitEnd();
                // NGINX logs a request just after its answer, so the last line may come after the last answer.
                Await.until("lines", () -> lines(nginx.accessLog()) + lines(rotated(nginx)) >= answered(tally));
            }
            assertThat(lines(nginx.accessLog())).isPositive();
            assertThat(lines(rotated(nginx))).isPositive();
            Await.until(
                    "requests", () -> observer.requests().size() >= lines(nginx.accessLog()) + lines(rotated(nginx)));
            assertThat((long) observer.requests().size()).isEqualTo(lines(nginx.accessLog()) + lines(rotated(nginx)));
            assertThat(observer.events()).containsExactly("attached " + NODE);
            assertThat(source.latencyResolution()).isEqualTo(Duration.ofMillis(1));
        }
    }

    @Test
    void eachAttemptIsToldWhereNginxHidesTheFailureFromTheClient() {
        int nobody = Ports.free();
        var config = NginxConfig.of(List.of(nobody, cluster.ports().get(0)), List.of(nobody))
                .nextUpstream("error timeout http_500");
        try (var nginx = config.start();
                var source = watching(nginx)) {
            var tally = load(nginx, 40);
            Await.until("requests", () -> observer.requests(server, Outcome.OK) >= tally.total());

            assertThat(tally.failures()).isZero();
            assertThat(observer.requests("127.0.0.1:" + nobody, Outcome.FAILED)).isBetween(1L, tally.total());
            assertThat(observer.requests())
                    .allSatisfy(request -> assertThat(request.latencyMicros() == SignalObserver.NO_HEADER)
                            .isEqualTo(request.outcome() == Outcome.FAILED));
            assertThat(source).isNotNull();
        }
    }

    @Test
    void aHangIsToldOfOnlyWhenNginxGivesUp() {
        cluster.behave(HEALTHY.hangs(1));
        try (var nginx = config().readTimeout(Duration.ofMillis(400)).start();
                var source = watching(nginx)) {
            long before = host.loop().nanos();
            var tally = load(nginx, 4);
            told(tally);

            assertThat(observer.requests()).allSatisfy(request -> {
                assertThat(request.outcome()).isEqualTo(Outcome.FAILED);
                assertThat(request.latencyMicros()).isEqualTo(SignalObserver.NO_HEADER);
                assertThat(request.startedNanos())
                        .isBetween(
                                before - TimeUnit.MILLISECONDS.toNanos(2),
                                host.loop().nanos() - TimeUnit.MILLISECONDS.toNanos(390));
            });
            assertThat(source).isNotNull();
        }
    }

    @Test
    void anAnswerThatBreaksOffIsLoggedAsAGoodOneSoItIsNotSeen() {
        cluster.behave(HEALTHY.truncated(1));
        try (var nginx = config().start();
                var source = watching(nginx)) {
            var tally = load(nginx, 20);
            told(tally);

            assertThat(tally.failures()).isEqualTo(20);
            assertThat(observer.requests(server, Outcome.OK)).isEqualTo(20);
            assertThat(source).isNotNull();
        }
    }

    @Test
    void aTargetThatNoGroupHasIsNobodysAndAGroupWithoutALiveServerFails() {
        var config = config();
        try (var nginx = config.start();
                var source = watching(nginx)) {
            nginx.reconfigure(text -> text.replace(server + " max_fails=0;", server + " down;"));
            nginx.reload();
            load(nginx, 20);
            Await.until("requests", () -> observer.requests(NginxLineParser.NO_SERVER, Outcome.FAILED) == 20);

            nginx.include(config.includeText(2, 0).replace("* kong_x", "* nosuch"));
            nginx.reload();
            load(nginx, 20);
            nginx.include(config.includeText(3, 10_000));
            nginx.reload();
            load(nginx, 20);
            Await.until("requests", () -> observer.requests().size() == 40);
            assertThat(observer.servers())
                    .containsExactly(
                            new RecordingObserver.Server(NODE, Cluster.BASELINE, NginxLineParser.NO_SERVER),
                            new RecordingObserver.Server(NODE, Cluster.CANDIDATE, NginxLineParser.NO_SERVER));
            assertThat(source).isNotNull();
        }
    }

    @Test
    void anotherFormatDetachesUntilItIsRightAgain() throws IOException {
        try (var nginx = config().start();
                var source = watching(nginx)) {
            Files.writeString(nginx.accessLog(), "10.0.0.1 - - GET /\n{\"t\":\n", StandardOpenOption.APPEND);
            Await.until("detached", () -> !observer.isAttached(NODE));
            Await.until("attached again", () -> {
                load(nginx, 1);
                return observer.isAttached(NODE);
            });

            assertThat(observer.events())
                    .containsExactly(
                            "attached " + NODE,
                            "detached " + NODE + " a line is not of Crossfade's log_format, 1 so far",
                            "attached " + NODE);
            assertThat(source).isNotNull();
        }
    }

    private NginxConfig config() {
        return NginxConfig.of(cluster.ports(), cluster.ports());
    }

    private static Tally load(NginxProcess nginx, int requests) {
        var settings = OpenLoopLoad.Settings.of(100, Duration.ofMillis(requests * 10L));
        try (var load = OpenLoopLoad.start(nginx.frontPort(), settings)) {
            return load.awaitEnd();
        }
    }

    private void told(Tally tally) {
        Await.until("requests", () -> observer.requests().size() >= tally.total());
        assertThat(observer.requests()).hasSize((int) tally.total());
    }

    private static long answered(Tally tally) {
        return tally.total("x");
    }

    private static long lines(Path log) {
        try (var lines = Files.lines(log)) {
            return lines.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path rotated(NginxProcess nginx) {
        return nginx.directory().resolve("crossfade.log.1");
    }

    private NginxSource watching(NginxProcess nginx) {
        var source = NginxSource.ofFile(
                NODE,
                sink -> new NginxLineParser(NginxConfig.BASELINE, NginxConfig.CANDIDATE, sink),
                nginx.accessLog(),
                host.testLoop().vertx(),
                host.loop());
        host.testLoop().run(() -> source.start(observer));
        Await.until("attached", () -> observer.isAttached(NODE));
        return source;
    }
}
