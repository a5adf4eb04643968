package io.crossfade.core.analysis;

import io.crossfade.core.plan.AchievedShare;
import java.util.List;
import java.util.Optional;

/**
 * Whether the candidate's part of real requests is the part that it was given. Each request is expected on the
 * candidate with the share of the node that it came over, so that nodes weigh by their own request rates and a ramp
 * may run on.
 */
final class ShareCheck {

    private static final double ALPHA = 0.001;
    private static final double WIDENING = 0.1;

    private final double[] shares;
    private double expected;
    private long candidate;
    private long requests;

    ShareCheck(int nodes) {
        this.shares = new double[nodes];
    }

    void exposure(List<AchievedShare> exposed) {
        for (int node = 0; node < shares.length; node++) {
            shares[node] = exposed.get(node).fraction();
        }
    }

    void clear() {
        expected = 0;
        candidate = 0;
        requests = 0;
    }

    void add(int node, boolean isCandidate, long count) {
        expected += shares[node] * count;
        candidate += isCandidate ? count : 0;
        requests += count;
    }

    /** Present where the part that was seen can not be the one that was given, a tenth of it more or less. */
    Optional<String> doubt() {
        if (requests == 0) {
            return Optional.empty();
        }
        double share = expected / requests;
        double most = share * (1 + WIDENING);
        double least = share * (1 - WIDENING);
        boolean tooMany = most < 1 && ConfidenceSequence.isAbove(candidate, requests, most, ALPHA);
        boolean tooFew = ConfidenceSequence.isBelow(candidate, requests, least, ALPHA);
        return tooMany || tooFew
                ? Optional.of("the candidate gets " + Words.percent((double) candidate / requests)
                        + " of the requests instead of " + Words.percent(share) + ", n=" + requests)
                : Optional.empty();
    }
}
