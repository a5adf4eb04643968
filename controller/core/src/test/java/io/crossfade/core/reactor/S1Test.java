package io.crossfade.core.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.core.analysis.FakeJudge;
import io.crossfade.core.machine.Notice;
import io.crossfade.core.plan.AchievedShare;
import io.crossfade.core.plan.Share;
import io.crossfade.core.port.FakeRouter.Manner;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** By our own writes the share on a node never exceeds the last confirmed one or an open intent. */
class S1Test {

    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    void aShiftThatOneNodeRefusesLeavesNoNodeAboveTheEarlierStep() {
        var stage = Stage.bakingAtOnePercent();
        stage.says(FakeJudge.passing());
        stage.router(1).manner(Manner.REFUSE);
        stage.run(Duration.ofSeconds(61));
        stage.router(1).manner(Manner.APPLY);
        stage.run(SECOND.multipliedBy(2));

        assertThat(stage.state()).isEqualTo("holding");
        assertThat(stage.share(0)).isEqualTo(percent(1));
        assertThat(stage.share(1)).isEqualTo(percent(1));
    }

    @Test
    void aShareThatAnotherHandSetIsSeenWithinOnePoll() {
        var stage = Stage.bakingAtOnePercent();
        stage.meddle(0, percent(7));
        stage.run(Pace.DEFAULT.read().plusMillis(10));

        assertThat(stage.state()).isEqualTo("holding");
        assertThat(stage.told(Notice.Kind.HELD).get(0)).contains("another hand", "7%");
    }

    @Test
    void aNewProcessRaisesNothingAndCountsWhatMayBeUnderWay() {
        var stage = Stage.bakingAtOnePercent();
        stage.says(FakeJudge.passing());
        stage.run(SECOND.multipliedBy(59));
        stage.router(0).manner(Manner.LOSE_WRITE).delay(Duration.ofMillis(900));
        stage.router(1).manner(Manner.LOSE_WRITE).delay(Duration.ofMillis(900));
        stage.run(Duration.ofMillis(500));
        assertThat(stage.state()).isEqualTo("shifting");
        stage.kill();
        stage.router(0).delay(Duration.ofMillis(1));
        stage.router(1).delay(Duration.ofMillis(1));
        stage.restart(SECOND);
        int writes = stage.writes();

        for (int second = 0; second < 60; second++) {
            stage.run(SECOND);
            assertThat(stage.writes()).isEqualTo(writes);
            assertThat(stage.reactor.cutover().node(0).ceiling()).isEqualTo(percent(50));
        }
    }

    private static AchievedShare percent(int percent) {
        return Share.ofPercent(percent).exactly();
    }
}
