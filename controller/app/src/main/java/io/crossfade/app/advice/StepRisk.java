package io.crossfade.app.advice;

import io.crossfade.core.analysis.Judges;
import io.crossfade.core.analysis.sequential.Information;
import io.crossfade.core.plan.Share;
import io.crossfade.core.plan.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What one step risks at worst, and whether it can be left.
 *
 * @param step the step
 * @param totalFailure requests that fail where the candidate fails every request from this share on
 * @param overload requests that fail where the candidate can carry what it had before this step and no more; infinitely
 *     many where the guards tolerate as much
 * @param toSee how long it takes until every guard has its requests
 * @param toCertify how long it takes at least, in the mean, until it is shown that the candidate keeps the margin that
 *     the next step asks for; zero where the baseline has too little traffic for that
 */
public record StepRisk(Step step, double totalFailure, double overload, Duration toSee, Duration toCertify) {

    /** The chance that a certificate is wrong. */
    static final double BETA = 0.01;

    /** Above one half the baseline has too few requests to compare with: what can be shown is shown before. */
    static final double LAST_CERTIFIED = 0.5;

    /** More than this is no time to wait. */
    private static final double LONGEST_SECONDS = Duration.ofDays(365).toSeconds();

    /** The risk of each of {@code steps}. */
    public static List<StepRisk> of(List<Step> steps, Expected expected, Demand demand) {
        var risks = new ArrayList<StepRisk>();
        double before = 0;
        for (int i = 0; i < steps.size(); i++) {
            double share = fraction(steps.get(i).candidate());
            double next = i + 1 < steps.size() ? fraction(steps.get(i + 1).candidate()) : 1;
            risks.add(new StepRisk(
                    steps.get(i),
                    totalFailure(share, expected),
                    overload(before, share, expected, demand),
                    toSee(share, expected, demand),
                    toCertify(share, next, expected, demand)));
            before = share;
        }
        return risks;
    }

    /** True where the step's guards can have their requests before the cutover is held. */
    public boolean passable() {
        return toSee.compareTo(step.bake().atMost()) <= 0;
    }

    /** True where the step lasts long enough to show what the next one asks for. */
    public boolean certified() {
        return toCertify.compareTo(step.bake().full()) <= 0;
    }

    /** The worst of both faults. */
    public double harm() {
        return Math.max(totalFailure, overload);
    }

    /** A streak stops it; meanwhile, and until the balancer has obeyed, its share of the traffic fails. */
    static double totalFailure(double share, Expected expected) {
        return rounded(Judges.STREAK + share * expected.duringReaction());
    }

    /**
     * Of a share that cannot be carried what is too much fails: so often that it is shown after about so many failures,
     * and a streak's length is reckoned with where that is more.
     */
    static double overload(double before, double share, Expected expected, Demand demand) {
        double rate = (share - before) / share;
        double failures = rate * demand.requestsToShow(expected.errors(), rate, share);
        return rounded(Math.max(Judges.STREAK, failures) + (share - before) * expected.duringReaction());
    }

    static Duration toSee(double share, Expected expected, Demand demand) {
        return seconds(demand.requests() / (share * expected.perSecond()));
    }

    /** By a margin that lets no more users be harmed at the next share than the plan's own margin lets at the last. */
    static Duration toCertify(double share, double next, Expected expected, Demand demand) {
        return share > LAST_CERTIFIED
                ? Duration.ZERO
                : seconds(Information.secondsToCertify(
                        BETA,
                        expected.errors(),
                        Information.margin(demand.points(), demand.points(), next),
                        share,
                        expected.perSecond()));
    }

    private static double fraction(Share share) {
        return share.exactly().fraction();
    }

    /** To a thousandth, so that binary fractions make no 50 more than 50. */
    private static double rounded(double requests) {
        return Math.rint(requests * 1000) / 1000;
    }

    private static Duration seconds(double seconds) {
        return Duration.ofMillis((long) Math.ceil(Math.min(LONGEST_SECONDS, seconds) * 1000));
    }
}
