package io.crossfade.core.analysis;

import io.crossfade.core.analysis.sequential.Information;
import io.crossfade.core.plan.Guard;
import io.crossfade.core.plan.Plan;

/**
 * What a candidate must be shown to keep before a step may end early. It need not be more than the next step's users can
 * bear: while the next share is small a wide margin harms few, and a wide margin takes few requests to show.
 */
final class StepMargins {

    /** How much slower than the baseline, by step; the last is that of all later steps too. */
    private static final double[] SLOWER = {1.0, 0.5, 0.35, 0.25};

    private StepMargins() {}

    /**
     * How much above the baseline's the candidate's failing rate may be: what the guard tolerates anyway, or what harms
     * no more than the plan's part of all users at the share of the next step.
     *
     * @param step one that has a next
     */
    static double points(Plan plan, int step, Guard.ErrorRate guard) {
        double next = plan.step(step + 1).candidate().exactly().fraction();
        double harm = plan.policies().judging().harm();
        return Information.margin(guard.worseThanBaseline().orElse(0.0), harm, next);
    }

    /** How much slower than the baseline the candidate may be, as a part; at least what the guard tolerates anyway. */
    static double slower(int step, Guard.Latency guard) {
        double usual = SLOWER[Math.min(step, SLOWER.length - 1)];
        return Math.max(usual, guard.worseThanBaseline().orElse(0.0));
    }

    /** True where there can be a certificate for {@code guard}: it is one that compares, or whose failures compare. */
    static boolean canCertify(Guard guard) {
        return guard instanceof Guard.ErrorRate
                || (guard instanceof Guard.Latency latency
                        && latency.worseThanBaseline().isPresent());
    }

    static String errorClaim(double points) {
        return "the candidate's error rate is at most the baseline's + "
                + Words.limit(points).replace("%", " pp");
    }

    static String latencyClaim(double margin) {
        return "the candidate's p95 latency is at most the baseline's + " + Words.limit(margin);
    }
}
