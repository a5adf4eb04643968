package io.crossfade.core.analysis;

/**
 * The share that comparisons may reckon with. A comparison asks of each request whose it was, so that a share that is
 * told before the load balancer acts on it, or before slower answers come at the new pace, would make every request of
 * the other cluster count against the candidate. A new share is therefore taken once the requests themselves have shown
 * it: once they are {@value #SHOWN_ODDS} times likelier under it than under the one before, counted from the moment
 * that is best for it.
 */
final class SettledShare {

    private static final double SHOWN_ODDS = 1e4;
    private static final double SHOWN = Math.log(SHOWN_ODDS);

    private double settled;
    private double next;
    private double ofCandidate;
    private double ofBaseline;
    private double shown;
    private boolean open;

    /** A share was told; true where it is to be reckoned with at once, because one of the clusters has none. */
    boolean tell(double share) {
        next = share;
        open = share != settled;
        shown = 0;
        if (open && (share <= 0 || share >= 1)) {
            return settle();
        }
        ofCandidate = settled == 0 ? SHOWN : Math.log(share / settled);
        ofBaseline = settled == 1 ? SHOWN : Math.log((1 - share) / (1 - settled));
        return false;
    }

    /** A request was seen; true where it settles the share that was told. */
    boolean observe(boolean candidate) {
        if (!open) {
            return false;
        }
        shown = Math.max(0, shown + (candidate ? ofCandidate : ofBaseline));
        return shown >= SHOWN && settle();
    }

    /** Counters told of so many requests, in no order; true where they settle the share that was told. */
    boolean observe(long baseline, long candidate) {
        if (!open) {
            return false;
        }
        shown = Math.max(0, shown + candidate * ofCandidate + baseline * ofBaseline);
        return shown >= SHOWN && settle();
    }

    double share() {
        return settled;
    }

    private boolean settle() {
        settled = next;
        open = false;
        return true;
    }
}
