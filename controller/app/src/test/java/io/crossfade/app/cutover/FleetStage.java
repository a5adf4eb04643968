package io.crossfade.app.cutover;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.testkit.FaultyCluster;
import io.crossfade.testkit.HaproxyProcess;
import io.crossfade.testkit.NginxConfig;
import io.crossfade.testkit.NginxProcess;
import io.crossfade.testkit.OpenLoopLoad;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Two clusters behind three load balancers that carry one split: a HAProxy with a map, a HAProxy with weights and a
 * NGINX, each under its own clients.
 */
final class FleetStage implements AutoCloseable {

    /** The place in the plan of the HAProxy with weights. */
    static final int WEIGHTS = 1;

    /** The place in the plan of the NGINX. */
    static final int NGINX = 2;

    private static final double RATE = 150;
    private static final Duration LONGEST = Duration.ofMinutes(4);

    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final Path directory;
    private final FaultyCluster y;
    private final NginxProcess nginx;
    private final HaproxyProcess weights;
    private final List<Front> fronts;
    private final List<OpenLoopLoad> loads;

    /** @param directory an empty folder for plans and state */
    FleetStage(Path directory) {
        this.directory = directory;
        var x = keep(FaultyCluster.start(Stage.X, 3, 1, Stage.WELL));
        y = keep(FaultyCluster.start(Stage.Y, 2, 2, Stage.WELL));
        var map = keep(Topology.MAP.config(x.ports().subList(0, 2), y.ports()).start());
        weights = keep(Topology.WEIGHTS_3_2.config(x.ports(), y.ports()).start());
        nginx = keep(NginxConfig.of(x.ports(), y.ports()).start());
        fronts = List.of(
                new HaproxyFront(Topology.MAP, map),
                new HaproxyFront(Topology.WEIGHTS_3_2, weights),
                new NginxFront(nginx));
        loads = fronts.stream()
                .map(front -> keep(OpenLoopLoad.start(front.port(), OpenLoopLoad.Settings.of(RATE, LONGEST))))
                .toList();
    }

    FaultyCluster y() {
        return y;
    }

    NginxProcess nginx() {
        return nginx;
    }

    HaproxyProcess weights() {
        return weights;
    }

    /** A plan for all three, without guards and steps. */
    PlanText plan() {
        return new PlanText(fronts.stream().map(Front::router).toList());
    }

    /** The same where NGINX is reloaded by a command that says that it did, and did not. */
    PlanText planWithIdleReload() {
        var idle = new NginxFront(nginx, List.of("true"));
        return new PlanText(
                Stream.of(fronts.get(0), fronts.get(1), idle).map(Front::router).toList());
    }

    Path write(PlanText plan) {
        try {
            return Files.writeString(directory.resolve("plan.yaml"), plan.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    CutoverRun run(Path plan, String state, String... more) {
        return CutoverRun.start(directory, plan, directory.resolve(state), more);
    }

    /** The candidate's share of each, in parts of 10,000, also while a controller writes. */
    List<Integer> parts() {
        return fronts.stream().map(Front::partsAmidWrites).toList();
    }

    /** The same without the one at {@code place}. */
    List<Integer> partsBut(int place) {
        return IntStream.range(0, fronts.size())
                .filter(other -> other != place)
                .mapToObj(other -> fronts.get(other).partsAmidWrites())
                .toList();
    }

    void assertParts(int parts) {
        fronts.forEach(front -> front.assertParts(parts));
    }

    /** Takes everything back to the baseline, as a person does between two cutovers. */
    void reset(Path plan) {
        y.behave(Stage.WELL);
        assertThat(Jar.run(directory, "rollback", plan.toString()).exit()).isEqualTo(11);
        assertParts(0);
    }

    /** How many requests were answered by a load balancer and no cluster. */
    long unserved() {
        loads.forEach(OpenLoopLoad::stop);
        return loads.stream()
                .map(OpenLoopLoad::awaitEnd)
                .mapToLong(tally -> tally.count("", OpenLoopLoad.Result.SERVER_ERROR))
                .sum();
    }

    private <T extends AutoCloseable> T keep(T resource) {
        open.push(resource);
        return resource;
    }

    @Override
    public void close() {
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (Exception failure) {
                throw new AssertionError("a resource was not closed", failure);
            }
        }
    }
}
