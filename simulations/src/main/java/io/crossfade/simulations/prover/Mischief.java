package io.crossfade.simulations.prover;

import io.crossfade.core.analysis.Assessment;
import io.crossfade.core.analysis.FakeJudge;
import io.crossfade.core.machine.Event;
import io.crossfade.core.plan.AchievedShare;
import io.crossfade.core.plan.Reaction;
import io.crossfade.core.port.FakeRouter.Manner;
import io.crossfade.core.port.Reading;
import io.crossfade.simulations.prover.Strike.Kind;
import io.crossfade.simulations.prover.Strike.Moment;
import java.time.Duration;
import java.util.List;

/** Lets the strikes of a trial happen, each at its time, until told to stop. */
final class Mischief {

    private static final Duration USUAL = Duration.ofMillis(1);

    /** Longer and a write of a lost process could land after its successor has looked, which no time limit allows. */
    private static final int LONGEST_DELAY_MILLIS = 900;

    private static final Duration NOTICED_JUMP = Duration.ofMinutes(1);

    private static final String WHY = "by the trial";

    private final Arena arena;
    private final Trial trial;
    private boolean stopped;
    private int forwardRecords;
    private int writes;

    Mischief(Arena arena) {
        this.arena = arena;
        this.trial = arena.trial();
    }

    void begin() {
        plan(Moment.BEGINNING, 0);
    }

    void onForwardRecord() {
        plan(Moment.FORWARD_RECORD, ++forwardRecords);
    }

    void onWrite() {
        plan(Moment.WRITE, ++writes);
    }

    private void plan(Moment moment, int ordinal) {
        for (var strike : trial.strikes()) {
            if (!stopped && strike.moment() == moment && strike.ordinal() == ordinal) {
                arena.loop().schedule(strike.after(), () -> {
                    if (!stopped) {
                        strike(strike);
                    }
                });
            }
        }
    }

    /** The faults stop: what was frozen thaws, what was down is up, both clusters are well. */
    void stop() {
        stopped = true;
        for (int node = 0; node < arena.routers().size(); node++) {
            if (node != trial.dead()) {
                mend(node);
            }
        }
        arena.crowd().ifPresent(crowd -> {
            crowd.fails(0, 0);
            crowd.seen(true);
        });
        arena.says(said(trial.calm(), 0));
        arena.ledger().disk(false, false);
        arena.breakPage(false);
        arena.truth().look();
    }

    private void mend(int node) {
        var router = arena.routers().get(node);
        router.manner(Manner.APPLY).delay(USUAL).unreadable(false);
        arena.truth().node(node).gone = false;
        router.thaw();
        var shown = router.shown();
        show(node, shown.share(), shown.incarnation(), shown.configured(), 2, 2, shown.membership(), shown.doubts());
    }

    private void strike(Strike strike) {
        int node = strike.node();
        var router = arena.routers().get(node);
        switch (strike.kind()) {
            case APPLY, REFUSE, NOT_SENT, LOSE_ANSWER, LOSE_WRITE, IGNORE ->
                router.manner(Manner.valueOf(strike.kind().name()));
            case DELAY -> router.delay(Duration.ofMillis(1 + strike.number() % LONGEST_DELAY_MILLIS));
            case FREEZE -> router.freeze();
            case THAW -> router.thaw();
            case UNREADABLE -> router.unreadable(true);
            case GONE -> arena.truth().node(node).gone = true;
            case READABLE -> {
                router.unreadable(false);
                arena.truth().node(node).gone = false;
            }
            case BASELINE_SERVERS,
                    CANDIDATE_SERVERS,
                    MEMBERSHIP,
                    RELOAD,
                    RELOAD_ABOVE,
                    PARTLY_RESTORED,
                    HAND,
                    HAND_HALF,
                    IN_FLIGHT -> change(strike, router.shown());
            case SLOW_DISK, FAILING_DISK, WELL_DISK ->
                arena.ledger().disk(strike.kind() == Kind.SLOW_DISK, strike.kind() == Kind.FAILING_DISK);
            case BROKEN_PAGE -> arena.breakPage(true);
            case WALL_CLOCK -> jump(Duration.ofMinutes(strike.number() % 120 - 60));
            case WALL_CLOCK_SLIGHTLY -> jump(Duration.ofMillis(strike.number() % 3600 - 1800));
            case STALL -> arena.stall(Duration.ofMillis(strike.number()));
            case KILL -> arena.kill(Duration.ofMillis(strike.number()));
            case SAY_PASS, SAY_INCONCLUSIVE, SAY_FAIL, SAY_DOUBT, SAY_COMMON_MODE, SAY_SILENT ->
                arena.says(said(strike.kind(), strike.number()));
            case CANDIDATE_FAILS -> arena.crowd().ifPresent(crowd -> crowd.fails(0, strike.number() / 1e4));
            case BOTH_FAIL ->
                arena.crowd().ifPresent(crowd -> crowd.fails(strike.number() / 1e4, strike.number() / 1e4));
            case BOTH_WELL -> arena.crowd().ifPresent(crowd -> crowd.fails(0, 0));
            case BLIND, SEEING -> arena.crowd().ifPresent(crowd -> crowd.seen(strike.kind() == Kind.SEEING));
            case HOLD, RESUME, ACCEPT, APPROVE, PROMOTE, ADOPT, ROLL_BACK, FORCE, STOP_AND_HOLD, STOP_AND_ROLL_BACK ->
                arena.submit(word(strike.kind()));
        }
    }

