package io.crossfade.core.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.core.machine.Ending;
import io.crossfade.core.machine.Event;
import io.crossfade.core.machine.Plans;
import io.crossfade.core.plan.AchievedShare;
import io.crossfade.core.plan.Share;
import io.crossfade.core.port.FakeRouter.Manner;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** From any state, if the faults stop, the cutover ends or is held in a computed time. */
class S12Test {

    @ParameterizedTest
    @EnumSource(Manner.class)
    void whateverBecomesOfWritesForAMinute(Manner manner) {
        var stage = Stage.twoNodes();
        stage.router(0).manner(manner);
        stage.run(Duration.ofMinutes(1));
        stage.router(0).manner(Manner.APPLY);
        var bound = Plans.twoNodes().policies().rollbackPatience().plus(Duration.ofMinutes(3));
        stage.run(bound);

        assertThat(stage.state()).isIn("holding", "ended");
    }

    @Test
    void aHealthyCutoverEndsPromoted() {
        var stage = Stage.awaitingApproval();
        stage.submit(new Event.ApprovalGiven("fine"));
        stage.run(Duration.ofMinutes(2));

        assertThat(stage.ending()).contains(Ending.PROMOTED);
        assertThat(stage.share(0)).isEqualTo(percent(100));
        assertThat(stage.share(1)).isEqualTo(percent(100));
    }

    private static AchievedShare percent(int percent) {
        return Share.ofPercent(percent).exactly();
    }
}
