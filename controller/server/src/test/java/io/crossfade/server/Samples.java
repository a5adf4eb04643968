package io.crossfade.server;

import io.crossfade.core.analysis.FakeJudge;
import io.crossfade.core.machine.Cutover;
import io.crossfade.core.plan.Bake;
import io.crossfade.core.plan.FakeSpec;
import io.crossfade.core.plan.Guard;
import io.crossfade.core.plan.Plan;
import io.crossfade.core.plan.Policies;
import io.crossfade.core.plan.Share;
import io.crossfade.core.plan.Step;
import io.crossfade.core.plan.Window;
import io.crossfade.core.port.Announcer;
import io.crossfade.core.port.FakeRouter;
import io.crossfade.core.port.Loop;
import io.crossfade.core.reactor.MemoryJournal;
import io.crossfade.core.reactor.Ports;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A small plan on a load balancer in memory. */
final class Samples {

    private Samples() {}

    private static Plan plan() {
        return new Plan(
                "sample",
                List.of(new FakeSpec("lb-1")),
                List.of(new Guard.ErrorRate("errors", Optional.of(0.01), Optional.empty(), 10, false)),
                List.of(Step.of(Share.ofPercent(10), hour()), Step.of(Share.ALL, hour())),
                Window.ALWAYS,
                Policies.DEFAULTS);
    }

    private static Bake hour() {
        return Bake.of(Duration.ofHours(1));
    }

    static Cutover cutover(FakeRouter router) {
        return Cutover.begin(plan(), List.of(router.shown()));
    }

    static Ports ports(Loop loop, FakeRouter router, Announcer announcer) {
        return new Ports(loop, List.of(router), List.of(), new FakeJudge(), new MemoryJournal(), announcer);
    }
}
