package io.crossfade.core.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.core.analysis.FakeJudge;
import io.crossfade.core.plan.Share;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** No write makes the sum of usable weights zero: every write is a whole split, which adds up to everything. */
class S2Test {

    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    void everyWriteGivesTheTwoClustersEverythingTogether() {
        var stage = Stage.awaitingApproval();
        stage.says(FakeJudge.failing());
        stage.run(SECOND);

        assertThat(stage.router(0).writes())
                .hasSizeGreaterThan(2)
                .allSatisfy(write -> assertThat(write.split().baseline().parts()
                                + write.split().candidate().parts())
                        .isEqualTo(Share.WHOLE));
    }
}
