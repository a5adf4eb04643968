package io.crossfade.core.analysis.sequential;

import org.apache.commons.numbers.gamma.LogGamma;

/**
 * Bets that the load balancer does not send the candidate the share that it was told: the sample ratio, looked at as
 * often as one likes. It says nothing of how good the candidate is. A balancer that deals out by turns is never off.
 */
public final class ShareTest {

    /** The chance of calling a true share off, at one told share. */
    public static final double ALPHA = 0.001;

    /** The prior of the exact version weighs as much as this many requests. */
    private static final double PRIOR = 100;

    /** Odds of the real share that are bet on, beside the nearer edge of what is tolerated. */
    private static final double[] SHIFTS = {1.1, 1.3, 1.7, 2.5, 5, 20};

    private final double tolerated;
    private double told;
    private long baseline;
    private long candidate;

    /**
     * A test that has seen nothing.
     *
     * @param tolerated how far off the share may be, as a part of the smaller cluster's share, 0 to less than 1
     */
    public ShareTest(double tolerated) {
        Require.that(tolerated >= 0 && tolerated < 1, "tolerated", tolerated, "at least 0, less than 1");
        this.tolerated = tolerated;
    }

    /** The candidate was told a share, 0 to 1: what was seen under another says nothing of it. */
    public void share(double share) {
        told = Require.share(share);
        baseline = 0;
        candidate = 0;
    }

    /** Counts requests: where a key decides who gets them, sessions. */
    public void observe(long baselineRequests, long candidateRequests) {
        baseline += baselineRequests;
        candidate += candidateRequests;
    }

    /** The logarithm of the wealth. */
    public double logWealth() {
        if (told == 0 || told == 1) {
            long stray = told == 0 ? candidate : baseline;
            return tolerated == 0 && stray > 0 ? Double.POSITIVE_INFINITY : 0;
        }
        return tolerated == 0 ? logExact(baseline, candidate, told) : logTolerant();
    }

    /** True where the share is shown to be off. */
    public boolean isOff() {
        return logWealth() >= -Math.log(ALPHA);
    }

    /** True where the candidate had more of the requests than it was told to have. */
    public boolean isAbove() {
        return candidate > told * (baseline + candidate);
    }

    /** The share that was seen; not a number before any request. */
    public double seen() {
        return (double) candidate / (baseline + candidate);
    }

    /**
     * The exact version: the counts' probability under a Dirichlet prior about the told share, over that under the told
     * share itself (Lindon, Malek, "Anytime-valid inference for multinomial count data", 2022).
     */
    static double logExact(long baseline, long candidate, double share) {
        return logPart(baseline, 1 - share)
                + logPart(candidate, share)
                + LogGamma.value(PRIOR)
                - LogGamma.value(PRIOR + baseline + candidate);
    }

    private static double logPart(long count, double part) {
        double prior = PRIOR * part;
        return LogGamma.value(prior + count) - LogGamma.value(prior) - count * Math.log(part);
    }

    /** An average of likelihood ratios to the edges of the band, each monotone, so that it covers the whole band. */
    private double logTolerant() {
        double half = tolerated * Math.min(told, 1 - told);
        double upper = odds(told + half);
        double lower = odds(told - half);
        double most = Double.NEGATIVE_INFINITY;
        for (double shift : SHIFTS) {
            most = Math.max(most, Math.max(logRatio(upper, upper * shift), logRatio(lower, lower / shift)));
        }
        double sum = 0;
        for (double shift : SHIFTS) {
            sum += Math.exp(logRatio(upper, upper * shift) - most) + Math.exp(logRatio(lower, lower / shift) - most);
        }
        return most + Math.log(sum / (2 * SHIFTS.length));
    }

    private double logRatio(double oddsOfEdge, double odds) {
        return candidate * Math.log(odds / oddsOfEdge)
                - (baseline + candidate) * (Math.log1p(odds) - Math.log1p(oddsOfEdge));
    }

    private static double odds(double share) {
        return share / (1 - share);
    }
}
