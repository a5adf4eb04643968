package io.crossfade.core.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.core.analysis.FakeJudge;
import io.crossfade.core.machine.Ending;
import io.crossfade.core.machine.Event;
import io.crossfade.core.machine.Notice;
import io.crossfade.core.machine.Plans;
import io.crossfade.core.plan.AchievedShare;
import io.crossfade.core.plan.OnRestart;
import io.crossfade.core.plan.Share;
import io.crossfade.core.port.FakeRouter.Manner;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A process is lost in the middle of a cutover, and the next one takes over. */
class RestartTest {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    @Test
    void aBakeBeginsAnewAfterAWholeWindowOfTheGuards() {
        var stage = Stage.bakingAtOnePercent();
        stage.says(FakeJudge.passing());
        stage.run(SECOND.multipliedBy(50));
        stage.killAndRestart();
        assertThat(stage.state()).isEqualTo("recovering");
        int writes = stage.writes();

        stage.run(SECOND.multipliedBy(119));
        assertThat(stage.writes())
                .as("a window and a bake, whatever was baked before")
                .isEqualTo(writes);
        stage.run(SECOND.multipliedBy(3));

        assertThat(stage.share(0)).isEqualTo(percent(50));
        assertThat(stage.share(1)).isEqualTo(percent(50));
    }

    @Test
    void theGuardsActWhileItLooks() {
        var stage = Stage.bakingAtOnePercent();
        stage.killAndRestart();
        stage.says(FakeJudge.failing());
        stage.run(SECOND);

        assertThat(stage.share(0)).isEqualTo(AchievedShare.NONE);
        assertThat(stage.share(1)).isEqualTo(AchievedShare.NONE);
    }

    @Test
    void aShiftThatLandedEverywhereCountsAsConfirmed() {
        var stage = shifting(Manner.APPLY, Manner.APPLY);
        stage.killAndRestart();

        assertThat(stage.state()).isEqualTo("recovering");
        assertThat(stage.reactor.cutover().state().step()).isEqualTo(1);
        assertThat(stage.reactor.cutover().highestConfirmed()).isEqualTo(percent(50));
    }

    @Test
    void aShiftThatLandedOnOneNodeGoesBackOnBothAndIsHeld() {
        var stage = shifting(Manner.APPLY, Manner.LOSE_WRITE);
        stage.killAndRestart();
        stage.router(1).manner(Manner.APPLY);
        stage.run(SECOND.multipliedBy(5));

        assertThat(stage.state()).isEqualTo("holding");
        assertThat(stage.share(0)).isEqualTo(percent(1));
        assertThat(stage.share(1)).isEqualTo(percent(1));
    }

    @Test
    void aShiftThatLandedNowhereLeavesTheStepBefore() {
        var stage = shifting(Manner.LOSE_WRITE, Manner.LOSE_WRITE);
        stage.killAndRestart();
        stage.router(0).manner(Manner.APPLY);
        stage.router(1).manner(Manner.APPLY);
        assertThat(stage.state()).isEqualTo("recovering");
        assertThat(stage.reactor.cutover().state().step()).isZero();
        assertThat(stage.reactor.cutover().node(0).ceiling())
                .as("it may be queued still")
                .isEqualTo(percent(50));

        stage.run(SECOND.multipliedBy(70));

        assertThat(stage.state()).isEqualTo("baking");
        assertThat(stage.reactor.cutover().node(0).ceiling()).isEqualTo(percent(1));
    }

    @Test
    void aWriteOfTheLostProcessThatLandsAfterAllIsTakenBack() {
        var stage = Stage.bakingAtOnePercent();
        stage.says(FakeJudge.passing());
        stage.run(SECOND.multipliedBy(59));
        stage.router(0).freeze();
        stage.router(1).manner(Manner.LOSE_WRITE);
        stage.run(Duration.ofMillis(500));
        assertThat(stage.state()).isEqualTo("shifting");
        stage.kill();
        stage.router(1).manner(Manner.APPLY);
        stage.restart(SECOND);
        stage.router(0).thaw();
        stage.run(SECOND.multipliedBy(10));

        assertThat(stage.router(0).shares()).contains(percent(50));
        assertThat(stage.share(0)).isEqualTo(percent(1));
        assertThat(stage.state()).isEqualTo("holding");
    }

