package io.crossfade.simulations.yardstick;

import io.crossfade.core.analysis.sequential.Baseline;
import io.crossfade.core.analysis.sequential.Horizon;
import io.crossfade.core.analysis.sequential.LatencyTest;
import io.crossfade.core.analysis.sequential.Stake;

/** The judge's comparison of latencies by itself, with the whole of the cutover's chance of a false alarm. */
final class SlownessTest implements Contender {

    private final LatencyTest test;
    private final double line;
    private double wealth = 1;

    /**
     * A test that knows the baseline's quantiles.
     *
     * @param margin how much slower the candidate may be, as a part
     */
    SlownessTest(double alpha, double margin) {
        test = new LatencyTest(
                margin,
                Baseline.of(20_000, 20),
                Stake.ONE_STRETCH,
                new Horizon(3_600 * Fault.PER_SECOND, Fault.PER_SECOND));
        test.cut(World::quantile);
        line = 1 / alpha;
    }

    @Override
    public void share(double share, long nanos) {
        test.share(share);
    }

    @Override
    public void observe(Request request) {
        wealth = test.observe(request.isCandidate, request.latencyMicros);
    }

    @Override
    public boolean rollsBack(long nanos) {
        return wealth >= line;
    }
}
