package io.crossfade.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.core.plan.Cluster;
import io.crossfade.core.plan.Share;
import io.crossfade.core.plan.Split;
import io.crossfade.core.port.Counters;
import io.crossfade.core.port.Outcome;
import io.crossfade.core.port.SignalObserver;
import io.crossfade.testkit.FaultyCluster.Answer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What every signal source keeps to, run against the real load balancer in front of two clusters of two servers that
 * count what they answer.
 */
public abstract class SignalSourceContract {

    private static final int NODE = 3;
    private static final int SERVERS = 2;
    private static final Behaviour HEALTHY = Behaviour.healthy(Duration.ZERO);

    private TestHost host;
    private FaultyCluster baseline;
    private FaultyCluster candidate;
    private SourceUnderTest subject;
    private RecordingObserver observer;

    /** A contract that runs against what {@link #open} gives; a fresh one for each test. */
    protected SignalSourceContract() {}

    /**
     * Starts the load balancer in front of the clusters, without health checks by HTTP request, and makes the source.
     *
     * @param node the number to tell the observer
     */
    protected abstract SourceUnderTest open(TestHost host, int node, FaultyCluster baseline, FaultyCluster candidate);

    @BeforeEach
    void start() {
        host = new TestHost();
        baseline = FaultyCluster.start("x", SERVERS, 1, HEALTHY);
        candidate = FaultyCluster.start("y", SERVERS, 2, HEALTHY);
        subject = open(host, NODE, baseline, candidate);
        observer = new RecordingObserver(host.testLoop()::inLoop);
        host.testLoop().run(() -> subject.source().start(observer));
        Await.until("an attached stream", () -> observer.isAttached(NODE));
    }

    @AfterEach
    void endWithEveryCallOnTheLoop() {
        try {
            host.testLoop().run(() -> subject.source().close());
            assertThat(observer.offLoop())
                    .as("calls elsewhere than on the loop")
                    .isZero();
        } finally {
            subject.close();
            candidate.close();
            baseline.close();
            host.close();
        }
    }

    @Test
    void everyRequestIsToldOnceWithItsServerAndOutcome() {
        candidate.behave(HEALTHY.errors(0.3));
        subject.split(new Split(Share.ofPercent(50)));
        var tally = send(400);
        Await.until("all requests", () -> observer.requests().size() >= tally.total());
        assertThat(observer.requests()).hasSize((int) tally.total());
        for (int server = 0; server < SERVERS; server++) {
            assertToldAs(Cluster.BASELINE, baseline, server);
            assertToldAs(Cluster.CANDIDATE, candidate, server);
        }
    }

    @Test
    void serversAreEnlistedWithTheirClusterAndNode() {
        subject.split(new Split(Share.ofPercent(50)));
        send(100);
        Await.until("all requests", () -> observer.requests().size() >= 100);
        assertThat(observer.servers())
                .contains(
                        new RecordingObserver.Server(NODE, Cluster.BASELINE, subject.server(Cluster.BASELINE, 0)),
                        new RecordingObserver.Server(NODE, Cluster.CANDIDATE, subject.server(Cluster.CANDIDATE, 1)))
                .allMatch(server -> server.node() == NODE);
    }

    @Test
    void latencyIsThatOfTheServerAndStartsAreInTheLoopsTime() {
        baseline.behave(Behaviour.healthy(Duration.ofMillis(50)));
        long before = host.loop().nanos();
        send(20);
        Await.until("all requests", () -> observer.requests().size() >= 20);
        long least = TimeUnit.MILLISECONDS.toMicros(50)
                - TimeUnit.NANOSECONDS.toMicros(
                        subject.source().latencyResolution().toNanos());
        long resolution = TimeUnit.MILLISECONDS.toNanos(2);
        assertThat(observer.requests()).allSatisfy(request -> {
            assertThat(request.latencyMicros()).isBetween(least, TimeUnit.SECONDS.toMicros(5));
            assertThat(request.startedNanos())
                    .isBetween(before - resolution, host.loop().nanos());
        });
    }

    @Test
    void aRequestWithoutAHeaderFailedAndIsOverEveryLimit() {
        baseline.behave(HEALTHY.garbage(1));
        send(20);
        Await.until("all requests", () -> observer.requests().size() >= 20);
        assertThat(observer.requests()).allSatisfy(request -> {
            assertThat(request.outcome()).isEqualTo(Outcome.FAILED);
            assertThat(request.latencyMicros()).isEqualTo(SignalObserver.NO_HEADER);
        });
    }

    @Test
    void theCountersComeToTellOfEveryRequestWhereThereAreAny() {
        candidate.behave(HEALTHY.errors(0.5));
        subject.split(new Split(Share.ofPercent(50)));
        var tally = send(200);
        if (!subject.tellsCounters()) {
            Await.until("all requests", () -> observer.requests().size() >= tally.total());
            assertThat(observer.counts()).isZero();
            return;
        }
        Await.until("counters of all requests", () -> sumEnded() == tally.total());
        for (int server = 0; server < SERVERS; server++) {
            var counters = counters(Cluster.CANDIDATE, server);
            assertThat(counters.failed()).isEqualTo(candidate.count(server, Answer.ERROR));
            assertThat(counters.selected()).isEqualTo(counters.ended());
            assertThat(counters.inFlight()).isZero();
            assertThat(counters.missing()).isZero();
        }
    }

    @Test
    void aCollectionOfGarbageEndsNoStream() {
        send(20);
        Await.until("all requests", () -> observer.requests().size() >= 20);
        var events = observer.events();
        Garbage.collect();
        send(40);
        Await.until("all requests", () -> observer.requests().size() >= 60);
        assertThat(observer.requests()).hasSize(60);
        assertThat(observer.events()).isEqualTo(events);
    }

    @Test
    void nothingIsToldAfterItIsClosed() {
        send(20);
        Await.until("all requests", () -> observer.requests().size() >= 20);
        host.testLoop().run(() -> subject.source().close());
        long counts = observer.counts();
        var events = observer.events();
        send(20);
        assertThat(Await.throughout(
                        Duration.ofMillis(700), () -> observer.requests().size() == 20 && observer.counts() == counts))
                .isTrue();
        assertThat(observer.events()).isEqualTo(events);
    }

    private Tally send(int requests) {
        var settings = OpenLoopLoad.Settings.of(400, Duration.ofMillis(requests * 1000L / 400));
        try (var load = OpenLoopLoad.start(subject.frontPort(), settings)) {
            return load.awaitEnd();
        }
    }

    private void assertToldAs(Cluster cluster, FaultyCluster truth, int server) {
        var name = subject.server(cluster, server);
        assertThat(observer.requests(name, Outcome.OK))
                .as("%s answered well", name)
                .isEqualTo(truth.count(server, Answer.OK));
        assertThat(observer.requests(name, Outcome.FAILED))
                .as("%s failed", name)
                .isEqualTo(truth.count(server, Answer.ERROR));
    }

    private long sumEnded() {
        long sum = 0;
        for (int server = 0; server < SERVERS; server++) {
            for (var cluster : Cluster.values()) {
                sum += observer.latest(subject.server(cluster, server))
                        .map(count -> count.counters().ended())
                        .orElse(0L);
            }
        }
        return sum;
    }

    private Counters counters(Cluster cluster, int server) {
        return observer.latest(subject.server(cluster, server)).orElseThrow().counters();
    }
}