    @Test
    void aWriteThatWasQueuedUntilAfterTheQuietTimeIsKnownAsOurs() {
        var stage = shifting(Manner.LOSE_WRITE, Manner.LOSE_WRITE);
        stage.killAndRestart();
        stage.router(0).manner(Manner.APPLY);
        stage.router(1).manner(Manner.APPLY);
        stage.run(SECOND.multipliedBy(30));
        assertThat(stage.state()).isEqualTo("recovering");

        stage.meddle(0, percent(50));
        stage.run(SECOND.multipliedBy(3));

        assertThat(stage.share(0)).isEqualTo(percent(1));
        assertThat(stage.told(Notice.Kind.WARNING)).anyMatch(text -> text.contains("landed late"));
    }

    @Test
    void aRollbackGoesOnAtOnceAndEndsVerified() {
        var stage = Stage.bakingAtOnePercent();
        stage.router(0).manner(Manner.LOSE_WRITE);
        stage.says(FakeJudge.failing());
        stage.run(Duration.ofMillis(150));
        assertThat(stage.state()).isEqualTo("rolling-back");
        stage.kill();
        stage.router(0).manner(Manner.APPLY);
        stage.says(FakeJudge.inconclusive());
        stage.restart(SECOND);
        stage.run(Duration.ofMillis(10));
        assertThat(stage.share(0)).isEqualTo(AchievedShare.NONE);

        stage.run(MINUTE);

        assertThat(stage.ending()).contains(Ending.ROLLED_BACK);
        assertThat(stage.told(Notice.Kind.VERIFIED)).hasSize(1);
    }

    @Test
    void aRollbackWhoseRecordWasLostIsVerifiedAndEnds() {
        var stage = Stage.bakingAtOnePercent();
        stage.journal.slowDown();
        stage.says(FakeJudge.failing());
        stage.run(SECOND);
        stage.kill();
        assertThat(stage.journal.entries())
                .noneMatch(entry -> entry.decision().next().state().name().equals("rolling-back"));
        stage.says(FakeJudge.passing());
        stage.restart(SECOND);
        stage.run(MINUTE);

        assertThat(stage.ending()).contains(Ending.ROLLED_BACK);
        assertThat(stage.told(Notice.Kind.ROLLING_BACK).get(0)).contains("record was lost");
    }

    @Test
    void aSplitThatAnotherHandHasChangedMeanwhileIsHeldForAPerson() {
        var stage = Stage.bakingAtOnePercent();
        stage.kill();
        stage.meddle(0, percent(7));
        int writes = stage.writes();
        stage.restart(SECOND);
        stage.run(MINUTE.multipliedBy(5));

        assertThat(stage.state()).isEqualTo("holding");
        assertThat(stage.writes()).isEqualTo(writes);
        assertThat(stage.submit(new Event.ResumeRequested(false, "go on")).refusal())
                .hasValueSatisfying(why -> assertThat(why).contains("adopt"));
    }

    @Test
    void aReloadMeanwhileIsRecognizedAndHeld() {
        var stage = Stage.bakingAtOnePercent();
        stage.kill();
        stage.reload(0, AchievedShare.NONE);
        stage.restart(SECOND);
        stage.run(MINUTE);

        assertThat(stage.state()).isEqualTo("holding");
        assertThat(stage.told(Notice.Kind.HELD).get(0)).contains("reloaded", "has what is configured");
    }

