package io.crossfade.haproxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.core.port.Counters;
import io.crossfade.core.port.Outcome;
import io.crossfade.haproxy.FaultServer.Answer;
import io.crossfade.testkit.Await;
import io.crossfade.testkit.HaproxyConfig;
import io.crossfade.testkit.HaproxyProcess;
import io.crossfade.testkit.Ports;
import io.crossfade.testkit.RecordingObserver;
import io.crossfade.testkit.TestHost;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a real HAProxy's lines and counters make of each fault of a server, three requests each. */
class FaultTableTest {

    private static final int REQUESTS = 3;

    /** How a client goes about a request. */
    private enum Client {
        /** Asks on a connection of its own and waits for the answer. */
        WAITS,
        /** Asks twice on one connection: the first is answered well, the second meets the fault. */
        REUSES,
        /** Asks and leaves. */
        LEAVES
    }

    /**
     * A fault and what is told of it.
     *
     * @param lines how many lines of the server told of a good end, a failure and a client that left
     * @param failed what the counters show as failed or missing
     * @param silent how many of those are missing: neither ended nor worked on
     * @param aborted what the counters show as left by the client
     */
    private record Fault(
            String name,
            Answer answer,
            UnaryOperator<HaproxyConfig> config,
            Client client,
            Lines lines,
            long failed,
            long silent,
            long aborted) {

        @Override
        public String toString() {
            return name;
        }
    }

    private record Lines(long ok, long failed, long aborted) {}

    private static Fault fault(String name, Answer answer, Client client, Lines lines, long failed, long silent) {
        return new Fault(name, answer, config -> config, client, lines, failed, silent, 0);
    }

