package io.crossfade.core.analysis.sequential;

/**
 * Bets the other way: that the candidate's failing rate is <em>not</em> above the baseline's by the margin or more. One
 * certificate is for one step and begins anew with the next, as faults may depend on the load. A step whose
 * certificates are all given, each at the same level, is worse than one of its margins with at most that chance: no
 * correction for their number is needed.
 */
public final class ErrorCertificate {

    private final Comparison comparison;

    /**
     * A certificate with a wealth of 1 that bets nothing before it is told a share.
     *
     * @param points how much above the baseline's the candidate's rate must not be, between 0 and 1, neither included
     * @param baseline what is known of the baseline; read once
     * @param horizon the requests of both clusters together until the step's deadline
     */
    public ErrorCertificate(double points, Baseline baseline, Horizon horizon) {
        Require.that(points > 0 && points < 1, "margin", points, "between 0 and 1, neither included");
        comparison = new Comparison(new Tolerance(1, points), new Below(points), baseline, Stake.CERTIFICATE, horizon);
    }

    /** The candidate's share of all requests from now on, 0 to 1. */
    public void share(double told) {
        comparison.share(told);
    }

    /** Failures come in clusters: every score is raised to this power, above 0 and at most 1. */
    public void exponent(double power) {
        comparison.exponent(power);
    }

    /** Takes in one request. */
    public void observe(boolean isCandidate, boolean isFailed) {
        comparison.observe(isCandidate, isFailed);
    }

    /**
     * The wealth if every request of the candidate that is still open were to fail: good requests answer sooner than
     * failing ones, and must not certify for that.
     *
     * @param open the candidate's open requests
     */
    public double wealth(int open) {
        return comparison.process().presumed(Cells.Y_BAD, open);
    }

    /** True where the candidate is shown to keep the margin, at level {@code beta}, between 0 and 0.5. */
    public boolean isGiven(double beta, int open) {
        return wealth(open) >= 1 / Require.level(beta);
    }

    /** The candidate is as good as the baseline, or nearly, or far better. */
    private record Below(double points) implements Guesses {

        private static final double NEARLY = 0.2;

        @Override
        public int count() {
            return 3;
        }

        @Override
        public double rate(int j, double baseline, double limit) {
            return switch (j) {
                case 0 -> baseline;
                case 1 -> Math.min(baseline + NEARLY * points, (baseline + limit) / 2);
                default -> baseline / 4;
            };
        }

        /** As many as one slot a second: an outage in between must not bury the evidence. */
        @Override
        public double loss(LabelScores scores, double baseline, double share) {
            return 1;
        }
    }
}
