package io.crossfade.server;

import io.crossfade.core.analysis.Assessment;
import io.crossfade.core.analysis.Exposure;
import io.crossfade.core.analysis.Judge;
import io.crossfade.core.machine.Cutover;
import io.crossfade.core.plan.AchievedShare;
import io.crossfade.core.plan.Bake;
import io.crossfade.core.plan.Cluster;
import io.crossfade.core.plan.Guard;
import io.crossfade.core.plan.Plan;
import io.crossfade.core.plan.Policies;
import io.crossfade.core.plan.RouterSpec;
import io.crossfade.core.plan.Share;
import io.crossfade.core.plan.Split;
import io.crossfade.core.plan.Step;
import io.crossfade.core.plan.Window;
import io.crossfade.core.port.Announcer;
import io.crossfade.core.port.Applying;
import io.crossfade.core.port.Counters;
import io.crossfade.core.port.Finding;
import io.crossfade.core.port.Loop;
import io.crossfade.core.port.Outcome;
import io.crossfade.core.port.Reading;
import io.crossfade.core.port.TrafficRouter;
import io.crossfade.core.port.Write;
import io.crossfade.core.port.WriteResult;
import io.crossfade.core.reactor.MemoryJournal;
import io.crossfade.core.reactor.Ports;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A small plan, a load balancer in memory, and a judge that never has enough. */
final class Samples {

    private Samples() {}

    static Plan plan() {
        return new Plan(
                "sample",
                List.of(new Spec("lb-1")),
                List.of(new Guard.ErrorRate("errors", Optional.of(0.01), Optional.empty(), 10, false)),
                List.of(Step.of(Share.ofPercent(10), hour()), Step.of(Share.ALL, hour())),
                Window.ALWAYS,
                Policies.DEFAULTS);
    }

    private static Bake hour() {
        return Bake.of(Duration.ofHours(1));
    }

    static Cutover cutover() {
        return Cutover.begin(plan(), List.of(reading(AchievedShare.NONE)));
    }

    static Reading reading(AchievedShare share) {
        return new Reading(share, "life-1", true, 2, 2, 0, 0, List.of());
    }

    static Ports ports(Loop loop, Announcer announcer) {
        return new Ports(loop, List.of(new Router()), List.of(), new Undecided(), new MemoryJournal(), announcer);
    }

    record Spec(String label) implements RouterSpec {
        @Override
        public String adapter() {
            return "memory";
        }

        @Override
        public String identity() {
            return label;
        }

        @Override
        public List<String> preview(Split split) {
            return List.of("set " + split);
        }

        @Override
        public List<String> manual(Split split) {
            return List.of("memory-ctl set " + split);
        }
    }

    static final class Router implements TrafficRouter {
        private AchievedShare share = AchievedShare.NONE;

        @Override
        public CompletionStage<List<Finding>> examine(Plan plan) {
            return CompletableFuture.completedFuture(List.of());
        }

        @Override
        public CompletionStage<Reading> read() {
            return CompletableFuture.completedFuture(reading(share));
        }

        @Override
        public Applying apply(Write write) {
            share = write.split().candidate().exactly();
            return new Applying(
                    CompletableFuture.completedFuture(new WriteResult.Applied(reading(share), share)),
                    CompletableFuture.completedFuture(true));
        }

        @Override
        public void close() {
            share = AchievedShare.NONE;
        }
    }

    static final class Undecided implements Judge {
        @Override
        public int enlist(int node, Cluster cluster, String server) {
            return 0;
        }

        @Override
        public void request(int server, Outcome outcome, long latencyMicros, long startedNanos) {}

        @Override
        public void counters(int server, Counters counters, long nowNanos) {}

        @Override
        public void incarnation(int node, String incarnation) {}

        @Override
        public void attached(int node) {}

        @Override
        public void detached(int node, String why) {}

        @Override
        public void exposure(Exposure exposure, long nowNanos) {}

        @Override
        public void emptyPassing(long nowNanos) {}

        @Override
        public boolean crossed() {
            return false;
        }

        @Override
        public Assessment assess(long nowNanos) {
            return new Assessment(List.of(), List.of(), Optional.empty(), Optional.empty());
        }
    }
}
