package io.crossfade.core.analysis.sequential;

/**
 * Bets that the candidate's failing rate is above the baseline's by more than the tolerance, while both may move with
 * time as they like. Requests are given in the order in which they ended; while one of the clusters has no share
 * nothing is bet.
 */
public final class RelativeErrorTest {

    /** Bets are renewed after this many requests. */
    static final int RENEWAL = 500;

    private final Tolerance tolerance;
    private final Baseline baseline;
    private final TrackedShare share = new TrackedShare();
    private final EProcess process;
    private Horizon horizon;
    private double exponent = 1;
    private int untilRenewal;
    private boolean isSplit;

    /**
     * A test with a wealth of 1 that bets nothing before it is told a share.
     *
     * @param baseline what is known of the baseline; read once
     */
    public RelativeErrorTest(Tolerance tolerance, Baseline baseline, Stake stake, Horizon horizon) {
        this.tolerance = tolerance;
        this.baseline = baseline.copy();
        this.horizon = horizon;
        this.process = new EProcess(Alternatives.COUNT, Cells.COUNT, stake);
    }

    /** The candidate's share of all requests from now on, 0 to 1. */
    public void share(double told) {
        share.tell(told);
        isSplit = share.isSplit();
        renew();
    }

    /** What the test may expect from now on. */
    public void horizon(Horizon expected) {
        horizon = expected;
        renew();
    }

    /** Failures come in clusters: every score is raised to this power, above 0 and at most 1. */
    public void exponent(double power) {
        Require.that(power > 0 && power <= 1, "exponent", power, "above 0, at most 1");
        exponent = power;
        renew();
    }

    /** A later one of {@code steps} steps begins. */
    public void stepStart(int steps) {
        process.stepStart(steps);
    }

    /** Judges one request and returns the wealth. */
    public double observe(boolean isCandidate, boolean isFailed) {
        if (!isSplit) {
            if (!isCandidate) {
                baseline.observe(isFailed);
            }
            return process.wealth();
        }
        if (--untilRenewal <= 0) {
            renew();
        }
        double wealth = process.observe(Cells.of(isCandidate, isFailed));
        share.observe(isCandidate);
        if (!isCandidate) {
            baseline.observe(isFailed);
        }
        return wealth;
    }

    public double wealth() {
        return process.wealth();
    }

    private void renew() {
        untilRenewal = RENEWAL;
        if (!isSplit) {
            return;
        }
        double thX = baseline.rate();
        double w = share.share();
        double limit = tolerance.limit(thX);
        for (int j = 0; j < Alternatives.COUNT; j++) {
            double thY = Alternatives.rate(j, limit);
            LabelScores scores = thY > limit ? LabelScores.of(thX, thY, w, tolerance) : LabelScores.NEUTRAL;
            Cells.set(process, j, scores, exponent);
            process.loss(j, exponent * scores.loss(thX, w), horizon);
        }
        process.rescored();
    }
}
