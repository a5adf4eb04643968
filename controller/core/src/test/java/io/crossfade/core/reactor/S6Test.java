package io.crossfade.core.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.core.analysis.FakeJudge;
import io.crossfade.core.machine.Ending;
import io.crossfade.core.plan.AchievedShare;
import io.crossfade.core.plan.Share;
import io.crossfade.core.port.FakeRouter.Manner;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** After a terminal state no command is sent; rolling back is not over until every node is verified. */
class S6Test {

    @Test
    void nothingIsSentAfterTheEnd() {
        var stage = Stage.bakingAtOnePercent();
        stage.says(FakeJudge.failing());
        stage.run(Duration.ofMinutes(1));
        assertThat(stage.ending()).contains(Ending.ROLLED_BACK);
        int writes = stage.writes();

        stage.meddle(0, percent(50));
        stage.run(Duration.ofHours(1));

        assertThat(stage.writes()).isEqualTo(writes);
        assertThat(stage.loop.pending()).isZero();
    }

    @Test
    void theEndIsNotReachedBeforeTheLastNodeIsVerified() {
        var stage = Stage.bakingAtOnePercent();
        stage.router(1).manner(Manner.NOT_SENT);
        stage.says(FakeJudge.failing());
        stage.run(Duration.ofSeconds(20));
        assertThat(stage.state()).isEqualTo("rolling-back");
        assertThat(stage.share(0)).isEqualTo(AchievedShare.NONE);

        stage.router(1).manner(Manner.APPLY);
        stage.run(Duration.ofMinutes(1));

        assertThat(stage.ending()).contains(Ending.ROLLED_BACK);
        assertThat(stage.share(1)).isEqualTo(AchievedShare.NONE);
    }

    @Test
    void aNewProcessWritesNothingToACutoverThatHasEnded() {
        var stage = Stage.bakingAtOnePercent();
        stage.says(FakeJudge.failing());
        stage.run(Duration.ofMinutes(1));
        assertThat(stage.ending()).contains(Ending.ROLLED_BACK);
        int writes = stage.writes();
        stage.kill();
        stage.meddle(0, percent(50));
        stage.restart(Duration.ofSeconds(1));

        assertThat(stage.ending()).contains(Ending.ROLLED_BACK);
        assertThat(stage.writes()).isEqualTo(writes);
    }

    private static AchievedShare percent(int percent) {
        return Share.ofPercent(percent).exactly();
    }
}
