package io.crossfade.core.analysis;

import io.crossfade.core.plan.Bake;
import io.crossfade.core.plan.Guard;
import io.crossfade.core.plan.Judging;
import io.crossfade.core.plan.Plan;
import io.crossfade.core.plan.Policies;
import io.crossfade.core.plan.RouterSpec;
import io.crossfade.core.plan.Share;
import io.crossfade.core.plan.Split;
import io.crossfade.core.plan.Step;
import io.crossfade.core.plan.Window;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Plans that differ in what a judge cares about. */
final class Plans {

    private Plans() {}

    static Plan of(int nodes, Guard... guards) {
        List<RouterSpec> routers = new ArrayList<>();
        for (int node = 0; node < nodes; node++) {
            routers.add(new Router("router-" + node, false));
        }
        return of(routers, guards);
    }

    /** One node whose clients stay with the cluster that they once got. */
    static Plan sticky(Guard... guards) {
        return of(List.of(new Router("router-0", true)), guards);
    }

    /** A step at the share, which may end early from ten seconds on, and all; one node. */
    static Plan early(int percent, Judging judging, Guard... guards) {
        var bake = new Bake(Duration.ofSeconds(10), Duration.ofMinutes(10), Duration.ofMinutes(30));
        return new Plan(
                "test",
                List.of(new Router("router-0", false)),
                List.of(guards),
                List.of(Step.of(Share.ofPercent(percent), bake), Step.of(Share.ALL, bake)),
                Window.ALWAYS,
                Policies.DEFAULTS.with(judging));
    }

    private static Plan of(List<RouterSpec> routers, Guard... guards) {
        return new Plan(
                "test",
                routers,
                List.of(guards),
                List.of(Step.of(Share.ALL, Bake.of(Duration.ofMinutes(5)))),
                Window.ALWAYS,
                Policies.DEFAULTS);
    }

    static Guard errors(double limit) {
        return new Guard.ErrorRate("errors", Optional.of(limit), Optional.empty(), 300, false);
    }

    static Guard errors(double limit, double worse) {
        return new Guard.ErrorRate("errors", Optional.of(limit), Optional.of(worse), 300, false);
    }

    static Guard relativeErrors(double worse) {
        return new Guard.ErrorRate("errors", Optional.empty(), Optional.of(worse), 300, false);
    }

    static Guard latency(double quantile, Duration limit) {
        return new Guard.Latency("latency", quantile, Optional.of(limit), Optional.empty(), 300, false);
    }

    static Guard relativeLatency(double quantile, double worse) {
        return new Guard.Latency("latency", quantile, Optional.empty(), Optional.of(worse), 300, false);
    }

    private record Router(String label, boolean sticky) implements RouterSpec {
        @Override
        public String adapter() {
            return "test";
        }

        @Override
        public String identity() {
            return label;
        }

        @Override
        public List<String> preview(Split split) {
            return List.of();
        }

        @Override
        public List<String> manual(Split split) {
            return List.of();
        }
    }
}
