package io.crossfade.core.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.core.plan.Guard;
import io.crossfade.core.plan.Plan;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the sequential judge does over seeded runs of random traffic; whole tables are printed by the simulations. */
class SequentialSimulationTest {

    private static final Plan STRICT =
            Plans.of(1, new Guard.ErrorRate("errors", Optional.empty(), Optional.of(0.0), 1, 300, false));

    private static final Plan FOUR_LIMITS = Plans.of(
            1,
            new Guard.ErrorRate("errors", Optional.of(0.01), Optional.of(0.002), 300, false),
            new Guard.Latency("latency", 0.99, Optional.of(Duration.ofMillis(800)), Optional.of(0.25), 300, false));

    @Test
    void aHigherFailingRateIsFoundCloseToTheLeastThatAnyTestNeeds() {
        // The least in the mean, by ln(1/alpha) over the information of a request: 375 and 41.4 of the candidate's.
        assertThat(requestsToFind(0.01, 120)).isLessThan(1.7 * 375);
        assertThat(requestsToFind(0.05, 200)).isLessThan(1.8 * 41.4);
    }

    @Test
    void aFaultAfterTenHealthyMinutesIsNotBuriedUnderThem() {
        // The least is 41.4 requests; a test without slots needs eleven times as many by then. Few runs, so the mean
        // may be off.
        double sum = 0;
        int runs = 6;
        for (int seed = 0; seed < runs; seed++) {
            var stream = new Stream(STRICT, seed, 1000, 5).rates(at -> 0.001, at -> at < 600 ? 0.001 : 0.05);
            double found = stream.until(660);
            assertThat(found).isBetween(600.0, 659.0);
            sum += (found - 600) * 50;
        }
        System.out.printf("5 %% after ten healthy minutes: %.0f requests of the candidate%n", sum / runs);
        assertThat(sum / runs).isLessThan(6 * 41.4);
    }

    @Test
    void goodCandidatesWithLittleTrafficAreNotRolledBack() {
        int rolledBack = 0;
        int runs = 40;
        for (int seed = 0; seed < runs; seed++) {
            var stream = new Stream(FOUR_LIMITS, seed, 10, 50).rates(at -> 0.001, at -> 0.001);
            rolledBack += stream.until(1800) < 1800 ? 1 : 0;
        }
        System.out.printf("good, 5 requests a second, half an hour: %d of %d rolled back%n", rolledBack, runs);
        // One in a hundred is allowed: three or more of 40 happen by chance once in 130 times even then.
        assertThat(rolledBack).isLessThan(3);
    }

    @Test
    void goodCandidatesOverStepsOfRisingShareAreNotRolledBack() {
        int rolledBack = 0;
        int runs = 20;
        for (int seed = 0; seed < runs; seed++) {
            var stream = new Stream(FOUR_LIMITS, seed, 300, 1).rates(at -> 0.002, at -> 0.002);
            for (int percent : new int[] {1, 5, 20, 50, 95, 100}) {
                rolledBack += stream.share(percent).until(60) < 60 ? 1 : 0;
            }
        }
        System.out.printf("good, 1 to 100 %% in six steps: %d of %d rolled back%n", rolledBack, runs);
        assertThat(rolledBack).isLessThan(3);
    }

    @Test
    void outagesOfBothAreHeldAtEveryShare() {
        for (int percent : new int[] {1, 20, 50}) {
            int rolledBack = 0;
            int told = 0;
            for (int seed = 0; seed < 40; seed++) {
                var stream = new Stream(FOUR_LIMITS, seed, 500, percent)
                        .rates(SequentialSimulationTest::outage, SequentialSimulationTest::outage);
                rolledBack += stream.until(45) < 45 ? 1 : 0;
                told += stream.commonMode ? 1 : 0;
            }
            System.out.printf(
                    "both at 50 %% for 20 s at %d %%: %d of 40 rolled back, %d held%n", percent, rolledBack, told);
            assertThat(rolledBack).as("rolled back at %d %%", percent).isLessThanOrEqualTo(1);
            assertThat(told).as("held at %d %%", percent).isGreaterThanOrEqualTo(39);
        }
    }

    @Test
    void aCutoverThatIsHeldForHoursIsStillWatched() {
        var stream = new Stream(FOUR_LIMITS, 1, 50, 50).rates(at -> 0.001, at -> at < 14_400 ? 0.001 : 0.1);

        assertThat(stream.until(14_500)).isBetween(14_400.0, 14_440.0);
    }

    @Test
    void aShareThatIsToldBeforeItIsInForceIsNoEvidence() {
        var stream = new Stream(FOUR_LIMITS, 1, 1000, 1);
        stream.until(30);
        stream.world.expose(50, 100);

        assertThat(stream.until(30)).isEqualTo(30);
    }

    private static double outage(double at) {
        return at > 20 && at < 40 ? 0.5 : 0.001;
    }

    private static double requestsToFind(double rate, int runs) {
        long requests = 0;
        for (int seed = 0; seed < runs; seed++) {
            var stream = new Stream(STRICT, seed, 1000, 5).rates(at -> 0.001, at -> rate);
            assertThat(stream.until(600)).isLessThan(600);
            requests += stream.requestsOfCandidate;
        }
        System.out.printf("%s of the candidate's requests fail: found after %d of them%n", rate, requests / runs);
        return (double) requests / runs;
    }
}
