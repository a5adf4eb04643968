package io.crossfade.core.analysis;

/**
 * Notices that the candidate's answers stay away for longer than chance allows, as in a pause of its runtime. The good
 * answers that the baseline gives meanwhile are left out of comparisons: each would count a little against a candidate
 * whose own good answers are only late. Leaving them out can only lose evidence.
 */
final class Lull {

    /** Chance keeps the candidate silent for so long once in this many times. */
    private static final double ONCE_IN = Math.log(1e4);

    private static final double LEAST = 10;

    private double most = Double.POSITIVE_INFINITY;
    private long silent;

    void share(double share) {
        most = share > 0 && share < 1 ? Math.max(LEAST, -ONCE_IN / Math.log1p(-share)) : Double.POSITIVE_INFINITY;
        silent = 0;
    }

    /** A request was seen; true where it is one of the baseline in a lull. */
    boolean observe(boolean candidate) {
        silent = candidate ? 0 : silent + 1;
        return silent > most;
    }
}
