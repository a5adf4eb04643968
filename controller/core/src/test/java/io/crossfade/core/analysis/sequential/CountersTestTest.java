package io.crossfade.core.analysis.sequential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CountersTestTest {

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
        CountersTest test = new CountersTest(1.1, Stake.ONE_STRETCH, HOUR_OF_TICKS);
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
        CountersTest test = new CountersTest(1.1, Stake.ONE_STRETCH, HOUR_OF_TICKS);
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
        CountersTest test = new CountersTest(1, Stake.ONE_STRETCH, HOUR_OF_TICKS);
        for (int tick = 0; tick < 10; tick++) {
            test.observe(100_000_000, 100_000_000, 0, 100_000_000);
        }

        assertThat(test.wealth()).isFinite().isGreaterThan(1e200);
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
