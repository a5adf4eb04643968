package io.crossfade.core.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.core.analysis.FakeJudge;
import io.crossfade.core.machine.Event;
import io.crossfade.core.machine.Notice;
import io.crossfade.core.plan.AchievedShare;
import io.crossfade.core.plan.Share;
import io.crossfade.core.port.FakeRouter.Manner;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What follows where a load balancer shows another split than was confirmed. */
class DriftTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    void aReloadThatTookTheSplitAwayIsRepairedThreeTimesAndThenHeld() {
        var stage = Stage.bakingAtOnePercent();
        for (int reload = 1; reload <= 3; reload++) {
            stage.reload(0, AchievedShare.NONE);
            stage.run(SECOND);
            assertThat(stage.state()).as("reload %d", reload).isEqualTo("baking");
            assertThat(stage.share(0)).isEqualTo(percent(1));
            stage.run(SECOND.multipliedBy(160));
        }

        stage.reload(0, AchievedShare.NONE);
        stage.run(SECOND);

        assertThat(stage.state()).isEqualTo("holding");
        assertThat(stage.share(0)).isEqualTo(AchievedShare.NONE);
    }

    @Test
    void anotherHandThatIsSeenThreeTimesInFiveMinutesIsNotAnsweredAnyMoreButByARollback() {
        var stage = Stage.bakingAtOnePercent();
        for (int reload = 1; reload <= 2; reload++) {
            stage.reload(0, AchievedShare.NONE);
            stage.run(SECOND);
            assertThat(stage.state()).as("reload %d", reload).isEqualTo("baking");
        }
        int writes = stage.writes();
        stage.reload(0, AchievedShare.NONE);
        stage.run(SECOND);
        assertThat(stage.told(Notice.Kind.HELD).get(0)).contains("3 times within 5m");
        stage.reload(0, percent(50));
        stage.run(Duration.ofMinutes(10));
        assertThat(stage.state()).isEqualTo("holding");
        assertThat(stage.writes()).isEqualTo(writes);

        stage.says(FakeJudge.failing());
        stage.run(SECOND);

        assertThat(stage.share(0)).isEqualTo(AchievedShare.NONE);
    }

    @Test
    void aPersonWhoHasLookedLetsItBeAnsweredAgain() {
        var stage = Stage.bakingAtOnePercent();
        for (int reload = 1; reload <= 3; reload++) {
            stage.reload(0, AchievedShare.NONE);
            stage.run(SECOND);
        }
        assertThat(stage.state()).isEqualTo("holding");

        assertThat(stage.submit(new Event.ResumeRequested(false, "the tool is off"))
                        .refusal())
                .isEmpty();
        stage.run(SECOND);

        assertThat(stage.state()).isEqualTo("baking");
        assertThat(stage.share(0)).isEqualTo(percent(1));
    }

    @Test
    void aReloadThatRestoredPartOfTheSplitIsAPersonsMatter() {
        var stage = Stage.bakingAtOnePercent();
        int writes = stage.writes();
        stage.restored(0, new AchievedShare(1, 200));
        stage.run(SECOND);

        assertThat(stage.told(Notice.Kind.HELD).get(0)).contains("neither the split nor what is configured", "0.5%");
        assertThat(stage.submit(new Event.ResumeRequested(false, "go on")).refusal())
                .hasValueSatisfying(why -> assertThat(why).contains("adopt"));
        assertThat(stage.writes()).isEqualTo(writes);
    }

    @Test
    void aValueThatFlipsBackToWhatItWasIsToldFromAPersonsAndNotFoughtEither() {
        var stage = Stage.awaitingApproval();
        int writes = stage.writes();
        stage.meddle(0, percent(1));
        stage.run(SECOND);

        assertThat(stage.told(Notice.Kind.HELD).get(0)).contains("flipped back", "agent");
        assertThat(stage.writes()).isEqualTo(writes);
    }

    @Test
    void whatCarriesTheSplitAndIsGoneIsHeldAtOnceAndToldOnce() {
        var stage = Stage.bakingAtOnePercent();
        stage.router(0).gone("no such backend: kong");
        stage.run(Duration.ofMillis(300));

        assertThat(stage.state()).isEqualTo("holding");
        assertThat(stage.told(Notice.Kind.HELD).get(0)).contains("is gone", "no such backend");
        int entries = stage.journal.entries().size();
        stage.run(Duration.ofMinutes(5));
        assertThat(stage.journal.entries()).hasSize(entries);
        assertThat(stage.submit(new Event.ResumeRequested(false, "go on")).refusal())
                .isPresent();
    }

    @Test
    void whatIsGoneInTheMiddleOfAShiftTakesTheOthersBack() {
        var stage = Stage.bakingAtOnePercent();
        stage.says(FakeJudge.passing());
        stage.run(Duration.ofSeconds(59));
        stage.router(1).manner(Manner.LOSE_WRITE);
        stage.router(1).gone("no such backend: kong");
        stage.run(SECOND.multipliedBy(2));

        assertThat(stage.share(0)).isEqualTo(percent(1));
    }

    @Test
    void aReloadThatLeftMoreThanTheStepIsLoweredAndHeld() {
        var stage = Stage.bakingAtOnePercent();
        stage.reload(0, percent(100));
        stage.run(SECOND);

        assertThat(stage.share(0)).isEqualTo(percent(1));
        assertThat(stage.state()).isEqualTo("holding");
    }

    @Test
    void anotherHandIsNeverFoughtButAdoptedOrRolledBack() {
        var stage = Stage.bakingAtOnePercent();
        stage.meddle(0, percent(7));
        stage.run(SECOND);
        int writes = stage.writes();
        assertThat(stage.submit(new Event.ResumeRequested(false, "go on")).refusal())
                .hasValueSatisfying(why -> assertThat(why).contains("adopt"));

        stage.submit(new Event.AdoptRequested("it was me"));
        assertThat(stage.writes()).isEqualTo(writes);
        stage.submit(new Event.ResumeRequested(false, "go on"));
        stage.says(FakeJudge.passing());
        stage.run(Duration.ofSeconds(62));

        assertThat(stage.share(0)).isEqualTo(percent(50));
    }

    @Test
    void aSplitSetByHandInTheRunningProcessOnlyIsWrittenOnceWhereItIsAdopted() {
        var stage = Stage.bakingAtOnePercent();
        stage.meddle(0, percent(7), "the file says 1%");
        stage.run(SECOND);
        int writes = stage.writes();

        stage.submit(new Event.AdoptRequested("it was me"));
        stage.run(SECOND);

        assertThat(stage.state()).isEqualTo("holding");
        assertThat(stage.writes()).isEqualTo(writes + 1);
        assertThat(stage.share(0)).isEqualTo(percent(7));
        assertThat(stage.submit(new Event.ResumeRequested(false, "go on")).refusal())
                .isEmpty();
    }

    @Test
    void aSplitThatDoesNotAgreeAfterItWasAdoptedStillNeedsAPerson() {
        var stage = Stage.bakingAtOnePercent();
        stage.meddle(0, percent(7), "the file says 1%");
        stage.run(SECOND);
        stage.router(0).manner(Manner.REFUSE);

        stage.submit(new Event.AdoptRequested("it was me"));
        stage.run(SECOND);

        assertThat(stage.submit(new Event.ResumeRequested(false, "go on")).refusal())
                .hasValueSatisfying(why -> assertThat(why).contains("the file says 1%"));
    }

    @Test
    void aShareThatRoseBecauseABaselineServerWasLostIsLoweredAtOnce() {
        var stage = Stage.bakingAtOnePercent();
        stage.membership(0, new AchievedShare(2, 100), "x2,y1,y2");
        stage.run(Duration.ofMillis(300));

        assertThat(stage.share(0)).isEqualTo(percent(1));
        assertThat(stage.state()).isEqualTo("baking");
        assertThat(stage.router(0).writes())
                .last()
                .satisfies(write -> assertThat(write.lowers()).isTrue());
    }

    @Test
    void aShareThatFellBecauseACandidateServerWasLostIsNotRaised() {
        var stage = Stage.bakingAtOnePercent();
        int writes = stage.writes();
        stage.membership(0, new AchievedShare(1, 200), "x1,x2,y1");
        stage.run(SECOND);
        stage.membership(0, percent(1), "x1,x2,y1,y2");
        stage.run(SECOND);

        assertThat(stage.state()).isEqualTo("baking");
        assertThat(stage.writes()).isEqualTo(writes);
        assertThat(stage.told(Notice.Kind.DRIFT)).hasSize(2);
    }

    private static AchievedShare percent(int percent) {
        return Share.ofPercent(percent).exactly();
    }
}
