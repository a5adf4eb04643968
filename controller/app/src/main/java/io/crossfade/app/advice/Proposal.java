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

/**
 * Steps that keep a budget of harmed requests. With n requests until a fault is stopped, lambda requests a second and a
 * reaction of D seconds:
 *
 * <ul>
 *   <li>the first share is n / (lambda D): with less only time is lost, with more the reaction costs more than the
 *       judging;
 *   <li>a share rises by the factor e, which is the fastest of all geometric ramps that certify each step for the next:
 *       its time goes with c / ln c;
 *   <li>no rise is more than (B - n) / (lambda D), so that a candidate that cannot carry it harms no more than B;
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
     * @throws IllegalArgumentException where no steps of at least {@value #LEAST_RISE} of the traffic keep the budget
     */
    public static List<Step> steps(Expected expected, Demand demand) {
        double rise = (expected.harm() - Judges.STREAK) / expected.duringReaction();
        if (rise < LEAST_RISE) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "harm: %d (expected: at least %.0f at this rate and with a reaction of %s)",
                    expected.harm(),
                    Math.ceil(Judges.STREAK + LEAST_RISE * expected.duringReaction()),
                    Durations.text(expected.reaction())));
        }
        double first = Math.min(MOST_AT_FIRST, Math.min(rise, Judges.STREAK / expected.duringReaction()));
        var shares = shares(first, rise);
        var steps = new ArrayList<Step>();
        for (int i = 0; i < shares.size(); i++) {
            double share = shares.get(i).exactly().fraction();
            double next = i + 1 < shares.size() ? shares.get(i + 1).exactly().fraction() : 1;
            steps.add(Step.of(shares.get(i), Bake.of(bake(share, next, expected, demand))));
        }
        return steps;
    }

    private static List<Share> shares(double first, double rise) {
        var shares = new ArrayList<Share>();
        var share = readable(Math.max(first, 1.0 / Share.WHOLE));
        while (!share.isAll()) {
            shares.add(share);
            double before = share.exactly().fraction();
            double most = Math.min(before * Math.E, before + rise);
            boolean passesHalf = before < StepRisk.LAST_CERTIFIED && most > StepRisk.LAST_CERTIFIED;
            share = passesHalf ? readable(StepRisk.LAST_CERTIFIED) : readable(most);
        }
        shares.add(share);
        return shares;
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
