package io.crossfade.core.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfidenceSequenceTest {

    private static final double ALPHA = 0.01;

    @ParameterizedTest
    @CsvSource({
        "0, 100, 0.000000, 0.072084",
        "3, 1000, 0.000071, 0.016284",
        "10, 1000, 0.001960, 0.028630",
        "50, 1000, 0.026771, 0.083092"
    })
    void boundsAreTheReferenceValuesToTheirPrintedDigits(long k, long n, double lower, double upper) {
        assertThat(ConfidenceSequence.lower(k, n, ALPHA)).isEqualTo(lower, within(0.5e-6));
        assertThat(ConfidenceSequence.upper(k, n, ALPHA)).isEqualTo(upper, within(0.5e-6));
    }

    @ParameterizedTest
    @CsvSource({"0,1,0.5", "3,3,0.01", "0,100,0.05", "3,1000,0.001", "50,1000,0.02", "700,60000,0.01", "5,5,0.99"})
    void wealthIsTheProductOfTheOddsOfOneRequestAfterTheOther(long k, long n, double p) {
        // The Jeffreys mixture is a sequence of bets: after i failures and j successes the next one fails with
        // probability (i + 1/2) / (i + j + 1). Summing their logarithms needs no beta function.
        double expected = 0;
        for (long i = 0; i < k; i++) {
            expected += Math.log((i + 0.5) / (i + 1) / p);
        }
        for (long j = 0; j < n - k; j++) {
            expected += Math.log((j + 0.5) / (k + j + 1) / (1 - p));
        }

        assertThat(ConfidenceSequence.logWealth(k, n, p)).isEqualTo(expected, within(1e-9));
    }

    @Test
    void aRateIsShownAboveALineExactlyWhereItsLowerBoundIs() {
        double lower = ConfidenceSequence.lower(10, 1000, ALPHA);

        assertThat(ConfidenceSequence.isAbove(10, 1000, lower - 1e-9, ALPHA)).isTrue();
        assertThat(ConfidenceSequence.isAbove(10, 1000, lower + 1e-9, ALPHA)).isFalse();
    }

    @Test
    void aRateIsShownBelowALineExactlyWhereItsUpperBoundIs() {
        double upper = ConfidenceSequence.upper(10, 1000, ALPHA);

        assertThat(ConfidenceSequence.isBelow(10, 1000, upper + 1e-9, ALPHA)).isTrue();
        assertThat(ConfidenceSequence.isBelow(10, 1000, upper - 1e-9, ALPHA)).isFalse();
        assertThat(ConfidenceSequence.isAbove(10, 1000, upper + 1e-9, ALPHA)).isFalse();
    }

    @Test
    void nothingIsShownOfNothing() {
        assertThat(ConfidenceSequence.logWealth(0, 0, 0.01)).isEqualTo(0, within(1e-12));
        assertThat(ConfidenceSequence.isAbove(0, 0, 0.01, ALPHA)).isFalse();
        assertThat(ConfidenceSequence.isBelow(0, 0, 0.01, ALPHA)).isFalse();
    }

    @Test
    void allOrNoneFailingLeavesOneEndOpen() {
        assertThat(ConfidenceSequence.lower(0, 50, ALPHA)).isZero();
        assertThat(ConfidenceSequence.upper(50, 50, ALPHA)).isEqualTo(1);
    }
}