    @Test
    void aNodeThatCannotBeReadIsWaitedFor() {
        var stage = Stage.bakingAtOnePercent();
        stage.says(FakeJudge.passing());
        stage.kill();
        stage.router(1).unreadable(true);
        int writes = stage.writes();
        stage.restart(SECOND);
        stage.run(MINUTE.multipliedBy(10));
        assertThat(stage.state()).isEqualTo("recovering");
        assertThat(stage.writes()).isEqualTo(writes);

        stage.router(1).unreadable(false);
        stage.run(SECOND);

        assertThat(stage.state()).isEqualTo("baking");
    }

    @Test
    void afterALongTimeItIsHeldUnlessThePlanSaysOtherwise() {
        var held = Stage.bakingAtOnePercent();
        held.kill();
        held.restart(MINUTE.multipliedBy(6));
        assertThat(held.state()).isEqualTo("holding");
        assertThat(held.told(Notice.Kind.HELD).get(0)).contains("longer than 5m");

        var resumed = new Stage(Plans.with(Plans.policies(OnRestart.RESUME)));
        resumed.run(SECOND);
        resumed.kill();
        resumed.restart(MINUTE.multipliedBy(6));
        assertThat(resumed.state()).isEqualTo("recovering");
    }

    @Test
    void thePlanMayAskForAHoldOrARollback() {
        var hold = new Stage(Plans.with(Plans.policies(OnRestart.HOLD)));
        hold.run(SECOND);
        hold.killAndRestart();
        assertThat(hold.state()).isEqualTo("holding");

        var back = new Stage(Plans.with(Plans.policies(OnRestart.ROLLBACK)));
        back.run(SECOND);
        back.killAndRestart();
        back.run(MINUTE);
        assertThat(back.ending()).contains(Ending.ROLLED_BACK_BY_OPERATOR);
        assertThat(back.told(Notice.Kind.ROLLING_BACK).get(0)).contains("on-restart: rollback");
    }

    @Test
    void whatWasHeldStaysHeldForTheSameReason() {
        var stage = Stage.bakingAtOnePercent();
        stage.submit(new Event.HoldRequested("lunch"));
        stage.killAndRestart();

        assertThat(stage.state()).isEqualTo("holding");
        assertThat(stage.told(Notice.Kind.HELD).get(0)).contains("lunch");
    }

    @Test
    void aHoldAndAnActNowAreTheEndOfAProcessAndNotOfTheCutover() {
        var stage = Stage.bakingAtOnePercent();
        stage.router(0).freeze();
        stage.says(FakeJudge.failing());
        stage.run(SECOND.multipliedBy(70));
        assertThat(stage.ending()).contains(Ending.UNVERIFIED);
        stage.kill();
        stage.router(0).thaw();
        stage.says(FakeJudge.passing());
        stage.restart(SECOND);
        stage.run(MINUTE);

        assertThat(stage.ending()).contains(Ending.ROLLED_BACK);
        assertThat(stage.share(0)).isEqualTo(AchievedShare.NONE);
    }

    @Test
    void generationsGoOnAboveEveryOneThatTheLostProcessMayHaveTaken() {
        var stage = Stage.bakingAtOnePercent();
        var before = stage.reactor.cutover().generation();
        stage.killAndRestart();
        var second = stage.reactor.cutover().generation();
        stage.killAndRestart();

        assertThat(before.isOlderThan(second)).isTrue();
        assertThat(second.isOlderThan(stage.reactor.cutover().generation())).isTrue();
    }

    /** A shift to 50 % was just ordered and written; the process has heard of nothing yet. */
    private static Stage shifting(Manner first, Manner second) {
        var stage = Stage.bakingAtOnePercent();
        stage.says(FakeJudge.passing());
        stage.run(SECOND.multipliedBy(59));
        stage.router(0).manner(first);
        stage.router(1).manner(second);
        int writes = stage.writes();
        while (stage.writes() == writes) {
            stage.loop.runNext();
        }
        assertThat(stage.state()).isEqualTo("shifting");
        return stage;
    }

    private static AchievedShare percent(int percent) {
        return Share.ofPercent(percent).exactly();
    }
}