    private void jump(Duration by) {
        arena.loop().jumpWall(by);
        if (by.abs().compareTo(NOTICED_JUMP) >= 0) {
            arena.truth().disturb();
        }
    }

    private static Assessment said(Kind kind, int number) {
        return switch (kind) {
            case SAY_PASS -> number % 2 == 0 ? FakeJudge.passing() : FakeJudge.certified();
            case SAY_FAIL -> FakeJudge.failing();
            case SAY_DOUBT -> FakeJudge.doubtful();
            case SAY_COMMON_MODE -> FakeJudge.commonMode();
            case SAY_SILENT -> FakeJudge.silent();
            default -> FakeJudge.inconclusive();
        };
    }

    private static Event word(Kind kind) {
        return switch (kind) {
            case HOLD -> new Event.HoldRequested(WHY);
            case RESUME -> new Event.ResumeRequested(false, WHY);
            case ACCEPT -> new Event.ResumeRequested(true, WHY);
            case APPROVE -> new Event.ApprovalGiven(WHY);
            case PROMOTE -> new Event.PromoteRequested(WHY);
            case ADOPT -> new Event.AdoptRequested(WHY);
            case FORCE -> new Event.RollbackRequested(true, WHY);
            case STOP_AND_HOLD -> new Event.StopRequested(WHY, Reaction.HOLD);
            case STOP_AND_ROLL_BACK -> new Event.StopRequested(WHY, Reaction.ROLLBACK);
            default -> new Event.RollbackRequested(false, WHY);
        };
    }

    /** What happens at the load balancer and not by a write of ours. */
    private void change(Strike strike, Reading shown) {
        int node = strike.node();
        int baseline = shown.baselineUsable();
        int candidate = shown.candidateUsable();
        var life = shown.incarnation();
        var percent = new AchievedShare(strike.number() % 101, 100);
        switch (strike.kind()) {
            case BASELINE_SERVERS ->
                show(
                        node,
                        shown.share(),
                        life,
                        shown.configured(),
                        strike.number() % 3,
                        candidate,
                        shown.membership(),
                        shown.doubts());
            case CANDIDATE_SERVERS ->
                show(
                        node,
                        shown.share(),
                        life,
                        shown.configured(),
                        baseline,
                        strike.number() % 3,
                        shown.membership(),
                        shown.doubts());
            case MEMBERSHIP -> {
                var share = shown.share();
                long moved = Math.min(share.total(), share.candidate() * (1 + strike.number() % 3) / 2);
                show(
                        node,
                        new AchievedShare(moved, share.total()),
                        life,
                        true,
                        2,
                        2,
                        "servers " + strike.number(),
                        shown.doubts());
            }
            case RELOAD -> reload(node, AchievedShare.NONE, true);
            case RELOAD_ABOVE -> reload(node, percent, true);
            case PARTLY_RESTORED -> reload(node, percent, false);
            case HAND_HALF ->
                show(
                        node,
                        percent,
                        life,
                        false,
                        baseline,
                        candidate,
                        shown.membership(),
                        List.of("the file says otherwise"));
            case IN_FLIGHT ->
                arena.routers()
                        .get(node)
                        .shows(new Reading(
                                shown.share(),
                                life,
                                shown.configured(),
                                baseline,
                                candidate,
                                strike.number() % 3,
                                strike.number() % 3,
                                shown.shares(),
                                shown.membership(),
                                shown.doubts()));
            default -> show(node, percent, life, false, baseline, candidate, shown.membership(), List.of());
        }
        if (strike.kind() != Kind.IN_FLIGHT) {
            arena.meddled(node, arena.routers().get(node).shown(), shown);
        }
    }

    private void reload(int node, AchievedShare share, boolean configured) {
        show(node, share, "reborn@" + arena.loop().nanos(), configured, 2, 2, "", List.of());
        arena.crowd().ifPresent(crowd -> crowd.traffic().restarted(node));
    }

    private void show(
            int node,
            AchievedShare share,
            String life,
            boolean configured,
            int baseline,
            int candidate,
            String membership,
            List<String> doubts) {
        var shown = arena.routers().get(node).shown();
        arena.routers()
                .get(node)
                .shows(new Reading(
                        share, life, configured, baseline, candidate, 0, 0, shown.shares(), membership, doubts));
    }
}
