package io.crossfade.core.analysis.sequential;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ClusteringTest {

    private static final double LINE = 100;

    @Test
    void failuresThatComeAloneNeedNoExponent() {
        Clustering clustering = learn(1, 300_000, 0.5);

        assertThat(clustering.isKnown()).isTrue();
        assertThat(clustering.size()).isBetween(1.0, 1.3);
        assertThat(clustering.exponent()).isEqualTo(1);
    }

    @Test
    void theSizeOfClustersIsMeasuredBetweenTheBaselinesOwnServers() {
        Clustering clustering = learn(5, 1_000_000, 0.5);

        assertThat(clustering.size()).isBetween(4.0, 6.0);
        assertThat(clustering.exponent()).isEqualTo(1 / (1.5 * clustering.size()));
    }

    @Test
    void unevenHalvesMeasureTheSame() {
        assertThat(learn(5, 1_000_000, 0.2).size()).isBetween(4.0, 6.0);
        assertThat(learn(1, 1_000_000, 0.2).size()).isBetween(1.0, 1.3);
    }

    @Test
    void beforeEnoughFailuresTheExponentIsOne() {
        Clustering clustering = learn(20, 50_000, 0.5);

        assertThat(clustering.isKnown()).isFalse();
        assertThat(clustering.exponent()).isEqualTo(1);
    }

    @Test
    void manyFailuresInAFewBucketsThatComeAloneNeedNoExponent() {
        int weakened = 0;
        for (int seed = 0; seed < 40; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Clustering clustering = new Clustering();
            for (int i = 0; i < 4_000; i++) {
                clustering.observe(random.nextBoolean(), random.nextDouble() < 0.08);
            }
            weakened += clustering.isKnown() && clustering.exponent() < 1 ? 1 : 0;
        }
        assertThat(weakened).isLessThanOrEqualTo(5);
    }

    @Test
    void clustersRollBackAGoodCandidateWithoutTheExponentAndNotWithIt() {
        double exponent = learn(5, 1_000_000, 0.5).exponent();

        assertThat(toldOfGood(1, 10)).isGreaterThanOrEqualTo(8);
        assertThat(toldOfGood(exponent, 10)).isZero();
    }

    /** How many of the runs of a good candidate, with failures in clusters of five, are told to be bad. */
    private static int toldOfGood(double exponent, int runs) {
        SplittableRandom random = new SplittableRandom(3);
        int told = 0;
        for (int run = 0; run < runs; run++) {
            RelativeErrorTest test = new RelativeErrorTest(
                    Tolerance.NONE, Baseline.of(20_000, 20), Stake.ONE_STRETCH, new Horizon(3.6e6, 1_000));
            test.share(0.05);
            test.exponent(exponent);
            double most = 0;
            for (int i = 0; i < 500_000; i++) {
                boolean isCandidate = random.nextDouble() < 0.05;
                boolean fails = random.nextDouble() < 0.001 / 5;
                for (int k = 0; k < (fails ? 5 : 1); k++) {
                    most = Math.max(most, test.observe(isCandidate, fails));
                }
            }
            told += most >= LINE ? 1 : 0;
        }
        return told;
    }

    private static Clustering learn(int size, int requests, double firstHalf) {
        SplittableRandom random = new SplittableRandom(4);
        Clustering clustering = new Clustering();
        for (int i = 0; i < requests; i++) {
            boolean isFirst = random.nextDouble() < firstHalf;
            boolean fails = random.nextDouble() < 0.002 / size;
            for (int k = 0; k < (fails ? size : 1); k++) {
                clustering.observe(isFirst, fails);
            }
        }
        return clustering;
    }
}
