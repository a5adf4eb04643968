package io.crossfade.simulations.yardstick;

import io.crossfade.core.analysis.sequential.LabelScores;
import io.crossfade.core.analysis.sequential.Tolerance;

/**
 * What no test can beat. A rule that raises a false alarm with probability at most alpha needs, on average, at least
 * {@code ln(1/alpha) / I} requests to find a fault, where {@code I} is the least divergence per request of what the
 * fault looks like from anything that would be acceptable (Wald; optional stopping and the data-processing inequality).
 */
final class Limit {

    private Limit() {}

    /** In requests of the candidate, for a candidate that must not fail more than the baseline. */
    static double candidateRequests(Fault fault, double alpha) {
        double most = Math.min(fault.candidateRate(), 1 - 1e-12);
        double information = LabelScores.of(fault.baselineRate(), most, fault.share(), Tolerance.NONE)
                .information();
        return fault.share() * -Math.log(alpha) / information;
    }
}
