package io.crossfade.core.analysis.sequential;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import org.apache.commons.numbers.gamma.InverseErf;
import org.junit.jupiter.api.Test;

/**
 * Every test, looked at after every request while the candidate is exactly as bad as it may be, is over the line in at
 * most as many runs as its level allows. The level is ten per cent here so that a short run can tell.
 */
class FalseAlarmTest {

    private static final double LINE = 10;
    private static final int RUNS = 1_000;
    private static final int REQUESTS = 10_000;
    private static final Horizon HORIZON = new Horizon(REQUESTS, 100);

    /** A tenth of the runs and three standard deviations. */
    private static final int MOST = RUNS / 10 + 29;

    @Test
    void equalClustersAtASmallShare() {
        assertThat(relative(Tolerance.NONE, 0.05, i -> 0.01)).isBetween(5, MOST);
    }

    @Test
    void equalClustersAtHalfOfTheTraffic() {
        assertThat(relative(Tolerance.NONE, 0.5, i -> 0.01)).isBetween(5, MOST);
    }

    @Test
    void equalClustersWhoseRateRisesAndFallsWithOutages() {
        assertThat(relative(Tolerance.NONE, 0.2, FalseAlarmTest::restless)).isBetween(1, MOST);
    }

    @Test
    void aCandidateOnTheLineOfItsTolerance() {
        assertThat(relative(new Tolerance(1.5, 0.002), 0.2, i -> Math.min(0.6, restless(i))))
                .isBetween(1, MOST);
    }

    @Test
    void aCandidateBeyondTheLineIsToldInMostRuns() {
        assertThat(relative(Tolerance.NONE, 0.2, i -> 0.01, 3)).isGreaterThan(RUNS * 9 / 10);
    }

    @Test
    void aCandidateAtItsAbsoluteLimit() {
        SplittableRandom random = new SplittableRandom(3);
        int alarms = 0;
        for (int run = 0; run < RUNS; run++) {
            AbsoluteTest test = new AbsoluteTest(0.01, Stake.STEPS, HORIZON);
            alarms += isOver(i -> test.observe(random.nextDouble() < 0.01)) ? 1 : 0;
        }

        assertThat(alarms).isBetween(5, MOST);
    }

    @Test
    void aCandidateAsSlowAsItsMarginAllows() {
        SplittableRandom random = new SplittableRandom(4);
        int alarms = 0;
        for (int run = 0; run < RUNS; run++) {
            LatencyTest test = new LatencyTest(0.25, Baseline.unknown(), Stake.STEPS, HORIZON);
            test.cut(q -> (long) (100_000 * Math.exp(0.8 * Math.sqrt(2) * InverseErf.value(2 * q - 1))));
            test.share(0.2);
            alarms += isOver(i -> {
                        boolean isCandidate = random.nextDouble() < 0.2;
                        double latency =
                                100_000 * (1 + 0.5 * Math.sin(i / 2_000.0)) * Math.exp(0.8 * random.nextGaussian());
                        return test.observe(isCandidate, (long) (isCandidate ? 1.25 * latency : latency));
                    })
                    ? 1
                    : 0;
        }

        assertThat(alarms).isBetween(1, MOST);
    }

    /** Up to ten times as many failures at one time than at another, and now and then an outage of both. */
    private static double restless(int i) {
        return i % 4_000 > 3_950 ? 1 : 0.002 + 0.018 * Math.abs(Math.sin(i / 1_500.0));
    }

    private static int relative(Tolerance tolerance, double share, IntToDoubleFunction rate) {
        return relative(tolerance, share, rate, 1);
    }

    private static int relative(Tolerance tolerance, double share, IntToDoubleFunction rate, double beyond) {
        SplittableRandom random = new SplittableRandom(2);
        int alarms = 0;
        for (int run = 0; run < RUNS; run++) {
            RelativeErrorTest test = new RelativeErrorTest(tolerance, Baseline.of(20_000, 200), Stake.STEPS, HORIZON);
            test.share(share);
            alarms += isOver(i -> {
                        boolean isCandidate = random.nextDouble() < share;
                        double pX = rate.applyAsDouble(i);
                        double p = isCandidate ? beyond * tolerance.limit(pX) : pX;
                        if (i == REQUESTS / 2) {
                            test.stepStart(2);
                        }
                        return test.observe(isCandidate, random.nextDouble() < p);
                    })
                    ? 1
                    : 0;
        }
        return alarms;
    }

    private static boolean isOver(IntToDoubleFunction wealthAfter) {
        for (int i = 0; i < REQUESTS; i++) {
            if (wealthAfter.applyAsDouble(i) >= LINE) {
                return true;
            }
        }
        return false;
    }
}
