package io.crossfade.core.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.core.analysis.Assessment;
import io.crossfade.core.analysis.FakeJudge;
import io.crossfade.core.machine.Event;
import io.crossfade.core.machine.Notice;
import io.crossfade.core.machine.Plans;
import io.crossfade.core.machine.Recovery;
import io.crossfade.core.plan.AchievedShare;
import io.crossfade.core.plan.Bake;
import io.crossfade.core.plan.Plan;
import io.crossfade.core.plan.Share;
import io.crossfade.core.plan.Step;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A step ends before its bake is over only where it may, is certified and passes, and every load balancer was read. */
class EarlyEndTest {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Bake EARLY =
            new Bake(SECOND.multipliedBy(30), SECOND.multipliedBy(600), SECOND.multipliedBy(1800));
    private static final Bake PLAIN = Bake.of(SECOND.multipliedBy(600));

    @Test
    void aCertifiedStepEndsEarlyAndSaysWhatWasShown() {
        var stage = baking(EARLY);
        stage.says(FakeJudge.certified());
        stage.run(SECOND.multipliedBy(31));

        assertThat(stage.share(0)).isEqualTo(percent(50));
        assertThat(stage.told(Notice.Kind.PASSED))
                .containsExactly("certified after 30s: the candidate's error rate is at most the baseline's + 5 pp (1 :"
                        + " 100 against)");
    }

    @Test
    void neverBeforeTheLeastTime() {
        var stage = baking(EARLY);
        stage.says(FakeJudge.certified());
        stage.run(SECOND.multipliedBy(28));

        assertThat(stage.share(0)).isEqualTo(percent(1));
    }

    @Test
    void neverWhereThePlanDoesNotSayFor() {
        var stage = baking(PLAIN);
        stage.says(FakeJudge.certified());
        stage.run(SECOND.multipliedBy(590));

        assertThat(stage.share(0)).isEqualTo(percent(1));
    }

    @Test
    void neverOnACertificateThatIsNotGiven() {
        var stage = baking(EARLY);
        stage.says(FakeJudge.passing());
        stage.run(SECOND.multipliedBy(590));
        assertThat(stage.share(0)).isEqualTo(percent(1));

        stage.run(SECOND.multipliedBy(20));
        assertThat(stage.share(0)).as("after the whole bake a pass is enough").isEqualTo(percent(50));
    }

    @Test
    void neverOnInconclusiveNorInDoubt() {
        var certificates = FakeJudge.certified().certificates();
        for (var other : List.of(FakeJudge.inconclusive(), FakeJudge.doubtful(), FakeJudge.commonMode())) {
            var stage = baking(EARLY);
            stage.says(new Assessment(
                    other.verdicts(), other.doubts(), other.commonMode(), other.silent(), List.of(), certificates));
            stage.run(SECOND.multipliedBy(590));

            assertThat(stage.share(0)).isEqualTo(percent(1));
        }
    }

    @Test
    void neverWhileALoadBalancerCannotBeRead() {
        var stage = baking(EARLY);
        stage.says(FakeJudge.certified());
        stage.router(1).unreadable(true);
        stage.run(SECOND.multipliedBy(120));
        assertThat(stage.share(0)).isEqualTo(percent(1));

        stage.router(1).unreadable(false);
        stage.run(SECOND.multipliedBy(3));
        assertThat(stage.share(0)).isEqualTo(percent(50));
    }

    @Test
    void afterADisturbanceTheLeastTimeBeginsAnewAndWhatWasGatheredIsEmptied() {
        var stage = baking(EARLY);
        stage.says(FakeJudge.certified());
        stage.run(SECOND.multipliedBy(25));
        int emptied = stage.judge.emptied();
        stage.loop.stall(SECOND.multipliedBy(20));
        stage.run(SECOND.multipliedBy(25));

        assertThat(stage.judge.emptied()).isEqualTo(emptied + 1);
        assertThat(stage.share(0)).isEqualTo(percent(1));
        stage.run(SECOND.multipliedBy(10));
        assertThat(stage.share(0)).isEqualTo(percent(50));
    }

    @Test
    void afterAnotherHandHasMeddledNothingEndsByItself() {
        var stage = baking(EARLY);
        stage.says(FakeJudge.certified());
        stage.meddle(0, percent(7));
        stage.run(SECOND.multipliedBy(120));

        assertThat(stage.state()).isEqualTo("holding");
        assertThat(stage.share(0)).isEqualTo(percent(7));
    }

    @Test
    void afterAHoldTheLeastTimeBeginsAnew() {
        var stage = baking(EARLY);
        stage.says(FakeJudge.certified());
        stage.run(SECOND.multipliedBy(20));
        stage.submit(new Event.HoldRequested("lunch"));
        stage.run(SECOND.multipliedBy(120));
        int emptied = stage.judge.emptied();
        stage.submit(new Event.ResumeRequested(false, "back"));
        stage.run(SECOND.multipliedBy(28));

        assertThat(stage.judge.emptied()).isEqualTo(emptied + 1);
        assertThat(stage.share(0)).isEqualTo(percent(1));
    }

    @Test
    void theJudgeIsToldWhichStepTheCutoverStandsAt() {
        var stage = baking(EARLY);
        assertThat(stage.judge.exposure().step()).isZero();

        stage.says(FakeJudge.certified());
        stage.run(SECOND.multipliedBy(33));

        assertThat(stage.judge.exposure().step()).isEqualTo(1);
    }

    @Test
    void theJournalReproducesAnEarlyEnd() {
        var stage = baking(EARLY);
        stage.says(FakeJudge.certified());
        stage.run(SECOND.multipliedBy(40));

        assertThat(Recovery.replay(stage.beginning, stage.journal.entries())).isEqualTo(stage.reactor.cutover());
    }

    private static Stage baking(Bake first) {
        var plan = Plans.twoNodes();
        var steps = List.of(
                Step.of(Share.ofPercent(1), first), Step.of(Share.ofPercent(50), PLAIN), Step.of(Share.ALL, PLAIN));
        var stage = new Stage(
                new Plan(plan.cutover(), plan.routers(), plan.guards(), steps, plan.window(), plan.policies()));
        stage.run(SECOND);
        return stage;
    }

    private static AchievedShare percent(int percent) {
        return Share.ofPercent(percent).exactly();
    }
}
