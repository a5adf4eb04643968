package io.crossfade.core.analysis;

import io.crossfade.core.plan.AchievedShare;
import java.util.List;

/** The part of all requests that goes to the candidate: nodes weigh by their own requests. */
final class NodeShares {

    private final long[] requests;

    NodeShares(int nodes) {
        requests = new long[nodes];
    }

    void requests(int node, long more) {
        requests[node] += more;
    }

    /** The candidate has these shares, in the order of nodes; returns what that is of all requests. */
    double tell(List<AchievedShare> shares) {
        double candidate = 0;
        double all = 0;
        for (int node = 0; node < shares.size(); node++) {
            double weight = 1 + requests[node];
            candidate += weight * shares.get(node).fraction();
            all += weight;
        }
        return all == 0 ? 0 : candidate / all;
    }
}
