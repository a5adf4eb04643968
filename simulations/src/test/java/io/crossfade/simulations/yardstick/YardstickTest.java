package io.crossfade.simulations.yardstick;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The measures themselves, against numbers that are known from elsewhere. */
class YardstickTest {

    @Test
    void theLimitIsThatOfTheTheory() {
        // ln(1/alpha) over the divergence from the mixture of both, for requests of both clusters.
        for (double share : new double[] {0.01, 0.05, 0.5}) {
            double mixed = share * 0.05 + (1 - share) * 0.001;
            double information = share * divergence(0.05, mixed) + (1 - share) * divergence(0.001, mixed);
            var fault = new Fault(share, 0.001, 0.05, 0);

            assertThat(Limit.candidateRequests(fault, 0.01))
                    .isCloseTo(share * Math.log(100) / information, within(1e-6));
        }
    }

    @Test
    void theUpperBoundOfARateIsThatOfClopperAndPearson() {
        // None of n: 1 - 0.01^(1/n).
        assertThat(new Proportion(0, 2_000).upper(0.99)).isCloseTo(1 - Math.pow(0.01, 1.0 / 2_000), within(1e-9));
        assertThat(new Proportion(2_000, 2_000).upper(0.99)).isEqualTo(1);
        // The chance of at most 1 of 3 under p is (1-p)^3 + 3p(1-p)^2.
        double p = new Proportion(1, 3).upper(0.99);
        assertThat(Math.pow(1 - p, 3) + 3 * p * Math.pow(1 - p, 2)).isCloseTo(0.01, within(1e-9));
    }

    @Test
    void aWorldSplitsFailsAndClustersAsItIsTold() {
        var scene = Scene.steady(1_000, 0.02, 0.1).clustered(Clusters.geometric(5));
        var world = new World(scene, new SplittableRandom(1));
        var request = new Request();
        int n = 2_000_000;
        int[] requests = new int[2];
        int[] failed = new int[2];
        for (int i = 0; i < n; i++) {
            world.next(0.05, request);
            int cluster = request.isCandidate ? 1 : 0;
            requests[cluster]++;
            failed[cluster] += request.isFailed ? 1 : 0;
        }

        assertThat((double) requests[1] / n).isCloseTo(0.05, within(0.001));
        // A server that fails in a row can not begin to: a little less than asked for.
        assertThat((double) failed[0] / requests[0]).isCloseTo(0.02, within(0.001));
        assertThat((double) failed[1] / requests[1]).isBetween(0.085, 0.105);
        assertThat(request.nanos).isCloseTo(n * 1_000_000L, within(10_000L));
    }

    @Test
    void roundRobinGivesTheCandidateEveryTwentiethRequest() {
        var labels = Labels.roundRobin();
        var random = new SplittableRandom(1);
        int candidate = 0;
        for (int i = 0; i < 20_000; i++) {
            candidate += labels.next(0.05, random) ? 1 : 0;
        }

        assertThat(candidate).isBetween(999, 1_000);
    }

    @Test
    void aPolledRuleActsAtTheTickThatItsGuideSays() {
        // Five ticks fail, the sixth rolls back; a failure limit of 0 acts at the first measurement.
        assertThat(secondsOf(new PolledRule(PolledRule.Rule.flagger(60, 60, 0.01, 5))))
                .isCloseTo(360, within(0.1));
        assertThat(secondsOf(new PolledRule(PolledRule.Rule.flagger(10, 30, 0.01, 1))))
                .isCloseTo(20, within(0.1));
        assertThat(secondsOf(new PolledRule(PolledRule.Rule.argo(60, 60, 0.01, 0))))
                .isCloseTo(60, within(0.1));
        assertThat(secondsOf(new PolledRule(PolledRule.Rule.argo(300, 300, 0.05, 3))))
                .isCloseTo(1_200, within(0.1));
    }

    @Test
    void mannWhitneyTellsHigherFromAlike() {
        double[] low = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
        double[] high = Arrays.stream(low).map(value -> value + 20).toArray();
        double[] alike = Arrays.stream(low).map(value -> value + 0.5).toArray();

        assertThat(new MannWhitney(high, low).isHigh()).isTrue();
        assertThat(new MannWhitney(low, high).isHigh()).isFalse();
        assertThat(new MannWhitney(alike, low).isHigh()).isFalse();
        assertThat(new MannWhitney(new double[] {0, 0, 0}, new double[] {0, 0, 0}).isHigh())
                .isFalse();
    }

    private static double secondsOf(Contender contender) {
        var world = new World(Scene.steady(100, 0.001, 1), new SplittableRandom(3));
        return WatchedRun.of(world, contender, 0.5, 3_600).seconds();
    }

    private static double divergence(double p, double q) {
        return p * Math.log(p / q) + (1 - p) * Math.log((1 - p) / (1 - q));
    }
}
