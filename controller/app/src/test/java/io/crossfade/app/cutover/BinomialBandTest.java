package io.crossfade.app.cutover;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class BinomialBandTest {

    @Test
    void theBandOfAFairCoinIsWhatCountingGives() {
        // 2^-20 for none of 20, 21 * 2^-20 for at most one, 211 * 2^-20 = 2.0e-4 for at most two.
        assertThat(BinomialBand.of(20, 0.5)).isEqualTo(new BinomialBand(2, 18));
    }

    @Test
    void theBandOfARareShareIsWiderAboveThanBelow() {
        var band = BinomialBand.of(6000, 0.01);

        assertThat(band.low()).isBetween(32L, 36L);
        assertThat(band.high()).isBetween(90L, 94L);
        assertThat(band.holds(60)).isTrue();
        assertThat(band.holds(band.low() - 1)).isFalse();
        assertThat(band.holds(band.high() + 1)).isFalse();
    }

    @Test
    void nothingAndEverythingLeaveNoRoom() {
        assertThat(BinomialBand.of(500, 0)).isEqualTo(new BinomialBand(0, 0));
        assertThat(BinomialBand.of(500, 1)).isEqualTo(new BinomialBand(500, 500));
    }
}
