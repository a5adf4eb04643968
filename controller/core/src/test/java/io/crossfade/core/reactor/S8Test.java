package io.crossfade.core.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.core.analysis.FakeJudge;
import io.crossfade.core.machine.Ending;
import io.crossfade.core.machine.Notice;
import io.crossfade.core.plan.AchievedShare;
import io.crossfade.core.plan.Share;
import io.crossfade.core.port.Reading;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rollback is monotone and ends with a verifying read-back on every node, or with "act now". */
class S8Test {

    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    void aForwardWriteThatLandsLateIsTakenBackBeforeAnythingIsVerified() {
        var stage = Stage.bakingAtOnePercent();
        stage.says(FakeJudge.passing());
        stage.run(Duration.ofSeconds(59));
        stage.router(0).freeze();
        stage.run(Duration.ofMillis(500));
        assertThat(stage.state()).isEqualTo("shifting");
        stage.says(FakeJudge.failing());
        stage.run(Duration.ofSeconds(5));
        assertThat(stage.state()).isEqualTo("rolling-back");
        assertThat(stage.told(Notice.Kind.VERIFIED)).isEmpty();

        stage.router(0).thaw();
        stage.run(Duration.ofSeconds(3));

        assertThat(stage.told(Notice.Kind.VERIFIED)).hasSize(1);
        assertThat(stage.router(0).shares()).contains(percent(50));
        assertThat(stage.share(0)).isEqualTo(AchievedShare.NONE);
    }

    @Test
    void aRollbackThatStaysUnverifiedEndsWithActNow() {
        var stage = Stage.bakingAtOnePercent();
        stage.router(0).freeze();
        stage.says(FakeJudge.failing());
        stage.run(Duration.ofSeconds(70));

        assertThat(stage.ending()).contains(Ending.UNVERIFIED);
        assertThat(stage.told(Notice.Kind.ENDED).get(0)).contains("lb1").doesNotContain("lb2");
    }

    @Test
    void itWaitsForNoOtherNode() {
        var stage = Stage.bakingAtOnePercent();
        stage.router(0).freeze();
        stage.says(FakeJudge.failing());
        stage.run(Duration.ofMillis(150));

        assertThat(stage.share(1)).isEqualTo(AchievedShare.NONE);
    }

    @Test
    void aShareThatComesBackDuringTheDrainIsTakenAwayAgain() {
        var stage = Stage.bakingAtOnePercent();
        busy(stage);
        stage.says(FakeJudge.failing());
        stage.run(SECOND);
        assertThat(stage.state()).isEqualTo("draining");

        stage.meddle(0, percent(50));
        stage.run(Duration.ofMinutes(1));

        assertThat(stage.share(0)).isEqualTo(AchievedShare.NONE);
        assertThat(stage.ending()).contains(Ending.ROLLED_BACK);
    }

    private void busy(Stage stage) {
        var shown = stage.router(1).shown();
        stage.router(1).shows(new Reading(shown.share(), shown.incarnation(), true, 2, 2, 3, 3, List.of()));
    }

    private static AchievedShare percent(int percent) {
        return Share.ofPercent(percent).exactly();
    }
}
