package io.crossfade.core.machine;

import io.crossfade.core.plan.Bake;
import io.crossfade.core.plan.FakeSpec;
import io.crossfade.core.plan.Gate;
import io.crossfade.core.plan.Guard;
import io.crossfade.core.plan.OnRestart;
import io.crossfade.core.plan.Plan;
import io.crossfade.core.plan.Policies;
import io.crossfade.core.plan.Reaction;
import io.crossfade.core.plan.RouterSpec;
import io.crossfade.core.plan.Share;
import io.crossfade.core.plan.Step;
import io.crossfade.core.plan.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Plans for tests: 1 %, 50 % behind a gate, 100 %, each baking for a minute, on two nodes. */
public final class Plans {

    public static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private Plans() {}

    public static Plan twoNodes() {
        return of(List.of(new FakeSpec("lb1"), new FakeSpec("lb2")), Window.ALWAYS, Policies.DEFAULTS);
    }

    public static Plan oneNode() {
        return of(List.of(new FakeSpec("lb1")), Window.ALWAYS, Policies.DEFAULTS);
    }

    public static Plan with(Window window) {
        return of(List.of(new FakeSpec("lb1"), new FakeSpec("lb2")), window, Policies.DEFAULTS);
    }

    public static Plan with(Policies policies) {
        return of(List.of(new FakeSpec("lb1"), new FakeSpec("lb2")), Window.ALWAYS, policies);
    }

    public static Plan with(Gate gate) {
        return of(List.of(new FakeSpec("lb1"), new FakeSpec("lb2")), gate, Window.ALWAYS, Policies.DEFAULTS);
    }

    public static Policies policies(Reaction onFailure, Reaction noData) {
        var defaults = Policies.DEFAULTS;
        return new Policies(
                onFailure,
                noData,
                defaults.noDataAfter(),
                defaults.onExit(),
                defaults.over(),
                defaults.drain(),
                defaults.applyWithin(),
                defaults.rollbackPatience());
    }

    public static Policies policies(OnRestart onRestart) {
        var defaults = Policies.DEFAULTS;
        return new Policies(
                defaults.onFailure(),
                defaults.noData(),
                defaults.noDataAfter(),
                defaults.onExit(),
                defaults.over(),
                defaults.drain(),
                defaults.applyWithin(),
                defaults.rollbackPatience(),
                defaults.judging(),
                Optional.of(onRestart));
    }

    /** As many load balancers, with five steps that bake for a second or two after a window of a second. */
    public static Plan quick(int count) {
        var defaults = Policies.DEFAULTS;
        var policies = new Policies(
                defaults.onFailure(),
                defaults.noData(),
                defaults.noDataAfter(),
                defaults.onExit(),
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                defaults.applyWithin(),
                defaults.rollbackPatience());
        var bake = Bake.of(Duration.ofSeconds(2));
        var steps = Stream.of(1, 5, 20, 50, 100)
                .map(percent -> Step.of(Share.ofPercent(percent), bake))
                .toList();
        var all = nodes(count);
        return new Plan("test", all.routers(), all.guards(), steps, Window.ALWAYS, policies);
    }

    /** As many load balancers, all in one cutover. */
    public static Plan nodes(int count) {
        var routers = new ArrayList<RouterSpec>();
        for (int node = 1; node <= count; node++) {
            routers.add(new FakeSpec("lb" + node));
        }
        return of(routers, Window.ALWAYS, Policies.DEFAULTS);
    }

    private static Plan of(List<RouterSpec> routers, Window window, Policies policies) {
        return of(routers, new Gate(Duration.ofHours(24)), window, policies);
    }

    private static Plan of(List<RouterSpec> routers, Gate gate, Window window, Policies policies) {
        var bake = Bake.of(Duration.ofMinutes(1));
        var guard = new Guard.ErrorRate("error-rate", Optional.of(0.01), Optional.empty(), 300, false);
        return new Plan(
                "test",
                routers,
                List.of(guard),
                List.of(
                        Step.of(Share.ofPercent(1), bake),
                        new Step(Share.ofPercent(50), bake, Optional.of(gate), false),
                        Step.of(Share.ALL, bake)),
                window,
                policies);
    }
}
