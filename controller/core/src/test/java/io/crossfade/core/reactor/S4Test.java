package io.crossfade.core.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.core.analysis.FakeJudge;
import io.crossfade.core.machine.Plans;
import io.crossfade.core.plan.AchievedShare;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Forward intent is durable before its first byte; rollback intent is appended, not awaited. */
class S4Test {

    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    void nothingIsWrittenForwardBeforeTheRecordIsDurable() {
        var stage = new Stage(Plans.twoNodes());
        stage.journal.slowDown();
        stage.run(Duration.ofSeconds(5));
        assertThat(stage.state()).isEqualTo("shifting");
        assertThat(stage.writes()).isZero();

        stage.journal.catchUp();
        stage.run(SECOND);

        assertThat(stage.state()).isEqualTo("baking");
    }

    @Test
    void aRollbackDoesNotWaitForItsRecord() {
        var stage = Stage.bakingAtOnePercent();
        stage.journal.slowDown();
        stage.says(FakeJudge.failing());
        stage.run(Duration.ofMillis(110));

        assertThat(stage.share(0)).isEqualTo(AchievedShare.NONE);
        assertThat(stage.share(1)).isEqualTo(AchievedShare.NONE);
    }
}
