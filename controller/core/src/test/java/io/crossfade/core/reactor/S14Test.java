package io.crossfade.core.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.core.analysis.FakeJudge;
import io.crossfade.core.machine.Ending;
import io.crossfade.core.machine.Notice;
import io.crossfade.core.machine.Plans;
import io.crossfade.core.plan.AchievedShare;
import io.crossfade.core.plan.Reaction;
import io.crossfade.core.plan.Share;
import io.crossfade.core.port.Reading;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Missing or contradictory data never advances a cutover and is never by itself a failure. */
class S14Test {

    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    void silenceHolds() {
        var stage = Stage.bakingAtOnePercent();
        stage.says(FakeJudge.silent());
        stage.run(SECOND);

        assertThat(stage.state()).isEqualTo("holding");
    }

    @Test
    void silenceRollsBackWhereThePlanSaysSo() {
        var stage = new Stage(Plans.with(Plans.policies(Reaction.ROLLBACK, Reaction.ROLLBACK)));
        stage.run(SECOND);
        stage.says(FakeJudge.silent());
        stage.run(Duration.ofMinutes(1));

        assertThat(stage.ending()).contains(Ending.ROLLED_BACK);
    }

    @Test
    void aNodeThatCannotBeReadStopsTheShiftAndNothingElse() {
        var stage = Stage.bakingAtOnePercent();
        stage.says(FakeJudge.passing());
        stage.router(0).unreadable(true);
        stage.run(Duration.ofMinutes(2));
        assertThat(stage.state()).isEqualTo("baking");
        assertThat(stage.told(Notice.Kind.WARNING)).hasSize(1);

        stage.router(0).unreadable(false);
        stage.run(Duration.ofSeconds(2));

        assertThat(stage.share(0)).isEqualTo(percent(50));
    }

    @Test
    void doubtsOfAReadingHold() {
        var stage = Stage.bakingAtOnePercent();
        var shown = stage.router(0).shown();
        stage.router(0)
                .shows(new Reading(
                        shown.share(), shown.incarnation(), false, 2, 2, 0, 0, List.of("map file holds 3%")));
        stage.run(SECOND);

        assertThat(stage.state()).isEqualTo("holding");
        assertThat(stage.told(Notice.Kind.HELD).get(0)).contains("map file holds 3%");
    }

    private static AchievedShare percent(int percent) {
        return Share.ofPercent(percent).exactly();
    }
}
