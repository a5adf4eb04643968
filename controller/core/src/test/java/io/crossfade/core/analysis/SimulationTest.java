package io.crossfade.core.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.core.port.Outcome;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/** What the judge does over many seeded runs of random traffic. */
class SimulationTest {

    private static final long TICK = World.SECOND / 4;

    @Test
    void halfTheLimitHardlyEverRollsBackInAnHour() {
        int few = rolledBackAtHalfTheLimit(10, 100);
        int many = rolledBackAtHalfTheLimit(100, 8);

        assertThat(few).isLessThanOrEqualTo(4);
        assertThat(many).isZero();
    }

    @Test
    void aCandidateThatFailsAltogetherIsSeenAfterFiveRequests() {
        for (int seed = 0; seed < 50; seed++) {
            var run = new Run(seed, 200, 50, 100, seconds -> 0.001, seconds -> seconds < 60 ? 0.001 : 1);
            assertThat(run.until(120)).isBetween(60.0, 61.0);
            assertThat(run.candidateFailedInARow).isLessThanOrEqualTo(5);
        }
    }

    @Test
    void fivePercentAgainstOnePercentAfterAHealthyMinuteIsSeenWithinTenSeconds() {
        List<Double> delays = new ArrayList<>();
        int early = 0;
        for (int seed = 0; seed < 200; seed++) {
            var run = new Run(seed, 200, 50, 100, seconds -> 0.001, seconds -> seconds < 60 ? 0.001 : 0.05);
            double delay = run.until(180) - 60;
            early += delay < 0 ? 1 : 0;
            delays.add(delay);
        }
        Collections.sort(delays);
        System.out.printf(
                "5%% against 1%%, 100 rps on the candidate: median %.1f s, 90th %.1f s, last %.1f s%n",
                delays.get(100), delays.get(180), delays.get(199));
        assertThat(early).isZero();
        assertThat(delays.get(199)).isLessThan(10);
    }

    @Test
    void bothFailingAlikeFromOneInstantNeverRollsBackAndIsToldAsCommonMode() {
        int told = 0;
        for (int seed = 0; seed < 200; seed++) {
            DoubleUnaryOperator both = seconds -> seconds < 10 ? 0.001 : 0.5;
            var run = new Run(seed, 1000, 1, 100, both, both);
            assertThat(run.until(50)).as(() -> run.verdict).isEqualTo(50);
            told += run.commonMode ? 1 : 0;
        }
        System.out.printf("both at 50%% at 10:990: 0 of 200 rolled back, %d told common mode%n", told);
        assertThat(told).isEqualTo(200);
    }

    private static int rolledBackAtHalfTheLimit(double perSecond, int runs) {
        int failed = 0;
        for (int seed = 0; seed < runs; seed++) {
            var run = new Run(seed, perSecond, 50, 100, seconds -> 0.0005, seconds -> 0.005);
            failed += run.until(3600) < 3600 ? 1 : 0;
        }
        System.out.printf(
                "half the limit, %s rps on the candidate, 1 h: %d of %d rolled back%n", perSecond / 2, failed, runs);
        return failed;
    }

    /** Requests at exponential intervals, each on the candidate with its share; a tick every quarter of a second. */
    private static final class Run {
        private final SplittableRandom random;
        private final World world = new World(Plans.errors(0.01, 0.005));
        private final double perSecond;
        private final double share;
        private final DoubleUnaryOperator baseline;
        private final DoubleUnaryOperator candidate;
        private int candidateFailedInARow;
        private boolean commonMode;
        private String verdict = "none";

        Run(
                long seed,
                double perSecond,
                long parts,
                long whole,
                DoubleUnaryOperator baseline,
                DoubleUnaryOperator candidate) {
            this.random = new SplittableRandom(seed);
            this.perSecond = perSecond;
            this.share = (double) parts / whole;
            this.baseline = baseline;
            this.candidate = candidate;
            world.expose(parts, whole);
        }

        /** The seconds at which the candidate failed its guard, or {@code seconds} where it did not. */
        double until(int seconds) {
            long began = world.now;
            long tick = began;
            long end = began + seconds * World.SECOND;
            while (world.now < end) {
                world.now += (long) (-Math.log(1 - random.nextDouble()) / perSecond * World.SECOND);
                observe((world.now - began) / 1e9);
                if (world.judge.crossed() || world.now >= tick) {
                    tick = world.now + TICK;
                    var assessment = world.assess();
                    commonMode |= assessment.commonMode().isPresent();
                    if (assessment.failing().isPresent()) {
                        verdict = assessment.failing().get().text();
                        return (world.now - began) / 1e9;
                    }
                }
            }
            return seconds;
        }

        private void observe(double at) {
            boolean onCandidate = random.nextDouble() < share;
            double rate = (onCandidate ? candidate : baseline).applyAsDouble(at);
            boolean failed = random.nextDouble() < rate;
            if (onCandidate) {
                candidateFailedInARow = failed ? candidateFailedInARow + 1 : 0;
            }
            world.fresh(onCandidate ? world.y : world.x, 1, failed ? Outcome.FAILED : Outcome.OK);
        }
    }
}
