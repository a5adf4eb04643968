package io.crossfade.core.analysis.sequential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShareTestTest {

    @ParameterizedTest
    @CsvSource({"970, 30, 0.05, 3.37395960", "900, 100, 0.05, 17.59793880", "5400, 4600, 0.5, 29.40949279"})
    void evidenceIsTheReferenceValueToItsPrintedDigits(long baseline, long candidate, double share, double log) {
        assertThat(ShareTest.logExact(baseline, candidate, share)).isEqualTo(log, within(0.6e-8));

        ShareTest exact = new ShareTest(0);
        exact.share(share);
        exact.observe(baseline, candidate);
        assertThat(exact.logWealth()).isEqualTo(log, within(0.6e-8));
    }

    @Test
    void noRequestForTheCandidateIsToldSoon() {
        assertThat(requestsUntilOff(0.05, 0)).isBetween(135, 300);
    }

    @Test
    void twiceTheShareIsToldAndSaidToBeAbove() {
        assertThat(requestsUntilOff(0.05, 0.1)).isBetween(435, 800);
    }

    @Test
    void aShareWithinTheToleranceIsNotCalledOff() {
        SplittableRandom random = new SplittableRandom(2);
        ShareTest test = new ShareTest(0.1);
        test.share(0.05);
        boolean isOff = false;
        for (int i = 0; i < 1_000_000; i++) {
            boolean isCandidate = random.nextDouble() < 0.053;
            test.observe(isCandidate ? 0 : 1, isCandidate ? 1 : 0);
            if (i % 100 == 0) {
                isOff |= test.isOff();
            }
        }

        assertThat(isOff).isFalse();
    }

    @Test
    void dealingOutByTurnsIsNeverCalledOff() {
        ShareTest test = new ShareTest(0);
        test.share(0.05);
        double most = 0;
        for (int i = 1; i <= 400_000; i++) {
            test.observe(i % 20 == 0 ? 0 : 1, i % 20 == 0 ? 1 : 0);
            most = Math.max(most, test.logWealth());
        }

        assertThat(most).isLessThan(1);
        assertThat(test.isOff()).isFalse();
    }

    @Test
    void anotherShareBeginsAnew() {
        ShareTest test = new ShareTest(0.1);
        test.share(0.05);
        test.observe(500, 500);
        assertThat(test.isOff()).isTrue();
        assertThat(test.isAbove()).isTrue();

        test.share(0.5);
        assertThat(test.isOff()).isFalse();
    }

    private static int requestsUntilOff(double told, double real) {
        SplittableRandom random = new SplittableRandom(1);
        int runs = 100;
        int requests = 0;
        for (int run = 0; run < runs; run++) {
            ShareTest test = new ShareTest(0.1);
            test.share(told);
            while (!test.isOff()) {
                boolean isCandidate = random.nextDouble() < real;
                test.observe(isCandidate ? 0 : 1, isCandidate ? 1 : 0);
                requests++;
            }
            assertThat(test.isAbove()).isEqualTo(real > told);
        }
        return requests / runs;
    }
}
