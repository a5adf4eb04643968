package io.crossfade.core.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.core.analysis.FakeJudge;
import io.crossfade.core.machine.Ending;
import io.crossfade.core.machine.Event;
import io.crossfade.core.plan.AchievedShare;
import io.crossfade.core.plan.Share;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Never onto a baseline that has no usable server; force overrides. */
class S13Test {

    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    void aFailureWithTheBaselineDownIsHeldUntilThereIsAWayBack() {
        var stage = Stage.bakingAtOnePercent();
        stage.usable(0, 0, 2);
        stage.usable(1, 0, 2);
        stage.run(SECOND);
        stage.says(FakeJudge.failing());
        stage.run(Duration.ofSeconds(5));
        assertThat(stage.state()).isEqualTo("holding");
        assertThat(stage.share(0)).isEqualTo(percent(1));

        stage.usable(0, 1, 2);
        stage.usable(1, 1, 2);
        stage.run(Duration.ofMinutes(1));

        assertThat(stage.ending()).contains(Ending.ROLLED_BACK);
    }

    @Test
    void theOperatorsRollbackNeedsForceForThat() {
        var stage = Stage.bakingAtOnePercent();
        stage.usable(0, 0, 2);
        stage.usable(1, 0, 2);
        stage.run(SECOND);
        assertThat(stage.submit(new Event.RollbackRequested(false, "smell")).refusal())
                .hasValueSatisfying(why -> assertThat(why).contains("no usable server", "force"));
        stage.run(SECOND);
        assertThat(stage.share(0)).isEqualTo(percent(1));

        stage.submit(new Event.RollbackRequested(true, "I know"));
        stage.run(Duration.ofMinutes(1));

        assertThat(stage.ending()).contains(Ending.ROLLED_BACK_BY_OPERATOR);
        assertThat(stage.share(0)).isEqualTo(AchievedShare.NONE);
    }

    @Test
    void oneNodeWithoutABaselineDoesNotKeepTheOthersBack() {
        var stage = Stage.bakingAtOnePercent();
        stage.usable(0, 0, 2);
        stage.run(SECOND);
        stage.says(FakeJudge.failing());
        stage.run(SECOND);

        assertThat(stage.share(0)).isEqualTo(percent(1));
        assertThat(stage.share(1)).isEqualTo(AchievedShare.NONE);
    }

    private static AchievedShare percent(int percent) {
        return Share.ofPercent(percent).exactly();
    }
}
