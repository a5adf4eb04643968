package io.crossfade.core.analysis.sequential;

/**
 * Bets that the candidate's failing rate is above the baseline's by more than the tolerance, while both may move with
 * time as they like. Requests are given in the order in which they ended; while one of the clusters has no share
 * nothing is bet.
 */
public final class RelativeErrorTest {

    private final Comparison comparison;

    /**
     * A test with a wealth of 1 that bets nothing before it is told a share.
     *
     * @param baseline what is known of the baseline; read once
     * @param horizon the requests of both clusters together
     */
    public RelativeErrorTest(Tolerance tolerance, Baseline baseline, Stake stake, Horizon horizon) {
        comparison = new Comparison(tolerance, Alternatives.ABOVE, baseline, stake, horizon);
    }

    /** The candidate's share of all requests from now on, 0 to 1. */
    public void share(double told) {
        comparison.share(told);
    }

    /** What the test may expect from now on. */
    public void horizon(Horizon expected) {
        comparison.horizon(expected);
    }

    /** Failures come in clusters: every score is raised to this power, above 0 and at most 1. */
    public void exponent(double power) {
        comparison.exponent(power);
    }

    /** A later one of {@code steps} steps begins. */
    public void stepStart(int steps) {
        comparison.process().stepStart(steps);
    }

    /** Goes on with the wealth that the test had before the controller was started again. */
    public void resume(double wealth) {
        comparison.process().resume(wealth);
    }

    /** Judges one request and returns the wealth. */
    public double observe(boolean isCandidate, boolean isFailed) {
        return comparison.observe(isCandidate, isFailed);
    }

    public double wealth() {
        return comparison.process().wealth();
    }

    /** True where both clusters have a share, so that there is something to compare. */
    public boolean applies() {
        return comparison.isSplit();
    }
}
