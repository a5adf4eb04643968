package io.crossfade.core.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.core.analysis.FakeJudge;
import io.crossfade.core.analysis.Traffic;
import io.crossfade.core.machine.Event;
import io.crossfade.core.machine.Notice.Kind;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** At its start each step says what it needs and how long that takes. */
class ForetellingTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    void eachStepIsForetoldOnceAtItsStart() {
        var stage = Stage.twoNodes();
        stage.judge.traffic(new Traffic(1000, 0.001));
        stage.run(SECOND);
        assertThat(stage.told(Kind.FORECAST))
                .containsExactly("step 1 needs 300 requests of the candidate to pass (error-rate 300), about 30 s at"
                        + " 10.00 a second");

        stage.says(FakeJudge.passing());
        stage.run(SECOND.multipliedBy(62));
        assertThat(stage.told(Kind.FORECAST)).hasSize(2);
        assertThat(stage.told(Kind.FORECAST).get(1)).startsWith("step 2 needs 300");
        assertThat(stage.told(Kind.WARNING)).isEmpty();
    }

    @Test
    void tooLittleTrafficIsWarnedOf() {
        var stage = Stage.twoNodes();
        stage.judge.traffic(new Traffic(10, 0.001));
        stage.run(SECOND);

        assertThat(stage.told(Kind.WARNING)).singleElement().asString().contains("step 1 can NOT pass", "about 18 ");
    }

    @Test
    void unknownTrafficIsWaitedForAndThenSaidToBeUnknown() {
        var stage = Stage.bakingAtOnePercent();
        assertThat(stage.told(Kind.FORECAST)).isEmpty();
        stage.run(SECOND.multipliedBy(4));

        assertThat(stage.told(Kind.FORECAST)).singleElement().asString().endsWith("no requests seen yet");
    }

    @Test
    void aStepThatIsOverIsNotForetold() {
        var stage = Stage.bakingAtOnePercent();
        stage.submit(new Event.RollbackRequested(false, "smell"));
        stage.run(SECOND.multipliedBy(60));

        assertThat(stage.told(Kind.FORECAST)).isEmpty();
    }
}
