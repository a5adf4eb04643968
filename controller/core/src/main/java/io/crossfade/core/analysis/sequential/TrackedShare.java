package io.crossfade.core.analysis.sequential;

/**
 * The candidate's share of the requests as the next request finds it: what was told, corrected by what was seen since.
 * With a real share a tenth beside the told one a test that trusts the told one loses its level; this one keeps it.
 */
final class TrackedShare {

    /** The told share weighs as much as this many requests. */
    private static final double WEIGHT_OF_WORD = 1_000;

    private static final double MEMORY = 500_000;

    private double told;
    private double requests;
    private double candidate;

    /** The load balancer was told a share; what was seen under another says nothing of it. */
    void tell(double share) {
        told = Require.share(share);
        requests = WEIGHT_OF_WORD;
        candidate = WEIGHT_OF_WORD * share;
    }

    void observe(boolean isCandidate) {
        requests++;
        if (isCandidate) {
            candidate++;
        }
        if (requests > MEMORY) {
            requests /= 2;
            candidate /= 2;
        }
    }

    double share() {
        return candidate / requests;
    }

    /** True where both clusters were told a share, so that they can be compared. */
    boolean isSplit() {
        return told > 0 && told < 1;
    }
}
