package io.crossfade.core.reactor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crossfade.core.analysis.FakeJudge;
import io.crossfade.core.machine.Ending;
import io.crossfade.core.machine.Event;
import io.crossfade.core.machine.Notice;
import io.crossfade.core.machine.Plans;
import io.crossfade.core.plan.AchievedShare;
import io.crossfade.core.plan.Gate;
import io.crossfade.core.plan.Reaction;
import io.crossfade.core.plan.Share;
import io.crossfade.core.plan.Window;
import io.crossfade.core.port.FakeRouter.Manner;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReactorTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    void thePassingLedgerIsEmptiedAfterEachConfirmedShift() {
        var stage = Stage.awaitingApproval();

        assertThat(stage.judge.emptied()).isEqualTo(2);
        assertThat(stage.judge.exposure().shares()).containsOnly(percent(50));
    }

    @Test
    void theExposureIsRaisedWithTheIntentNotWithItsConfirmation() {
        var stage = Stage.bakingAtOnePercent();
        stage.says(FakeJudge.passing());
        stage.router(1).delay(Duration.ofMillis(900));
        stage.run(Duration.ofMillis(59_500));

        assertThat(stage.state()).isEqualTo("shifting");
        assertThat(stage.judge.exposure().shares()).containsOnly(percent(50));
    }

    @Test
    void anAnswerThatWasLostIsSettledByReading() {
        var stage = Stage.twoNodes();
        stage.router(0).manner(Manner.LOSE_ANSWER);
        stage.run(SECOND);

        assertThat(stage.state()).isEqualTo("baking");
        assertThat(stage.router(0).writes()).hasSize(1);
    }

    @Test
    void anAnswerWithoutItsEffectIsNoConfirmation() {
        var stage = Stage.twoNodes();
        stage.router(0).manner(Manner.IGNORE);
        stage.run(SECOND);
        stage.router(0).manner(Manner.APPLY);
        stage.run(Duration.ofSeconds(3));

        assertThat(stage.state()).isEqualTo("holding");
        assertThat(stage.told(Notice.Kind.HELD).get(0)).contains("does not read back");
        assertThat(stage.share(1)).isEqualTo(AchievedShare.NONE);
    }

    @Test
    void aShiftThatStaysUnconfirmedIsTakenBackAtItsTimeLimit() {
        var stage = Stage.twoNodes();
        stage.router(0).freeze();
        stage.run(Duration.ofSeconds(12));
        assertThat(stage.state()).isEqualTo("restoring");
        assertThat(stage.share(1)).isEqualTo(AchievedShare.NONE);

        stage.router(0).thaw();
        stage.run(Duration.ofSeconds(3));

        assertThat(stage.state()).isEqualTo("holding");
        assertThat(stage.share(0)).isEqualTo(AchievedShare.NONE);
    }

    @Test
    void aHoldDuringAShiftTakesItBack() {
        var stage = Stage.bakingAtOnePercent();
        stage.says(FakeJudge.passing());
        stage.router(1).delay(Duration.ofMillis(900));
        stage.run(Duration.ofMillis(59_500));
        stage.submit(new Event.HoldRequested("wait"));
        stage.run(Duration.ofSeconds(3));

        assertThat(stage.state()).isEqualTo("holding");
        assertThat(stage.share(0)).isEqualTo(percent(1));
        assertThat(stage.share(1)).isEqualTo(percent(1));
    }

    @Test
    void resumeBakesAnew() {
        var stage = Stage.bakingAtOnePercent();
        stage.says(FakeJudge.passing());
        stage.run(Duration.ofSeconds(50));
        stage.submit(new Event.HoldRequested("lunch"));
        stage.run(Duration.ofMinutes(30));
        stage.submit(new Event.ResumeRequested(false, "back"));
        stage.run(Duration.ofSeconds(50));
        assertThat(stage.share(0)).isEqualTo(percent(1));

        stage.run(Duration.ofSeconds(12));

        assertThat(stage.share(0)).isEqualTo(percent(50));
    }

    @Test
    void anApprovalIsVoidWhereAGuardNoLongerPasses() {
        var stage = Stage.awaitingApproval();
        stage.says(FakeJudge.inconclusive());
        stage.submit(new Event.ApprovalGiven("fine"));
        stage.run(SECOND);
        assertThat(stage.state()).isEqualTo("awaiting-gate");
        assertThat(stage.told(Notice.Kind.WARNING).get(0)).contains("void", "needs 300 requests");

        stage.says(FakeJudge.passing());
        stage.run(SECOND);

        assertThat(stage.share(0)).isEqualTo(percent(50));
    }

    @Test
    void anApprovalThatNeverComesHolds() {
        var stage = Stage.awaitingApproval();
        stage.run(Duration.ofHours(25));

        assertThat(stage.state()).isEqualTo("holding");
    }

    @Test
    void anApprovalThatNeverComesRollsBackWhereThePlanSaysSo() {
        var stage = new Stage(Plans.with(new Gate(Duration.ofHours(1), Reaction.ROLLBACK)));
        stage.run(SECOND);
        stage.says(FakeJudge.passing());
        stage.run(Duration.ofHours(2));

        assertThat(stage.ending()).contains(Ending.ROLLED_BACK);
        assertThat(stage.told(Notice.Kind.ROLLING_BACK).get(0)).contains("no approval within 1h");
    }

    @Test
    void commonModeHoldsWithItsGuardsOn() {
        var stage = Stage.bakingAtOnePercent();
        stage.says(FakeJudge.commonMode());
        stage.run(Duration.ofMinutes(10));
        assertThat(stage.state()).isEqualTo("holding");
        assertThat(stage.share(0)).isEqualTo(percent(1));

        stage.says(FakeJudge.failing());
        stage.run(SECOND);

        assertThat(stage.share(0)).isEqualTo(AchievedShare.NONE);
    }

    @Test
    void aCandidateWithoutAUsableServerIsRolledBack() {
        var stage = Stage.bakingAtOnePercent();
        stage.usable(1, 2, 0);
        stage.run(Duration.ofMinutes(1));

        assertThat(stage.ending()).contains(Ending.ROLLED_BACK);
        assertThat(stage.told(Notice.Kind.ROLLING_BACK).get(0)).contains("candidate down", "lb2");
    }

    @Test
    void theFirstShiftWaitsForTheWindow() {
        var opens = Plans.NOON.plus(Duration.ofHours(2));
        var stage = new Stage(Plans.with(new Window(Optional.of(opens), Optional.empty())));
        stage.run(Duration.ofMinutes(119));
        assertThat(stage.writes()).isZero();
        assertThat(stage.told(Notice.Kind.WAITING)).hasSize(1);

        stage.run(Duration.ofMinutes(2));

        assertThat(stage.state()).isEqualTo("baking");
    }

    @Test
    void noShiftStartsAfterTheWindow() {
        var closes = Plans.NOON.plusSeconds(30);
        var stage = new Stage(Plans.with(new Window(Optional.empty(), Optional.of(closes))));
        stage.says(FakeJudge.passing());
        stage.run(Duration.ofMinutes(2));

        assertThat(stage.state()).isEqualTo("holding");
        assertThat(stage.share(0)).isEqualTo(percent(1));
    }

    @Test
    void aWallClockJumpOrAStallBeginsTheBakeAnew() {
        var stage = Stage.bakingAtOnePercent();
        stage.says(FakeJudge.passing());
        stage.run(Duration.ofSeconds(50));
        stage.loop.jumpWall(Duration.ofHours(1));
        stage.run(Duration.ofSeconds(50));
        stage.loop.stall(Duration.ofSeconds(30));
        stage.run(Duration.ofSeconds(50));
        assertThat(stage.share(0)).isEqualTo(percent(1));
        assertThat(stage.told(Notice.Kind.WARNING)).hasSize(2);

        stage.run(Duration.ofSeconds(12));

        assertThat(stage.share(0)).isEqualTo(percent(50));
    }

    @Test
    void sigtermLeavesTheSplitAloneUnlessThePlanSaysRollback() {
        var held = Stage.bakingAtOnePercent();
        held.submit(new Event.StopRequested("SIGTERM", Reaction.HOLD));
        assertThat(held.ending()).contains(Ending.HELD);
        assertThat(held.share(0)).isEqualTo(percent(1));

        var back = Stage.bakingAtOnePercent();
        back.submit(new Event.StopRequested("SIGTERM", Reaction.ROLLBACK));
        back.run(Duration.ofMinutes(1));
        assertThat(back.ending()).contains(Ending.ROLLED_BACK_BY_OPERATOR);
    }

    @Test
    void anInternalErrorSendsTheRollbackAndSaysWhetherItTook() {
        var stage = Stage.bakingAtOnePercent();
        var nonsense = new Event.NodeUnreachable(99, "no such node");
        stage.reactor.submit(nonsense);
        stage.run(SECOND);

        assertThat(stage.share(0)).isEqualTo(AchievedShare.NONE);
        assertThatThrownBy(stage.ended::join)
                .hasCauseInstanceOf(ReactorFailure.class)
                .hasMessageContaining("rolled back and verified");
    }

    @Test
    void defectOutsideTheMachineSendsTheRollbackToo() {
        var stage = Stage.bakingAtOnePercent();
        stage.reactor.fail(new IllegalStateException("a timer's task threw"));
        stage.run(Duration.ofSeconds(10));

        assertThat(stage.share(0)).isEqualTo(AchievedShare.NONE);
        assertThatThrownBy(stage.ended::join)
                .hasCauseInstanceOf(ReactorFailure.class)
                .hasMessageContaining("a timer's task threw");
    }

    @Test
    void defectAfterTheEndChangesNothing() {
        var stage = Stage.bakingAtOnePercent();
        stage.says(FakeJudge.failing());
        stage.run(Duration.ofMinutes(1));
        stage.reactor.fail(new IllegalStateException("late"));
        stage.run(Duration.ofMinutes(1));

        assertThat(stage.ended).isCompletedWithValue(Ending.ROLLED_BACK);
    }

    @Test
    void theEndClosesTheSources() {
        var stage = Stage.bakingAtOnePercent();
        stage.says(FakeJudge.failing());
        stage.run(Duration.ofMinutes(1));

        assertThat(stage.source.isClosed()).isTrue();
    }

    private static AchievedShare percent(int percent) {
        return Share.ofPercent(percent).exactly();
    }
}
