package io.crossfade.app.advice;

import io.crossfade.core.analysis.Judges;
import io.crossfade.core.config.Durations;
import io.crossfade.core.plan.Bake;
import io.crossfade.core.plan.Share;
import io.crossfade.core.plan.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Steps that keep a budget of harmed requests. With n requests until a fault is stopped, lambda requests a second and a
 * reaction of D seconds:
 *
 * <ul>
 *   <li>the first share is n / (lambda D): with less only time is lost, with more the reaction costs more than the
 *       judging;
 *   <li>a share rises by the factor e, which is the fastest of all geometric ramps that certify each step for the next:
 *       its time goes with c / ln c;
 *   <li>no rise is more than (B - n) / (lambda D), so that a candidate that cannot carry it harms no more than B, and
 *       less where a small rise takes more failures to be shown;
 *   <li>a step lasts until its guards have their requests, until it is certified for the next share, and no less than
 *       the dwell; half of the traffic is a step of its own, since nothing is compared better than there.
 * </ul>
 *
 * <p>A candidate that begins to fail altogether only at some share w costs n + w lambda D there, whatever the steps are.
 */
public final class Proposal {

    /** Above this, n grows with the share, so that the first share is less. */
    private static final double MOST_AT_FIRST = 0.1;

    /** A ramp of smaller rises would have more steps than anybody wants. */
    private static final double LEAST_RISE = 0.02;

    private Proposal() {}

    /**
     * The steps.
     *
     * @throws IllegalArgumentException where no steps keep the budget; the message says which one can be kept
     */
    public static List<Step> steps(Expected expected, Demand demand) {
        return attempt(expected, demand)
                .orElseThrow(() -> new IllegalArgumentException(String.format(
                        Locale.ROOT,
                        "harm: %d (expected: %d or more at this rate and with a reaction of %s)",
                        expected.harm(),
                        enough(expected, demand),
                        Durations.text(expected.reaction()))));
    }

    /** Steps that keep the budget; what the guards tolerate without end is not reckoned with. */
    private static Optional<List<Step>> attempt(Expected expected, Demand demand) {
        double rise = (expected.harm() - Judges.STREAK) / expected.duringReaction();
        if (rise < LEAST_RISE) {
            return Optional.empty();
        }
        double first = Math.min(MOST_AT_FIRST, Math.min(rise, Judges.STREAK / expected.duringReaction()));
        var shares = shares(first, rise, expected, demand);
        var steps = new ArrayList<Step>();
        for (int i = 0; i < shares.size(); i++) {
            double share = shares.get(i).exactly().fraction();
            double next = i + 1 < shares.size() ? shares.get(i + 1).exactly().fraction() : 1;
            steps.add(Step.of(shares.get(i), Bake.of(bake(share, next, expected, demand))));
        }
        boolean kept = StepRisk.of(steps, expected, demand).stream()
                .mapToDouble(StepRisk::overload)
                .filter(Double::isFinite)
                .allMatch(harm -> harm <= expected.harm());
        return kept ? Optional.of(steps) : Optional.empty();
    }

    /** A budget that can be kept, about the least. */
    private static int enough(Expected expected, Demand demand) {
        int harm = (int)
                Math.max(expected.harm() + 1.0, Math.ceil(Judges.STREAK + LEAST_RISE * expected.duringReaction()));
        while (attempt(expected.withHarm(harm), demand).isEmpty()) {
            harm += Math.max(1, harm / 50);
        }
        return harm;
    }

    private static List<Share> shares(double first, double rise, Expected expected, Demand demand) {
        var shares = new ArrayList<Share>();
        var share = readable(Math.max(first, 1.0 / Share.WHOLE));
        while (!share.isAll()) {
            shares.add(share);
            double before = share.exactly().fraction();
            double most = Math.min(before * Math.E, before + rise);
            boolean passesHalf = before < StepRisk.LAST_CERTIFIED && most > StepRisk.LAST_CERTIFIED;
            share = harmless(share, readable(passesHalf ? StepRisk.LAST_CERTIFIED : most), expected, demand);
        }
        shares.add(share);
        return shares;
    }

    /**
     * The highest share up to {@code most} whose overload keeps the budget: a small rise overloads a small part of the
     * requests, which takes more failures to be shown than a streak has. Where none keeps it, the one that harms least.
     */
    private static Share harmless(Share before, Share most, Expected expected, Demand demand) {
        var best = most;
        double least = Double.POSITIVE_INFINITY;
        for (var share = most; share.compareTo(before) > 0; share = below(share)) {
            double harm = StepRisk.overload(
                    before.exactly().fraction(), share.exactly().fraction(), expected, demand);
            if (harm <= expected.harm()) {
                return share;
            }
            if (harm < least) {
                least = harm;
                best = share;
            }
        }
        return best;
    }

    private static Share below(Share share) {
        return readable((share.parts() - 1.0) / Share.WHOLE);
    }

    private static Duration bake(double share, double next, Expected expected, Demand demand) {
        var seen = StepRisk.toSee(share, expected, demand);
        var certified = StepRisk.toCertify(share, next, expected, demand);
        var longest = seen.compareTo(certified) > 0 ? seen : certified;
        return readable(longest.compareTo(expected.dwell()) > 0 ? longest : expected.dwell());
    }

    /** Rounded down, so that no rise becomes more: to whole percents from ten on, to tenths from one on. */
    private static Share readable(double fraction) {
        if (fraction >= 1) {
            return Share.ALL;
        }
        // The tiny term keeps what is a whole number in spite of binary fractions.
        int parts = (int) Math.floor(fraction * Share.WHOLE + 1e-6);
        int grain = parts >= 1_000 ? 100 : parts >= 100 ? 10 : 1;
        return new Share(parts / grain * grain);
    }

    /** Rounded up: to five seconds, from ten minutes on to minutes. */
    private static Duration readable(Duration duration) {
        long grain = duration.toMinutes() >= 10 ? 60_000 : 5_000;
        return Duration.ofMillis((duration.toMillis() + grain - 1) / grain * grain);
    }
}
