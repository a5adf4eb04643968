package io.crossfade.core.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.core.analysis.Assessment;
import io.crossfade.core.analysis.Judges;
import io.crossfade.core.analysis.Wealth;
import io.crossfade.core.machine.Event;
import io.crossfade.core.machine.Plans;
import io.crossfade.core.machine.Recovery;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EvidenceMarkTest {

    private static Assessment undecided(double value) {
        return new Assessment(
                List.of(),
                List.of("not enough yet"),
                Optional.empty(),
                Optional.empty(),
                List.of(new Wealth("error-rate/limit", value)));
    }

    private static List<Double> recorded(Stage stage) {
        return stage.journal.entries().stream()
                .filter(entry -> entry.event() instanceof Event.Evaluated)
                .flatMap(entry -> ((Event.Evaluated) entry.event()).assessment().wealth().stream())
                .map(Wealth::value)
                .toList();
    }

    @Test
    void evidenceThatMovesFarIsRecordedThoughItDecidesNothingAndSurvivesTheProcess() {
        var stage = Stage.bakingAtOnePercent();
        stage.says(undecided(50));
        stage.run(Duration.ofSeconds(6));
        assertThat(recorded(stage)).containsExactly(50.0);
        stage.killAndRestart();

        var wealth = Recovery.wealth(stage.journal.entries());
        var resumed = Judges.resuming(Plans.twoNodes(), Duration.ZERO, wealth);

        assertThat(resumed.assess(0).wealth()).containsExactly(new Wealth("error-rate/limit", 50));
    }

    @Test
    void evidenceThatMovesLittleIsNotRecorded() {
        var stage = Stage.bakingAtOnePercent();
        stage.says(undecided(3.9));
        stage.run(Duration.ofSeconds(20));
        stage.says(undecided(0.3));
        stage.run(Duration.ofSeconds(20));

        assertThat(recorded(stage)).isEmpty();
        assertThat(Recovery.wealth(stage.journal.entries())).isEmpty();
    }

    @Test
    void evidenceThatSwingsIsRecordedOnceInFiveSecondsAtMost() {
        var stage = Stage.bakingAtOnePercent();
        for (int i = 0; i < 50; i++) {
            stage.says(undecided(i % 2 == 0 ? 0.1 : 80));
            stage.run(Duration.ofSeconds(1));
        }

        assertThat(recorded(stage)).hasSizeBetween(5, 10);
    }
}
