package io.crossfade.core.analysis.sequential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CountersTestTest {

    private static final Tolerance POINTS = new Tolerance(1.5, 0.005);
    private static final Horizon HOUR_OF_TICKS = new Horizon(3_600, 1);

    @ParameterizedTest
    @CsvSource({"950, 50, 1, 2, 10, 3.4959694406", "950, 50, 30, 9, 3, 6.2829799657", "500, 500, 0, 7, 4, 3.2976079899"
    })
    void theFactorOfATickIsTheReferenceValue(long nX, long nY, long kX, long kY, double psi, double log) {
        assertThat(CountersTest.logFactor(nX, nY, kX, kY, psi, 1)).isEqualTo(log, within(0.6e-9));
    }

    @Test
    void theFactorIsExpectedToBeOneHoweverManyFail() {
        for (long failed : new long[] {1, 3, 40, 75, 100, 119}) {
            double expected = 0;
            for (long kY = Math.max(0, failed - 100); kY <= Math.min(20, failed); kY++) {
                double probability = choose(20, kY) * choose(100, failed - kY) / choose(120, failed);
                expected += probability * Math.exp(CountersTest.logFactor(100, 20, failed - kY, kY, 5, 1));
            }
            assertThat(expected).as("%s failed", failed).isEqualTo(1, within(1e-9));
        }
    }

    @Test
    void aCandidateThatFailsMoreOftenIsToldWithinSeconds() {
        CountersTest test =
                new CountersTest(Tolerance.COMMON_MODE, Baseline.unknown(), Stake.ONE_STRETCH, HOUR_OF_TICKS);
        SplittableRandom random = new SplittableRandom(1);
        int ticks = 0;
        while (test.wealth() < 100) {
            ticks++;
            test.observe(950, 50, failed(random, 950, 0.001), failed(random, 50, 0.05));
        }

        assertThat(ticks).isLessThan(8);
    }

    @Test
    void aFaultOfBothClustersBringsNothing() {
        CountersTest test =
                new CountersTest(Tolerance.COMMON_MODE, Baseline.unknown(), Stake.ONE_STRETCH, HOUR_OF_TICKS);
        SplittableRandom random = new SplittableRandom(2);
        double most = 0;
        for (int tick = 0; tick < 3_600; tick++) {
            double rate = tick % 60 < 20 ? 0.5 : 0.001;
            most = Math.max(most, test.observe(950, 50, failed(random, 950, rate), failed(random, 50, rate)));
        }

        assertThat(most).isLessThan(100);
    }

    @Test
    void countersAsLargeAsTheyComeStayFinite() {
        CountersTest test = new CountersTest(Tolerance.NONE, Baseline.unknown(), Stake.ONE_STRETCH, HOUR_OF_TICKS);
        for (int tick = 0; tick < 10; tick++) {
            test.observe(100_000_000, 100_000_000, 0, 100_000_000);
        }

        assertThat(test.wealth()).isFinite().isGreaterThan(1e200);
    }

    @Test
    void aPollIsExpectedToBringNothingWhereTheToleranceIsUsedUp() {
        for (double pX : new double[] {0, 0.0003, 0.001, 0.003, 0.01, 0.1, 0.5}) {
            double pY = POINTS.limit(pX);
            double expected = 0;
            for (int kX = 0; kX <= 40; kX++) {
                for (int kY = 0; kY <= 10; kY++) {
                    expected += binomial(40, kX, pX) * binomial(10, kY, pY) * wealthAfter(kX, kY);
                }
            }
            assertThat(expected).as("baseline fails %s", pX).isLessThan(1 + 1e-9);
        }
    }

    @Test
    void norDoesAPollInWhichAFaultOfBothBursts() {
        for (int burst = 0; burst <= 50; burst += 5) {
            double expected = 0;
            for (int inBurst = Math.max(0, burst - 40); inBurst <= Math.min(10, burst); inBurst++) {
                double share = choose(10, inBurst) * choose(40, burst - inBurst) / choose(50, burst);
                for (int more = 0; more <= 10 - inBurst; more++) {
                    expected += share
                            * binomial(10 - inBurst, more, POINTS.points())
                            * wealthAfter(burst - inBurst, inBurst + more);
                }
            }
            assertThat(expected).as("%s of 50 fail", burst).isLessThan(1 + 1e-9);
        }
    }

    @Test
    void onTheBoundaryFewerThanOneInAHundredCrossHoweverOftenTheyAreLookedAt() {
        SplittableRandom random = new SplittableRandom(4);
        int crossed = 0;
        for (int run = 0; run < 200; run++) {
            CountersTest test = new CountersTest(POINTS, Baseline.unknown(), Stake.STEPS, HOUR_OF_TICKS);
            boolean over = false;
            for (int poll = 0; poll < 500 && !over; poll++) {
                int nY = 5 + random.nextInt(20);
                over = test.observe(100, nY, failed(random, 100, 0.001), failed(random, nY, 0.0065)) >= 100;
            }
            crossed += over ? 1 : 0;
        }

        assertThat(crossed).isLessThanOrEqualTo(2);
    }

    @Test
    void aCandidateBeyondItsPointsIsToldAsSoonAsByItsSingleRequests() {
        SplittableRandom random = new SplittableRandom(5);
        long byPolls = 0;
        long byRequests = 0;
        for (int run = 0; run < 100; run++) {
            CountersTest polls = new CountersTest(POINTS, Baseline.unknown(), Stake.STEPS, HOUR_OF_TICKS);
            while (polls.wealth() < 100) {
                polls.observe(95, 5, failed(random, 95, 0.001), failed(random, 5, 0.05));
                byPolls += 5;
            }
            var requests = new RelativeErrorTest(POINTS, Baseline.unknown(), Stake.STEPS, new Horizon(400_000, 100));
            requests.share(0.05);
            while (requests.wealth() < 100) {
                boolean candidate = random.nextDouble() < 0.05;
                requests.observe(candidate, random.nextDouble() < (candidate ? 0.05 : 0.001));
                byRequests += candidate ? 1 : 0;
            }
        }

        assertThat(byPolls).isLessThan(byRequests * 3 / 2);
    }

    private static double wealthAfter(long kX, long kY) {
        return new CountersTest(POINTS, Baseline.unknown(), Stake.STEPS, HOUR_OF_TICKS).observe(40, 10, kX, kY);
    }

    private static double binomial(int n, int k, double p) {
        return choose(n, k) * Math.pow(p, k) * Math.pow(1 - p, n - k);
    }

    private static long failed(SplittableRandom random, int requests, double rate) {
        long failed = 0;
        for (int i = 0; i < requests; i++) {
            failed += random.nextDouble() < rate ? 1 : 0;
        }
        return failed;
    }

    private static double choose(long n, long k) {
        double product = 1;
        for (long i = 1; i <= k; i++) {
            product = product * (n - k + i) / i;
        }
        return product;
    }
}
