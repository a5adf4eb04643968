package io.crossfade.simulations.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class DiceTest {

    /** The first numbers of SplitMix64 from seed 1234567, as its authors' reference program in C prints them. */
    @Test
    void theNumbersAreThoseOfSplitMix64() {
        var dice = new Dice(1234567);

        assertThat(dice.bits()).isEqualTo(6457827717110365317L);
        assertThat(dice.bits()).isEqualTo(3203168211198807973L);
        assertThat(Long.toUnsignedString(dice.bits())).isEqualTo("9817491932198370423");
    }

    @Test
    void eachPurposeHasDiceOfItsOwn() {
        assertThat(Dice.of(1, "a").bits())
                .isEqualTo(Dice.of(1, "a").bits())
                .isNotEqualTo(Dice.of(1, "b").bits())
                .isNotEqualTo(Dice.of(2, "a").bits());
    }

    @Test
    void aLogNormalLatencyHasItsMedianAndItsTail() {
        var latency = Quantiles.logNormal(20, 120);

        assertThat(latency.at(0.5)).isCloseTo(20, within(0.01));
        assertThat(latency.at(0.99)).isCloseTo(120, within(0.1));
        assertThat(latency.at(0.01)).isCloseTo(20 * 20 / 120.0, within(0.01));
        // The tail beyond the table: the normal quantile of 0.99999 is 4.2649.
        assertThat(latency.at(0.99999)).isCloseTo(20 * Math.pow(6, 4.26489 / 2.32635), within(1.0));
    }

    @Test
    void independentArrivalsHaveTheRateAndTheSpreadOfPoisson() {
        var arrivals = new RatedArrivals(nanos -> 50, true, new Dice(1));
        int[] perSecond = new int[2000];
        for (long at = arrivals.next(); at < 2000e9; at = arrivals.next()) {
            perSecond[(int) (at / 1_000_000_000L)]++;
        }
        double mean = java.util.Arrays.stream(perSecond).average().orElseThrow();
        double variance = java.util.Arrays.stream(perSecond)
                .mapToDouble(count -> (count - mean) * (count - mean))
                .average()
                .orElseThrow();

        // Six standard errors: sqrt(50 / 2000) and 50 * sqrt(2 / 2000).
        assertThat(mean).isCloseTo(50, within(0.95));
        assertThat(variance).isCloseTo(50, within(9.5));
    }

    @Test
    void evenArrivalsFollowTheRate() {
        var arrivals = new RatedArrivals(nanos -> nanos < 1_000_000_000L ? 10 : 100, false, new Dice(1));
        int count = 0;
        while (arrivals.next() < 1_999_000_000L) {
            count++;
        }

        assertThat(count).isBetween(108, 110);
    }

    @Test
    void whereNothingComesForDaysNothingWill() {
        assertThat(new RatedArrivals(nanos -> 0, true, new Dice(1)).next()).isEqualTo(Arrivals.NEVER);
    }
}
