package io.crossfade.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.core.analysis.FakeJudge;
import io.crossfade.core.machine.Announcement;
import io.crossfade.core.machine.Cutover;
import io.crossfade.core.machine.Ending;
import io.crossfade.core.machine.Event;
import io.crossfade.core.plan.Bake;
import io.crossfade.core.plan.FakeSpec;
import io.crossfade.core.plan.Gate;
import io.crossfade.core.plan.Guard;
import io.crossfade.core.plan.Plan;
import io.crossfade.core.plan.Policies;
import io.crossfade.core.plan.Share;
import io.crossfade.core.plan.Step;
import io.crossfade.core.plan.Window;
import io.crossfade.core.port.FakeRouter;
import io.crossfade.core.reactor.MemoryJournal;
import io.crossfade.core.reactor.Pace;
import io.crossfade.core.reactor.Ports;
import io.crossfade.core.reactor.Reactor;
import io.crossfade.core.reactor.VirtualLoop;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class StewardTest {

    private final VirtualLoop loop = new VirtualLoop(Instant.EPOCH);
    private final FakeJudge judge = new FakeJudge();
    private final List<Announcement> heard = new ArrayList<>();

    private Reactor started(boolean approveGates, boolean holdEnds) {
        var plan = new Plan(
                "stewarded",
                List.of(new FakeSpec("lb-1")),
                List.of(new Guard.ErrorRate("errors", Optional.of(0.01), Optional.empty(), 1, false)),
                List.of(
                        new Step(
                                Share.ofPercent(10),
                                Bake.of(Duration.ofSeconds(10)),
                                Optional.of(new Gate(Duration.ofHours(1))),
                                false),
                        Step.of(Share.ALL, Bake.of(Duration.ofSeconds(10)))),
                Window.ALWAYS,
                Policies.DEFAULTS);
        var options = new RunSession.Options(approveGates, holdEnds, Duration.ofMinutes(10), RunCommand.Output.TEXT);
        var steward = new Steward(options, loop, heard::add);
        var router = new FakeRouter(loop);
        var ports = new Ports(loop, List.of(router), List.of(), judge, new MemoryJournal(), steward);
        var reactor = new Reactor(Cutover.begin(plan, List.of(router.shown())), ports, Pace.DEFAULT);
        steward.serve(reactor);
        judge.says(FakeJudge.passing());
        reactor.start();
        return reactor;
    }

    @Test
    void gateIsApprovedWhereToldTo() {
        var reactor = started(true, true);
        loop.runFor(Duration.ofMinutes(2));
        assertThat(reactor.cutover().ending()).contains(Ending.PROMOTED);
    }

    @Test
    void gateWaitsForAPersonOtherwise() {
        var reactor = started(false, true);
        loop.runFor(Duration.ofMinutes(2));
        assertThat(reactor.cutover().state().name()).isEqualTo("awaiting-gate");
    }

    @Test
    void voidApprovalIsGivenAgainWithoutHaste() {
        var reactor = started(true, true);
        loop.runFor(Duration.ofSeconds(5));
        // Nothing passes from the moment at which the gate is reached.
        while (!reactor.cutover().state().name().equals("awaiting-gate")) {
            loop.runNext();
        }
        judge.says(FakeJudge.inconclusive());
        int before = heard.size();
        loop.runFor(Duration.ofMinutes(1));
        assertThat(reactor.cutover().state().name()).isEqualTo("awaiting-gate");
        assertThat(heard.size() - before).isLessThanOrEqualTo(2 * 13);
        judge.says(FakeJudge.passing());
        loop.runFor(Duration.ofMinutes(2));
        assertThat(reactor.cutover().ending()).contains(Ending.PROMOTED);
    }

    @Test
    void heldCutoverEndsAfterItsTimeoutAndNoSooner() {
        var reactor = started(false, true);
        loop.runFor(Duration.ofSeconds(5));
        reactor.submit(new Event.HoldRequested("test"));
        loop.runFor(Duration.ofMinutes(10).minusSeconds(1));
        assertThat(reactor.cutover().ending()).isEmpty();
        loop.runFor(Duration.ofSeconds(2));
        assertThat(reactor.cutover().ending()).contains(Ending.HELD);
    }

    @Test
    void resumedCutoverIsNotEndedByTheOldTimeout() {
        var reactor = started(false, true);
        loop.runFor(Duration.ofSeconds(5));
        reactor.submit(new Event.HoldRequested("test"));
        loop.runFor(Duration.ofMinutes(9));
        reactor.submit(new Event.ResumeRequested(false, "test"));
        loop.runFor(Duration.ofMinutes(5));
        assertThat(reactor.cutover().ending()).isEmpty();
    }

    @Test
    void heldCutoverWaitsOnWhereAPersonIsThere() {
        var reactor = started(false, false);
        reactor.submit(new Event.HoldRequested("test"));
        loop.runFor(Duration.ofHours(2));
        assertThat(reactor.cutover().state().name()).isEqualTo("holding");
    }
}