    static Stream<Fault> faults() {
        var failedLines = new Lines(0, REQUESTS, 0);
        var goodLines = new Lines(REQUESTS, 0, 0);
        return Stream.of(
                fault("none", Answer.OK, Client.WAITS, goodLines, 0, 0),
                fault("status 500", Answer.ERROR, Client.WAITS, failedLines, 3, 0),
                fault("garbage", Answer.GARBAGE, Client.WAITS, failedLines, 3, 0),
                fault("closed without an answer", Answer.CLOSE, Client.WAITS, failedLines, 3, 0),
                fault("reset", Answer.RESET, Client.WAITS, failedLines, 3, 0),
                fault("no answer in time", Answer.HANG, Client.WAITS, failedLines, 3, 0),
                fault("truncated body", Answer.TRUNCATED, Client.WAITS, failedLines, 3, 0),
                fault("body stands still", Answer.BODY_STANDS_STILL, Client.WAITS, failedLines, 3, 3),
                fault("closed on a reused connection", Answer.CLOSE, Client.REUSES, goodLines, 3, 3),
                fault("garbage on a reused connection", Answer.GARBAGE, Client.REUSES, new Lines(3, 3, 0), 3, 0),
                // The one fault that counts twice: nothing tells it from a truncated body.
                fault("reset on a reused connection", Answer.RESET, Client.REUSES, goodLines, 6, 3),
                new Fault(
                        "client leaves before the header",
                        Answer.HANG,
                        config -> config.defaultsLine("option abortonclose"),
                        Client.LEAVES,
                        new Lines(0, 0, 3),
                        0,
                        0,
                        3),
                new Fault(
                        "client leaves during the body",
                        Answer.ENDLESS_BODY,
                        config -> config,
                        Client.LEAVES,
                        new Lines(0, 0, 3),
                        0,
                        0,
                        3));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void linesAndCountersTellOfEachFaultWhatIsExpected(Fault fault) {
        try (var server = new FaultServer();
                var haproxy = fault.config()
                        .apply(config(server.port()).serverTimeout(Duration.ofMillis(300)))
                        .start();
                var watch = new Watch(haproxy)) {
            for (int i = 0; i < REQUESTS; i++) {
                ask(fault, server, haproxy.frontPort(), watch);
            }
            watch.awaits(fault.lines());
            watch.awaitsCounters(fault.name(), counters -> {
                assertThat(counters.failed() + counters.missing()).as("failed").isEqualTo(fault.failed());
                assertThat(counters.missing()).as("missing").isEqualTo(fault.silent());
                assertThat(counters.aborted()).as("aborted").isEqualTo(fault.aborted());
                assertThat(counters.logged())
                        .as("logged")
                        .isLessThanOrEqualTo(fault.lines().ok()
                                + fault.lines().failed()
                                + fault.lines().aborted());
            });
        }
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void aRefusedConnectionIsOneFailureWhateverRetriesThereAre(UnaryOperator<HaproxyConfig> config, long failedLines) {
        int refused = Ports.free();
        try (var other = new FaultServer()) {
            var ports = failedLines == 0 ? List.of(refused, other.port()) : List.of(refused);
            try (var haproxy = config.apply(HaproxyConfig.map(ports, List.of(refused)))
                            .start();
                    var watch = new Watch(haproxy);
                    var client = new PlainClient(haproxy.frontPort())) {
                assertThat(client.ask()).startsWith(failedLines == 0 ? "HTTP/1.1 200" : "HTTP/1.1 503");
                watch.awaits(new Lines(0, failedLines, 0));
                watch.awaitsCounters("refused", counters -> {
                    assertThat(counters.failed()).isEqualTo(1);
                    assertThat(counters.missing()).isZero();
                    assertThat(counters.logged()).isEqualTo(failedLines);
                });
            }
        }
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                refusal(config -> config.retries(0), 1),
                refusal(config -> config.retries(1), 1),
                refusal(config -> config.retries(3).redispatch(), 0));
    }

    private static Arguments refusal(UnaryOperator<HaproxyConfig> config, long failedLines) {
        return Arguments.of(config, failedLines);
    }

    private static HaproxyConfig config(int port) {
        return HaproxyConfig.map(List.of(port), List.of(port)).retries(0);
    }

    private static void ask(Fault fault, FaultServer server, int port, Watch watch) {
        try (var client = new PlainClient(port)) {
            if (fault.client() == Client.REUSES) {
                server.answer(Answer.OK);
                client.ask();
            }
            server.answer(fault.answer());
            client.send();
            if (fault.client() == Client.LEAVES) {
                watch.awaitsWork();
            } else {
                client.read();
            }
        }
    }

    /** A source that watches the first baseline server. */
    private static final class Watch implements AutoCloseable {

        private static final String SERVER = "x1";

        private final TestHost host = new TestHost();
        private final RecordingObserver observer =
                new RecordingObserver(() -> host.testLoop().inLoop());
        private final HaproxySource source;

        Watch(HaproxyProcess haproxy) {
            var spec = RouterRig.spec("unix:" + haproxy.adminSocket(), haproxy);
            source = new HaproxySource(spec, 0, host.testLoop().vertx(), host.loop());
            host.testLoop().run(() -> source.start(observer));
            Await.until("attached", () -> observer.isAttached(0));
            Await.until("counters", () -> observer.latest(SERVER).isPresent());
        }

        void awaits(Lines lines) {
            if (!Await.within(Await.PATIENCE, () -> present().equals(lines))) {
                throw new AssertionError(
                        present() + " (expected: " + lines + ")\n" + observer.requests() + observer.latest(SERVER));
            }
        }

        /** Waits until the server works on a request. */
        void awaitsWork() {
            Await.until(
                    "work",
                    () -> observer.latest(SERVER).orElseThrow().counters().inFlight() > 0);
        }

        void awaitsCounters(String what, Consumer<Counters> expected) {
            long seen = observer.counts();
            // Two whole polls later the counters are those after the last line.
            Await.until(
                    what,
                    () -> observer.counts() >= seen + 4
                            && observer.latest(SERVER).orElseThrow().counters().inFlight() == 0);
            expected.accept(observer.latest(SERVER).orElseThrow().counters());
            assertThat(observer.offLoop()).isZero();
        }

        private Lines present() {
            return new Lines(
                    observer.requests(SERVER, Outcome.OK),
                    observer.requests(SERVER, Outcome.FAILED),
                    observer.requests(SERVER, Outcome.ABORTED));
        }

        @Override
        public void close() {
            source.close();
            host.close();
        }
    }
}
