package io.crossfade.core.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.core.analysis.FakeJudge;
import io.crossfade.core.machine.Ending;
import io.crossfade.core.machine.Notice;
import io.crossfade.core.machine.Plans;
import io.crossfade.core.plan.AchievedShare;
import io.crossfade.core.plan.Share;
import io.crossfade.core.port.FakeRouter.Manner;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Three load balancers carry one split and are moved as one. */
class FleetTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    void aStepIsWrittenToAllAtOnceAndBakesOnlyOnceTheLastHasReadBack() {
        var stage = baking();
        stage.says(FakeJudge.passing());
        stage.run(SECOND.multipliedBy(59));
        stage.router(2).delay(Duration.ofMillis(900));
        stage.run(Duration.ofMillis(500));
        assertThat(stage.share(0)).isEqualTo(percent(50));
        assertThat(stage.share(1)).isEqualTo(percent(50));
        assertThat(stage.state()).isEqualTo("shifting");

        stage.run(SECOND);

        assertThat(stage.share(2)).isEqualTo(percent(50));
        assertThat(stage.state()).isEqualTo("baking");
    }

    @Test
    void oneThatRefusesTakesTheOthersBack() {
        assertTakenBack(Manner.REFUSE, SECOND.multipliedBy(3));
    }

    @Test
    void oneThatCannotBeWrittenToTakesTheOthersBackAfterItsDeadline() {
        assertTakenBack(Manner.NOT_SENT, SECOND.multipliedBy(13));
    }

    @Test
    void oneThatLiesTakesTheOthersBack() {
        assertTakenBack(Manner.IGNORE, SECOND.multipliedBy(3));
    }

    private void assertTakenBack(Manner manner, Duration within) {
        var stage = baking();
        stage.says(FakeJudge.passing());
        stage.router(1).manner(manner);
        stage.run(SECOND.multipliedBy(59));
        stage.run(within);
        stage.router(1).manner(Manner.APPLY);
        stage.run(SECOND.multipliedBy(2));

        assertThat(stage.state()).isEqualTo("holding");
        shares(stage).forEach(share -> assertThat(share).isEqualTo(percent(1)));
        assertThat(stage.router(0).shares()).contains(percent(50));
    }

    @Test
    void oneThatHangsIsGivenUpAfterItsDeadlineAndWhatItHadQueuedIsTakenBack() {
        var stage = baking();
        stage.says(FakeJudge.passing());
        stage.run(SECOND.multipliedBy(59));
        stage.router(1).freeze();
        stage.run(SECOND.multipliedBy(15));
        assertThat(stage.share(0)).isEqualTo(percent(1));
        assertThat(stage.share(2)).isEqualTo(percent(1));
        assertThat(stage.state()).isEqualTo("restoring");

        stage.router(1).thaw();
        stage.run(SECOND.multipliedBy(3));

        assertThat(stage.router(1).shares()).contains(percent(50));
        shares(stage).forEach(share -> assertThat(share).isEqualTo(percent(1)));
        assertThat(stage.state()).isEqualTo("holding");
    }

    @Test
    void oneThatComesBackWithTheStepThatTheOthersWereTakenBackFromIsTakenBackToo() {
        var stage = baking();
        stage.says(FakeJudge.passing());
        stage.router(2).manner(Manner.REFUSE);
        stage.run(SECOND.multipliedBy(59));
        stage.router(1).delay(Duration.ofMillis(1));
        while (stage.router(1).shares().stream().noneMatch(percent(50)::equals)) {
            stage.loop.runNext();
        }
        stage.router(1).unreadable(true).manner(Manner.NOT_SENT);
        stage.run(Duration.ofMinutes(3));
        assertThat(stage.state()).isEqualTo("holding");
        assertThat(stage.share(1)).isEqualTo(percent(50));

        stage.router(1).unreadable(false).manner(Manner.APPLY);
        stage.run(SECOND.multipliedBy(3));

        assertThat(stage.share(1)).isEqualTo(percent(1));
        assertThat(stage.state()).isEqualTo("holding");
    }

    @Test
    void aRollbackGoesToEveryOneAtOnceAndWaitsForNone() {
        var stage = baking();
        stage.router(0).freeze();
        stage.router(1).manner(Manner.NOT_SENT);
        stage.says(FakeJudge.failing());
        stage.run(Duration.ofMillis(150));

        assertThat(stage.share(2)).isEqualTo(AchievedShare.NONE);
        assertThat(stage.state()).isEqualTo("rolling-back");
    }

    @Test
    void oneThatComesBackDuringARollbackIsBroughtToTheBaseline() {
        var stage = baking();
        stage.router(1).manner(Manner.NOT_SENT).unreadable(true);
        stage.says(FakeJudge.failing());
        stage.run(SECOND.multipliedBy(40));
        assertThat(stage.share(1)).isEqualTo(percent(1));

        stage.router(1).manner(Manner.APPLY).unreadable(false);
        stage.run(SECOND.multipliedBy(33));

        shares(stage).forEach(share -> assertThat(share).isEqualTo(AchievedShare.NONE));
        assertThat(stage.ending()).contains(Ending.ROLLED_BACK);
    }

    @Test
    void oneThatStaysAwayEndsWithActNowAndTheNextProcessGoesOn() {
        var stage = baking();
        stage.router(1).manner(Manner.NOT_SENT).unreadable(true);
        stage.says(FakeJudge.failing());
        stage.run(SECOND.multipliedBy(70));
        assertThat(stage.ending()).contains(Ending.UNVERIFIED);
        assertThat(stage.told(Notice.Kind.ENDED).get(0)).contains("lb2").doesNotContain("lb1");

        stage.kill();
        stage.says(FakeJudge.inconclusive());
        stage.restart(Duration.ofHours(2));
        stage.run(SECOND);
        assertThat(stage.state()).isEqualTo("rolling-back");
        stage.router(1).manner(Manner.APPLY).unreadable(false);
        stage.run(Duration.ofMinutes(1));

        assertThat(stage.share(1)).isEqualTo(AchievedShare.NONE);
        assertThat(stage.ending()).contains(Ending.ROLLED_BACK);
    }

    private static Stage baking() {
        var stage = new Stage(Plans.nodes(3));
        stage.run(SECOND);
        assertThat(stage.state()).isEqualTo("baking");
        return stage;
    }

    private static List<AchievedShare> shares(Stage stage) {
        return IntStream.range(0, 3).mapToObj(stage::share).toList();
    }

    private static AchievedShare percent(int percent) {
        return Share.ofPercent(percent).exactly();
    }
}
