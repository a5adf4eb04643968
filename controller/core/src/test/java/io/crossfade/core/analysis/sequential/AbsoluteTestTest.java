package io.crossfade.core.analysis.sequential;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class AbsoluteTestTest {

    private static final double LINE = 100;
    private static final Horizon HOUR = new Horizon(3.6e6, 1_000);

    @Test
    void aRateTwiceItsLimitIsToldCloseToTheTheory() {
        SplittableRandom random = new SplittableRandom(1);
        long requests = 0;
        int runs = 200;
        for (int run = 0; run < runs; run++) {
            AbsoluteTest test = new AbsoluteTest(0.01, Stake.ONE_STRETCH, HOUR.part(0.05));
            do {
                requests++;
            } while (test.observe(random.nextDouble() < 0.02) < LINE);
        }
        double limit = Math.log(LINE) / (0.02 * Math.log(2) + 0.98 * Math.log(0.98 / 0.99));

        assertThat(limit).isBetween(1_176.0, 1_178.0);
        assertThat(requests / (runs * limit)).isBetween(1.2, 1.65);
    }

    @Test
    void aFaultOfBothClustersDoesNotCrossTheGatedLimit() {
        SplittableRandom random = new SplittableRandom(2);
        GatedAbsolute gated = gated();
        gated.share(0.05, HOUR);
        double most = 0;
        for (int i = 0; i < 200_000; i++) {
            double rate = i >= 50_000 && i < 100_000 ? 0.5 : 0.001;
            most = Math.max(most, gated.observe(random.nextDouble() < 0.05, random.nextDouble() < rate));
        }

        assertThat(gated.ungated()).isGreaterThan(LINE);
        assertThat(most).isLessThan(LINE);
    }

    @Test
    void aFaultOfTheCandidateAloneCrossesTheGatedLimit() {
        SplittableRandom random = new SplittableRandom(3);
        GatedAbsolute gated = gated();
        gated.share(0.05, HOUR);
        int candidates = 0;
        double wealth = 0;
        while (wealth < LINE) {
            boolean isCandidate = random.nextDouble() < 0.05;
            candidates += isCandidate ? 1 : 0;
            wealth = gated.observe(isCandidate, random.nextDouble() < (isCandidate ? 1 : 0.001));
        }

        assertThat(candidates).isBetween(2, 4);
    }

    @Test
    void withoutABaselineTheLimitActsAlone() {
        GatedAbsolute gated = gated();
        gated.share(1, HOUR);
        int requests = 0;
        double wealth = 0;
        while (wealth < LINE) {
            requests++;
            wealth = gated.observe(true, true);
        }

        assertThat(requests).isBetween(2, 3);
    }

    @Test
    void whatAFaultOfBothBroughtTheLimitBeforeDoesNotCountWhenItActsAlone() {
        GatedAbsolute gated = gated();
        gated.share(0.5, HOUR);
        for (int i = 0; i < 1_000; i++) {
            gated.observe(i % 2 == 0, true);
        }
        gated.share(1, HOUR);
        gated.observe(true, false);

        assertThat(gated.ungated()).isGreaterThan(1e9);
        assertThat(gated.wealth()).isLessThanOrEqualTo(1);
    }

    @Test
    void aResumedTestGoesOnWithItsWealth() {
        GatedAbsolute first = gated();
        first.share(0.05, HOUR);
        GatedAbsolute resumed = gated();
        resumed.resume(0.25);
        resumed.share(0.05, HOUR);
        for (int i = 0; i < 3; i++) {
            first.observe(true, true);
            resumed.observe(true, true);
        }

        assertThat(resumed.wealth()).isGreaterThan(1).isEqualTo(first.wealth() / 4);
    }

    private static GatedAbsolute gated() {
        return new GatedAbsolute(0.02, Baseline.of(20_000, 20), Stake.ONE_STRETCH, HOUR);
    }
}
