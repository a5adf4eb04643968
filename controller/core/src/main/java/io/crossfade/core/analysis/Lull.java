package io.crossfade.core.analysis;

/**
 * Notices that the candidate's answers stay away for longer than chance allows, as in a pause of its runtime, or that
 * too few of them come, as in a pause of one of its servers. The good answers that the baseline gives meanwhile are left
 * out of comparisons: each would count a little against a candidate whose own good answers are only late. Leaving them
 * out can only lose evidence.
 */
final class Lull {

    /** Chance keeps the candidate silent for so long once in this many times. */
    private static final double ONCE_IN = Math.log(1e4);

    private static final double LEAST = 10;

    /**
     * What is missing is looked at over about so many requests, divided by both shares: there it varies by 5 by chance,
     * whatever the shares are.
     */
    private static final double MEMORY = 50;

    /** So many missing requests of the candidate are too many: twice what it varies by. */
    private static final double MOST_MISSING = 10;

    private double most = Double.POSITIVE_INFINITY;
    private double share;
    private double kept = 1;
    private long silent;
    private double missing;

    void share(double settled) {
        boolean split = settled > 0 && settled < 1;
        most = split ? Math.max(LEAST, -ONCE_IN / Math.log1p(-settled)) : Double.POSITIVE_INFINITY;
        kept = split ? 1 - settled * (1 - settled) / MEMORY : 0;
        share = settled;
        silent = 0;
        missing = 0;
    }

    /** A request was seen; true where it is one of the baseline in a lull. */
    boolean observe(boolean candidate) {
        silent = candidate ? 0 : silent + 1;
        missing = kept * missing + share - (candidate ? 1 : 0);
        return !candidate && (silent > most || missing > MOST_MISSING);
    }
}
