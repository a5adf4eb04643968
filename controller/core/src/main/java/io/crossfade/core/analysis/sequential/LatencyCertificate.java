package io.crossfade.core.analysis.sequential;

/**
 * Bets that the candidate is <em>not</em> slower than the baseline by the margin or more: that its latency, divided by
 * one plus the margin, is above the baseline's p95 less often than the baseline's own. For one step, like
 * {@link ErrorCertificate}.
 */
public final class LatencyCertificate {

    /** The baseline's quantile that is compared. */
    public static final double QUANTILE = 0.95;

    private final double margin;
    private final Exceedance exceedance = new Exceedance();
    private final Comparison comparison;
    private long cutOfBaseline;
    private long cutOfCandidate;
    private boolean isCut;

    /**
     * A certificate with a wealth of 1 that bets nothing before it is told a share and a cut.
     *
     * @param margin how much slower than the baseline the candidate must not be, above 0
     * @param horizon the requests of both clusters together until the step's deadline
     */
    public LatencyCertificate(double margin, Horizon horizon) {
        Require.that(margin > 0 && margin < 1e6, "margin", margin, "above 0, at most 1e6");
        this.margin = margin;
        Baseline above = Baseline.of(20_000, 1_000);
        comparison = new Comparison(Tolerance.NONE, exceedance, above, Stake.CERTIFICATE, horizon);
    }

    /**
     * Cuts anew.
     *
     * @param p95 the baseline's latency at {@link #QUANTILE}, by what was seen until now
     */
    public void cut(long p95) {
        cutOfBaseline = p95;
        cutOfCandidate = Math.min(LatencyTest.NEVER - 1, (long) (p95 * (1 + margin)));
        isCut = true;
    }

    /** The candidate's share of all requests from now on, 0 to 1. */
    public void share(double told) {
        comparison.share(told);
    }

    /** Slow requests come in clusters: every score is raised to this power, above 0 and at most 1. */
    public void exponent(double power) {
        comparison.exponent(power);
    }

    /**
     * Takes in one request.
     *
     * @param latency in the unit of the cut; {@link LatencyTest#NEVER} where there was no answer
     */
    public void observe(boolean isCandidate, long latency) {
        if (isCut) {
            observe(isCandidate, isSlow(isCandidate, latency), latency > cutOfCandidate);
        }
    }

    /**
     * Takes in one request whose latency was held against the cuts of when it ended.
     *
     * @param isSlow whether it was above the cut of its own cluster
     * @param isSlowForCandidate whether it was above the candidate's cut
     */
    public void observe(boolean isCandidate, boolean isSlow, boolean isSlowForCandidate) {
        comparison.observe(isCandidate, isSlow);
        if (!isCandidate) {
            exceedance.ofEqual.observe(isSlowForCandidate);
        }
    }

    /** True where latencies can be held against cuts. */
    public boolean isCut() {
        return isCut;
    }

    /** True where {@code latency} is above the present cut of its cluster. */
    public boolean isSlow(boolean isCandidate, long latency) {
        return latency > (isCandidate ? cutOfCandidate : cutOfBaseline);
    }

    /** The wealth if every request of the candidate that is still open were to be slow. */
    public double wealth(int open) {
        return comparison.process().presumed(Cells.Y_BAD, open);
    }

    /** True where the candidate is shown to keep the margin, at level {@code beta}, between 0 and 0.5. */
    public boolean isGiven(double beta, int open) {
        return wealth(open) >= 1 / Require.level(beta);
    }

    /** How often a candidate that is as quick as the baseline is above its own cut, and rates about that. */
    private static final class Exceedance implements Guesses {

        private static final double BETTER = 0.7;

        private final Baseline ofEqual = Baseline.of(1_000, 25);

        @Override
        public int count() {
            return 3;
        }

        @Override
        public double rate(int j, double baseline, double limit) {
            double equal = ofEqual.rate();
            double guess = switch (j) {
                case 0 -> equal;
                case 1 -> (equal + limit) / 2;
                default -> BETTER * equal;
            };
            return Math.min(limit, guess);
        }

        /** As many as one slot a second: an outage in between must not bury the evidence. */
        @Override
        public double loss(LabelScores scores, double baseline, double share) {
            return 1;
        }
    }
}
