package io.crossfade.core.analysis;

import io.crossfade.core.plan.AchievedShare;
import java.util.List;

/** The part of all requests that goes to the candidate: nodes weigh by their own requests. */
final class MeanShare {

    private final long[] requestsOfNodes;

    MeanShare(int nodes) {
        this.requestsOfNodes = new long[nodes];
    }

    void requests(int node, long more) {
        requestsOfNodes[node] += more;
    }

    /** The mean of the shares that the nodes have; 0 where none is known. */
    double of(List<AchievedShare> shares) {
        double candidate = 0;
        double all = 0;
        for (int node = 0; node < shares.size(); node++) {
            double weight = 1 + requestsOfNodes[node];
            candidate += weight * shares.get(node).fraction();
            all += weight;
        }
        return all == 0 ? 0 : candidate / all;
    }
}
