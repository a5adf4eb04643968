package io.crossfade.core.analysis.sequential;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RelativeErrorTestTest {

    private static final double LINE = 100;
    private static final Horizon HOUR = new Horizon(3.6e6, 1_000);

    @Test
    void aDeadCandidateIsToldAfterTwoOrThreeOfItsRequests() {
        assertThat(meanOfCandidate(1, 0.05, 400, 0)).isBetween(1.5, 2.1);
    }

    @Test
    void aCandidateThatFailsTenTimesAsOftenIsToldCloseToTheLimit() {
        double limit = Math.log(100)
                / LabelScores.of(0.001, 0.01, 0.05, Tolerance.NONE).information()
                * 0.05;

        assertThat(meanOfCandidate(0.01, 0.05, 300, 0) / limit).isBetween(1.2, 1.6);
    }

    @Test
    void aLateFaultIsToldSoonAfterItBegins() {
        double limit = Math.log(100)
                / LabelScores.of(0.001, 0.01, 0.05, Tolerance.NONE).information()
                * 0.05;

        assertThat(meanOfCandidate(0.01, 0.05, 20, 600_000) / limit).isBetween(1.5, 3.5);
    }

    /** The mean of the candidate's requests from the fault to the line. */
    private static double meanOfCandidate(double pY, double share, int runs, int healthy) {
        SplittableRandom random = new SplittableRandom(3);
        long requests = 0;
        for (int run = 0; run < runs; run++) {
            RelativeErrorTest test =
                    new RelativeErrorTest(Tolerance.NONE, Baseline.of(20_000, 20), Stake.ONE_STRETCH, HOUR);
            test.share(share);
            for (int i = 0; i < healthy; i++) {
                test.observe(random.nextDouble() < share, random.nextDouble() < 0.001);
            }
            double wealth = 0;
            while (wealth < LINE) {
                boolean isCandidate = random.nextDouble() < share;
                requests += isCandidate ? 1 : 0;
                wealth = test.observe(isCandidate, random.nextDouble() < (isCandidate ? pY : 0.001));
            }
        }
        return (double) requests / runs;
    }
}
