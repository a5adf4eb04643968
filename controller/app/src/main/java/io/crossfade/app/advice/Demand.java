package io.crossfade.app.advice;

import io.crossfade.core.analysis.sequential.Information;
import io.crossfade.core.analysis.sequential.Tolerance;
import io.crossfade.core.plan.Guard;
import io.crossfade.core.plan.Plan;
import java.util.Locale;
import java.util.Optional;

/**
 * What a plan's guards ask for, shadows left out.
 *
 * @param points how much worse than the baseline the candidate may be, as a fraction of its requests
 * @param limit the least limit of its error rate, where there is one
 * @param requests of the candidate that every guard has to see before a step is left
 * @param falseAlarm how likely a good candidate may be rolled back
 */
public record Demand(double points, Optional<Double> limit, int requests, double falseAlarm) {

    /** What a candidate may be worse where no guard says it. */
    public static final double USUAL_POINTS = 0.005;

    /** A fault's rate is reckoned with up to here: of a rate of 1 a test's information has no value. */
    private static final double NEARLY_ALL = 1 - 1e-6;

    /**
     * The demand of {@code plan}.
     *
     * @param errors the part of the requests that fails in any case
     * @throws IllegalArgumentException where so many fail that a limit is reached without any fault
     */
    public static Demand of(Plan plan, double errors) {
        var guards = plan.guards().stream().filter(guard -> !guard.shadow()).toList();
        var rates = guards.stream()
                .filter(Guard.ErrorRate.class::isInstance)
                .map(Guard.ErrorRate.class::cast)
                .toList();
        var limit = rates.stream()
                .map(Guard.ErrorRate::limit)
                .flatMap(Optional::stream)
                .min(Double::compare);
        if (limit.isPresent() && errors >= limit.get()) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "baseline-errors: %s (expected: below %s, the limit of the plan's error rate)",
                    Percent.text(errors),
                    Percent.text(limit.get())));
        }
        double points = rates.stream()
                .map(Guard.ErrorRate::worseThanBaseline)
                .flatMap(Optional::stream)
                .filter(tolerance -> tolerance > 0)
                .min(Double::compare)
                .or(() -> limit.map(most -> most - errors))
                .orElse(USUAL_POINTS);
        return new Demand(
                points,
                limit,
                guards.stream().mapToInt(Guard::minRequests).max().orElse(0),
                plan.policies().judging().falseAlarm());
    }

    /**
     * The least requests of the candidate, in the mean, until it is shown that it fails more often than it may: by
     * comparison, or by the limit where that is sooner. Infinitely many where it may fail so often.
     *
     * @param errors the rate of the baseline
     * @param rate the rate of the candidate
     * @param share the candidate's, above 0 and at most 1
     */
    double requestsToShow(double errors, double rate, double share) {
        double reckoned = Math.min(rate, NEARLY_ALL);
        // Where the baseline has no traffic nothing can be compared.
        double compared = share >= 1
                ? Double.POSITIVE_INFINITY
                : share
                        * Information.requests(
                                falseAlarm,
                                Information.ofDifference(errors, reckoned, share, new Tolerance(1, points)));
        double alone = limit.map(most -> Information.requests(falseAlarm, Information.ofLimit(reckoned, most)))
                .orElse(Double.POSITIVE_INFINITY);
        return Math.min(compared, alone);
    }
}
