package io.crossfade.core.analysis.sequential;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.apache.commons.numbers.gamma.InverseErf;
import org.junit.jupiter.api.Test;

class LatencyTestTest {

    private static final double LINE = 100;
    private static final Horizon HOUR = new Horizon(3.6e6, 1_000);
    private static final double SHARE = 0.05;
    private static final double SIGMA = 0.8;

    @Test
    void everySlowerShapeHasANonDecreasingRatioToTheUsualOneAndASumOfOne() {
        for (double missing : new double[] {0, 1e-5, 0.001, 0.05, 0.9}) {
            LatencyShapes shapes = new LatencyShapes(missing);
            for (int j = 0; j < LatencyShapes.COUNT; j++) {
                double before = 0;
                double sum = 0;
                for (int bin = 0; bin < LatencyShapes.BINS; bin++) {
                    double ratio = shapes.slower(j, bin) / shapes.usual(bin);
                    assertThat(ratio).as("%s %s %s", missing, j, bin).isGreaterThanOrEqualTo(before * (1 - 1e-9));
                    before = ratio;
                    sum += shapes.slower(j, bin);
                }
                assertThat(sum).isBetween(1 - 1e-12, 1 + 1e-12);
            }
        }
    }

    @Test
    void twiceAsSlowIsToldAfterAFewDozenRequestsOfTheCandidate() {
        assertThat(meanOfCandidate(2, 0, 300)).isBetween(25.0, 40.0);
    }

    @Test
    void halfAsSlowAgainIsToldAfterAboutAHundred() {
        assertThat(meanOfCandidate(1.5, 0, 200)).isBetween(90.0, 150.0);
    }

    @Test
    void oneHangingRequestInTwentyIsTold() {
        assertThat(meanOfCandidate(1, 0.05, 200)).isBetween(40.0, 75.0);
    }

    @Test
    void aCandidateWithinTheMarginIsNotToldWhileBothDrift() {
        SplittableRandom random = new SplittableRandom(4);
        int told = 0;
        for (int run = 0; run < 20; run++) {
            LatencyTest test = test();
            double most = 0;
            for (int i = 0; i < 100_000; i++) {
                double drift = 1 + 0.5 * Math.sin(i / 10_000.0);
                boolean isCandidate = random.nextDouble() < SHARE;
                most = Math.max(most, test.observe(isCandidate, latency(random, isCandidate ? 1.1 * drift : drift)));
            }
            told += most >= LINE ? 1 : 0;
        }

        assertThat(told).isLessThanOrEqualTo(1);
    }

    @Test
    void nothingIsBetBeforeTheBinsAreCut() {
        LatencyTest test = new LatencyTest(0.1, Baseline.unknown(), Stake.STEPS, HOUR);
        test.share(SHARE);

        assertThat(test.observe(true, LatencyTest.NEVER)).isEqualTo(1);
    }

    private static double meanOfCandidate(double slower, double hanging, int runs) {
        SplittableRandom random = new SplittableRandom(5);
        long requests = 0;
        for (int run = 0; run < runs; run++) {
            LatencyTest test = test();
            double wealth = 0;
            while (wealth < LINE) {
                boolean isCandidate = random.nextDouble() < SHARE;
                requests += isCandidate ? 1 : 0;
                boolean hangs = isCandidate && random.nextDouble() < hanging;
                wealth = test.observe(
                        isCandidate, hangs ? LatencyTest.NEVER : latency(random, isCandidate ? slower : 1));
            }
        }
        return (double) requests / runs;
    }

    private static LatencyTest test() {
        LatencyTest test = new LatencyTest(0.1, Baseline.of(1_000_000, 0), Stake.ONE_STRETCH, HOUR);
        test.cut(LatencyTestTest::quantile);
        test.share(SHARE);
        return test;
    }

    private static long quantile(double q) {
        double z = Math.sqrt(2) * InverseErf.value(2 * q - 1);
        return (long) (100_000 * Math.exp(SIGMA * z));
    }

    private static long latency(SplittableRandom random, double slower) {
        return (long) (slower * 100_000 * Math.exp(SIGMA * random.nextGaussian()));
    }
}
