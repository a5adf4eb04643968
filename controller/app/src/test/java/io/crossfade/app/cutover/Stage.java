package io.crossfade.app.cutover;

import io.crossfade.testkit.Await;
import io.crossfade.testkit.Behaviour;
import io.crossfade.testkit.FaultyCluster;
import io.crossfade.testkit.HaproxyConfig;
import io.crossfade.testkit.HaproxyProcess;
import io.crossfade.testkit.NginxConfig;
import io.crossfade.testkit.OpenLoopLoad;
import io.crossfade.testkit.Tally;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/**
 * Where a cutover takes place: two clusters behind a real load balancer, and clients that send a thousand requests a
 * second, or fewer, whatever happens. Closing it ends all of that, the last first.
 */
final class Stage implements AutoCloseable {

    static final String X = "x";
    static final String Y = "y";

    /** How an ordinary server answers. */
    static final Behaviour WELL = Behaviour.healthy(Duration.ofMillis(5));

    private static final double RATE = 1000;

    /** For what is about other things than the number of requests. */
    private static final double CALM = 300;

    /** Long enough for every scenario; it is stopped when a test has seen what it needs. */
    private static final Duration LONGEST = Duration.ofSeconds(150);

    /** A stall of the whole machine must not keep requests from being sent. */
    private static final int MOST_IN_FLIGHT = 3000;

    /** The first seconds of a program are its slowest; nothing is asserted of them. */
    private static final int WARM_SECONDS = 3;

    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final Path directory = newDirectory();
    private final FaultyCluster x;
    private final FaultyCluster y;
    private final Front front;
    private final OpenLoopLoad load;

    private Stage(double rate, int baseline, int candidate, BiFunction<List<Integer>, List<Integer>, Front> start) {
        x = keep(FaultyCluster.start(X, baseline, 1, WELL));
        y = keep(FaultyCluster.start(Y, candidate, 2, WELL));
        front = keep(start.apply(x.ports(), y.ports()));
        load = keep(OpenLoopLoad.start(
                front.port(), new OpenLoopLoad.Settings(rate, LONGEST, MOST_IN_FLIGHT, Duration.ofSeconds(10), "/")));
        Await.until("a warm load", Duration.ofSeconds(30), () -> load.ended() >= WARM_SECONDS * rate);
    }

    /** The stage with the load running and warm; all traffic is on X. */
    static Stage open(Topology topology, UnaryOperator<HaproxyConfig> change) {
        return open(RATE, topology, change);
    }

    private static Stage open(double rate, Topology topology, UnaryOperator<HaproxyConfig> change) {
        return new Stage(rate, topology.baseline(), topology.candidate(), (x, y) -> {
            var config = topology.config(x, y).maxconn(5000);
            return new HaproxyFront(topology, change.apply(config).start());
        });
    }

    static Stage open(Topology topology) {
        return open(topology, UnaryOperator.identity());
    }

    static Stage open() {
        return open(Topology.MAP);
    }

    /** The same with fewer clients. */
    static Stage openCalm(Topology topology) {
        return open(CALM, topology, UnaryOperator.identity());
    }

    /** The same before an NGINX, with two servers in each cluster. */
    static Stage nginx(UnaryOperator<NginxConfig> change) {
        return nginx(RATE, change);
    }

    private static Stage nginx(double rate, UnaryOperator<NginxConfig> change) {
        return new Stage(
                rate,
                2,
                2,
                (x, y) -> new NginxFront(change.apply(NginxConfig.of(x, y).locationLine("proxy_set_header Host $host;"))
                        .start()));
    }

    static Stage nginx() {
        return nginx(UnaryOperator.identity());
    }

    /** Before an NGINX with fewer clients. */
    static Stage nginxCalm() {
        return nginx(CALM, UnaryOperator.identity());
    }

    FaultyCluster x() {
        return x;
    }

    FaultyCluster y() {
        return y;
    }

    /** The load balancer of a stage before HAProxy. */
    HaproxyProcess haproxy() {
        return ((HaproxyFront) front).process();
    }

    /** The load balancer of a stage before NGINX. */
    NginxFront nginxFront() {
        return (NginxFront) front;
    }

    OpenLoopLoad load() {
        return load;
    }

    /** A plan for this load balancer, without guards and steps yet. */
    PlanText plan() {
        return new PlanText(List.of(front.router()));
    }

    /** The folder of the plan and of the controller's state. */
    Path directory() {
        return directory;
    }

    Path write(PlanText plan) {
        try {
            return Files.writeString(directory.resolve("plan.yaml"), plan.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts a controller, which ends with this stage at the latest. */
    CutoverRun run(PlanText plan, String... more) {
        return keep(CutoverRun.start(directory, write(plan), directory.resolve("state"), more));
    }

    /** The candidate's share as the load balancer itself shows it, in parts of 10,000. */
    int liveParts() {
        return front.liveParts();
    }

    /** The same while a controller may be writing; see {@link Front#partsAmidWrites}. */
    int partsAmidWrites() {
        return front.partsAmidWrites();
    }

    /** The share that the next reload will bring, of a topology where a split outlives one. */
    int fileParts() {
        return front.keptParts().orElseThrow();
    }

    /** Asserts the share that the load balancer has and, where a split outlives a reload, would have after one. */
    void assertParts(int parts) {
        front.assertParts(parts);
    }

    /** Ends the load and waits until every client knows what became of its request. */
    Tally endLoad() {
        load.stop();
        return load.awaitEnd();
    }

    private <T extends AutoCloseable> T keep(T resource) {
        open.push(resource);
        return resource;
    }

    @Override
    public void close() {
        AssertionError failure = null;
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (Exception e) {
                failure = failure == null ? new AssertionError("a resource was not closed", e) : failure;
            }
        }
        delete();
        if (failure != null) {
            throw failure;
        }
    }

    private static Path newDirectory() {
        try {
            return Files.createTempDirectory("crossfade-e2e-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void delete() {
        try (var files = Files.walk(directory)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
