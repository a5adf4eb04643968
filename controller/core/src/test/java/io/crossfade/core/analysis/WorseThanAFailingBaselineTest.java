package io.crossfade.core.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.core.plan.Guard;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Both clusters are over the limit for one request in twelve, as on a machine that has too much to do, and then the
 * candidate is far worse.
 */
class WorseThanAFailingBaselineTest {

    private static final int RUNS = 8;
    private static final double OF_BOTH = 0.08;

    /** One in twelve of the stream's requests takes longer. */
    private static final Guard LIMIT = Plans.latency(0.99, Duration.ofMillis(61));

    @ParameterizedTest
    @CsvSource({"1, 1000, 0", "10, 100, 5", "10, 100, 60", "10, 20, 30", "50, 100, 60", "10, 1000, 300"})
    void aCandidateThatIsTenTimesSlowerIsFoundThoughTheBaselineIsOverTheLimitToo(
            int percent, double perSecond, int before) {
        double byLimit = median(LIMIT, percent, perSecond, before);
        double byComparison = median(Plans.relativeLatency(0.99, 0.25), percent, perSecond, before);
        System.out.printf(
                "10 times slower, both slow for %d s, %d %% of %.0f a second: after %.0f requests of the candidate,"
                        + " %.0f by comparison%n",
                before, percent, perSecond, byLimit, byComparison);

        assertThat(byLimit).isLessThan(2 * byComparison + 10);
    }

    @ParameterizedTest
    @CsvSource({"1, 1000, 0", "10, 100, 5", "10, 100, 60", "10, 20, 30", "50, 100, 60", "10, 1000, 300"})
    void aCandidateThatIsDownIsFoundThoughTheBaselineIsOverTheLimitToo(int percent, double perSecond, int before) {
        double byLimit = median(Plans.errors(0.01), percent, perSecond, before);
        double byComparison = median(Plans.relativeErrors(0.005), percent, perSecond, before);
        System.out.printf(
                "down, both failing for %d s, %d %% of %.0f a second: after %.0f requests of the candidate, %.0f by"
                        + " comparison%n",
                before, percent, perSecond, byLimit, byComparison);

        assertThat(byLimit).isLessThan(30);
        assertThat(byComparison).isLessThan(30);
    }

    @Test
    void aHistoryOfFailuresOfBothLeavesMoneyForAFaultThatBeginsLate() {
        for (int seed = 0; seed < RUNS; seed++) {
            var stream = new Stream(Plans.of(1, Plans.relativeErrors(0.005)), seed, 1000, 10)
                    .twoBaselines()
                    .rates(at -> OF_BOTH, at -> at < 300 ? OF_BOTH : 0.5);
            // Fewer than 300 of its requests; the evidence of one is a third of a nat.
            assertThat(stream.until(360)).as("seed %d", seed).isBetween(300.0, 303.0);
        }
    }

    @Test
    void aFaultOfBothFromTheStartRollsNothingBack() {
        int rolledBack = 0;
        for (int seed = 0; seed < 60; seed++) {
            var stream = new Stream(Plans.of(1, LIMIT), seed, 100, 10).twoBaselines();
            rolledBack += stream.until(60) < 60 ? 1 : 0;
        }
        // One in a hundred is allowed: four or more of 60 happen by chance once in 300 times even then.
        assertThat(rolledBack).isLessThan(4);
    }

    /** How many requests the candidate gets from the fault to the rollback. */
    private static double median(Guard guard, int percent, double perSecond, int before) {
        double[] found = new double[RUNS];
        for (int seed = 0; seed < RUNS; seed++) {
            var stream = new Stream(Plans.of(1, guard), seed, perSecond, percent).twoBaselines();
            if (guard instanceof Guard.Latency) {
                stream.slowness(at -> at < before ? 1 : 10);
            } else {
                stream.rates(at -> OF_BOTH, at -> at < before ? OF_BOTH : 1);
            }
            found[seed] = (stream.until(before + 60) - before) * perSecond * percent / 100;
        }
        Arrays.sort(found);
        return (found[RUNS / 2 - 1] + found[RUNS / 2]) / 2;
    }
}
