package io.crossfade.core.plan;

/**
 * The pair of shares that a load balancer gives the two clusters. The candidate's share says it all; the baseline has
 * the rest.
 *
 * @param candidate the candidate's share
 */
public record Split(Share candidate) {

    /** All traffic to the baseline: where a rollback ends. */
    public static final Split ALL_BASELINE = new Split(Share.NONE);

    public Share baseline() {
        return candidate.rest();
    }

    @Override
    public String toString() {
        return "baseline " + baseline() + " / candidate " + candidate;
    }
}
