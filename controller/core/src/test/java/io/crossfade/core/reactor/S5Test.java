package io.crossfade.core.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.core.analysis.FakeJudge;
import io.crossfade.core.machine.Ending;
import io.crossfade.core.machine.Event;
import io.crossfade.core.machine.Notice;
import io.crossfade.core.machine.Plans;
import io.crossfade.core.plan.AchievedShare;
import io.crossfade.core.plan.Reaction;
import io.crossfade.core.plan.Share;
import io.crossfade.core.port.Outcome;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A failing guard leads to rollback within one evaluation, in every state that is not the end. */
class S5Test {

    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    void whileBaking() {
        rollsBackWithinOneEvaluation(Stage.bakingAtOnePercent());
    }

    @Test
    void whileAwaitingApproval() {
        var stage = Stage.awaitingApproval();
        assertThat(stage.state()).isEqualTo("awaiting-gate");

        rollsBackWithinOneEvaluation(stage);
    }

    @Test
    void whileHeld() {
        var stage = Stage.bakingAtOnePercent();
        stage.submit(new Event.HoldRequested("lunch"));
        assertThat(stage.state()).isEqualTo("holding");

        rollsBackWithinOneEvaluation(stage);
    }

    @Test
    void whileResuming() {
        var stage = Stage.bakingAtOnePercent();
        stage.submit(new Event.HoldRequested("lunch"));
        stage.submit(new Event.ResumeRequested(false, "back"));

        rollsBackWithinOneEvaluation(stage);
    }

    @Test
    void whileBakingAtEverything() {
        var stage = Stage.awaitingApproval();
        stage.submit(new Event.ApprovalGiven("fine"));
        stage.run(SECOND);
        assertThat(stage.share(0)).isEqualTo(percent(100));

        rollsBackWithinOneEvaluation(stage);
    }

    @Test
    void whileShifting() {
        var stage = Stage.bakingAtOnePercent();
        stage.says(FakeJudge.passing());
        stage.router(1).delay(Duration.ofMillis(900));
        stage.run(Duration.ofMillis(59_500));
        assertThat(stage.state()).isEqualTo("shifting");
        stage.router(1).delay(Duration.ofMillis(1));

        rollsBackWithinOneEvaluation(stage);
    }

    @Test
    void atOnceWhereEvidenceCrossesItsLine() {
        var stage = Stage.bakingAtOnePercent();
        stage.judge.crossAtNextObservation(FakeJudge.failing());
        stage.source.observer().request(0, Outcome.FAILED, 1000, stage.loop.nanos());
        stage.run(Duration.ofMillis(1));

        assertThat(stage.share(0)).isEqualTo(AchievedShare.NONE);
    }

    @Test
    void isHeldInsteadWhereThePlanSaysSo() {
        var stage = new Stage(Plans.with(Plans.policies(Reaction.HOLD, Reaction.HOLD)));
        stage.run(SECOND);
        stage.says(FakeJudge.failing());
        stage.run(Duration.ofSeconds(5));

        assertThat(stage.state()).isEqualTo("holding");
        assertThat(stage.share(0)).isEqualTo(percent(1));
        assertThat(stage.told(Notice.Kind.HELD)).hasSize(1);
    }

    private void rollsBackWithinOneEvaluation(Stage stage) {
        stage.says(FakeJudge.failing());
        stage.run(Pace.DEFAULT.evaluate().plusMillis(2));

        assertThat(stage.share(0)).isEqualTo(AchievedShare.NONE);
        assertThat(stage.share(1)).isEqualTo(AchievedShare.NONE);
        stage.run(Duration.ofMinutes(2));
        assertThat(stage.ending()).contains(Ending.ROLLED_BACK);
    }

    private static AchievedShare percent(int percent) {
        return Share.ofPercent(percent).exactly();
    }
}
