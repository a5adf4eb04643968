package io.crossfade.haproxy;

import java.util.List;

/**
 * A weight for every server, in the order in which the plan names the servers.
 *
 * @param baseline 0 to 256 each
 * @param candidate 0 to 256 each
 */
record Weights(List<Integer> baseline, List<Integer> candidate) {

    /** The highest weight that HAProxy takes. */
    static final int MOST = 256;

    Weights {
        baseline = List.copyOf(baseline);
        candidate = List.copyOf(candidate);
    }
}
