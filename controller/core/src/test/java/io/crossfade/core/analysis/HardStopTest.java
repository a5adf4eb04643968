package io.crossfade.core.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.core.port.Outcome;
import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class HardStopTest {

    @Test
    void fiveFailuresInARowStop() {
        var stop = new HardStop();
        stop.candidate(4, 0);
        assertThat(stop.isOn()).isFalse();
        stop.candidate(1, 0);
        assertThat(stop.isOn()).isTrue();
        stop.candidate(0, 1);
        assertThat(stop.isOn()).isFalse();
    }

    @Test
    void aLongFaultOfBothIsNeverTakenForOneOfTheCandidate() {
        var random = new SplittableRandom(3);
        for (double share : new double[] {0.01, 0.5, 0.9}) {
            var plan = Plans.of(1, Plans.errors(0.01));
            var world = new World(plan, new SequentialJudge(plan, Duration.ZERO)).expose(Math.round(share * 100), 100);
            int streaks = 0;
            for (int i = 0; i < 100_000; i++) {
                boolean candidate = random.nextDouble() < share;
                world.requests(
                        candidate ? world.y : world.x, 1, random.nextDouble() < 0.3 ? Outcome.FAILED : Outcome.OK, 1);
                if (world.judge.crossed()) {
                    streaks += world.assess().failing().isPresent() ? 1 : 0;
                }
            }
            assertThat(streaks).as("at a share of %s", share).isZero();
        }
    }

    @Test
    void whereFailuresComeTogetherAStreakTakesAsManyMore() {
        var stop = new HardStop();
        stop.weaken(1 / 7.5);
        stop.candidate(37, 0);
        assertThat(stop.isOn()).isFalse();
        stop.candidate(1, 0);
        assertThat(stop.isOn()).isTrue();
        stop.weaken(1);
        stop.candidate(0, 1);
        stop.candidate(5, 0);
        assertThat(stop.isOn()).isTrue();
    }
}
