package io.crossfade.simulations.yardstick;

import io.crossfade.core.analysis.sequential.Baseline;
import io.crossfade.core.analysis.sequential.Horizon;
import io.crossfade.core.analysis.sequential.RelativeErrorTest;
import io.crossfade.core.analysis.sequential.Stake;
import io.crossfade.core.analysis.sequential.Tolerance;

/** The judge's comparison of error rates by itself, with the whole of the cutover's chance of a false alarm. */
final class ErrorTest implements Contender {

    private final RelativeErrorTest test;
    private final double line;
    private final int leastFailed;
    private double wealth = 1;
    private int failed;

    /**
     * A test that knows the baseline by its last 20,000 requests, as a controller that was started in time does.
     *
     * @param leastFailed fewer failed requests of the candidate support no rollback
     */
    ErrorTest(double alpha, int leastFailed, double baselineRate, double perSecond) {
        this.test = new RelativeErrorTest(
                Tolerance.NONE,
                Baseline.of(20_000, Math.round(20_000 * baselineRate)),
                Stake.ONE_STRETCH,
                new Horizon(3_600 * perSecond, perSecond));
        this.line = 1 / alpha;
        this.leastFailed = leastFailed;
    }

    @Override
    public void share(double share, long nanos) {
        test.share(share);
    }

    @Override
    public void observe(Request request) {
        failed += request.isCandidate && request.isFailed ? 1 : 0;
        wealth = test.observe(request.isCandidate, request.isFailed);
    }

    @Override
    public boolean rollsBack(long nanos) {
        return wealth >= line && failed >= leastFailed;
    }

    /** How many requests of the candidate have failed. */
    int failed() {
        return failed;
    }
}
