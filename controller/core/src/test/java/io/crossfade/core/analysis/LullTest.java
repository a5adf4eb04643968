package io.crossfade.core.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LullTest {

    /** How many of the baseline's requests come in a lull, as a fraction, where the candidate has {@code real}. */
    private static double inLull(double settled, double real) {
        var random = new SplittableRandom(7);
        var lull = new Lull();
        lull.share(settled);
        int late = 0;
        int baseline = 0;
        for (int i = 0; i < 100_000; i++) {
            boolean candidate = random.nextDouble() < real;
            late += lull.observe(candidate) ? 1 : 0;
            baseline += candidate ? 0 : 1;
        }
        return (double) late / baseline;
    }

    @Test
    void whileAnswersComeAtTheirShareHardlyAnyAreInALull() {
        for (double share : new double[] {0.01, 0.05, 0.5, 0.9}) {
            assertThat(inLull(share, share)).as("at a share of %s", share).isLessThan(0.06);
        }
    }

    @Test
    void whileOneOfTwoServersPausesNearlyAllAre() {
        assertThat(inLull(0.5, 1 / 3.0)).isGreaterThan(0.9);
    }

    @Test
    void aClusterThatIsAlreadySilentIsInALullSoon() {
        var lull = new Lull();
        lull.share(0.5);
        int before = 0;
        while (!lull.observe(false)) {
            before++;
        }

        assertThat(before).isLessThan(15);
    }

    @Test
    void withoutAShareThereIsNone() {
        assertThat(inLull(0, 0)).isZero();
        assertThat(inLull(1, 0.5)).isZero();
    }
}
