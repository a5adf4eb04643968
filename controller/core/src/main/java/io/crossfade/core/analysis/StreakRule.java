package io.crossfade.core.analysis;

import org.jspecify.annotations.Nullable;

/**
 * What a streak of failures means for an error-rate guard: a fault of the candidate, or one that both share. Where the
 * baseline carries it must have been heard since the streak began, or the streak must be four times as long: a fault of
 * both begins with the cluster that has more of the traffic.
 *
 * <p>It is no part of the budget for false alarms. A candidate that fails at its limit {@code p}, each request by
 * itself, meets five failures in a row with chance {@code p^5} from any request on: 1e-10 at 1 %, so once in 1e4 cutovers
 * of a million requests.
 */
final class StreakRule {

    /** The rate that the baseline is asked to be shown over where the guard has no limit of its own. */
    private static final double DEFAULT_LIMIT = 0.01;

    /**
     * The level at which a streak shows the candidate worse than a failing baseline. Where a streak begins is chosen by
     * what was seen, so the level is shared among the streaks of a long cutover: at a thousandth, both failing half of
     * their requests needs 29 failures in a row and not 15.
     */
    private static final double ALPHA = RateTest.ALPHA / 1000;

    /**
     * Where the evidence decides after a few more failures anyway, a streak waits for it already where the baseline
     * seems to be over its line: one failure of its five meanwhile, with a limit of 1 %, is that much.
     */
    private static final double SEEMING = 0.4;

    private final Evidence evidence;
    private final double limit;
    private final @Nullable RateTest ledger;

    /**
     * A rule for a guard of the absolute {@code limit}, NaN where it has none.
     *
     * @param ledger where it is given, the baseline counts as over its line also by what it did before the streak
     *     began, and a streak waits where the little that came since is no better
     */
    StreakRule(Evidence evidence, double limit, @Nullable RateTest ledger) {
        this.evidence = evidence;
        this.limit = limit;
        this.ledger = ledger;
    }

    Shown shown() {
        HardStop stop = evidence.hardStop();
        if (!evidence.comparable()) {
            return stop.isStreak() ? Shown.OVER : Shown.NOT_OVER;
        }
        if (!stop.isOn() || stop.isUncompared()) {
            return Shown.NOT_OVER;
        }
        long failed = stop.baselineFailures();
        long requests = stop.baselineRequests();
        double line = Double.isNaN(limit) ? DEFAULT_LIMIT : limit;
        if (CommonMode.isWorse(stop.streak(), stop.streak(), failed, requests, ALPHA)) {
            return Shown.OVER;
        }
        if (ConfidenceSequence.isAbove(failed, requests, line, RateTest.ALPHA) || wasOver(line)) {
            return Shown.COMMON;
        }
        boolean waits = ledger != null && ConfidenceSequence.isAbove(failed, requests, line, SEEMING);
        return waits ? Shown.NOT_OVER : Shown.OVER;
    }

    private boolean wasOver(double line) {
        HardStop stop = evidence.hardStop();
        return ledger != null
                && (ConfidenceSequence.isAbove(stop.baselineLastFailures(), stop.baselineLast(), line, RateTest.ALPHA)
                        || ledger.baselineOver(line));
    }

    Opinion opinion(Status status) {
        HardStop stop = evidence.hardStop();
        double baseline = RateTest.rate(stop.baselineFailures(), stop.baselineRequests());
        String text = "the last " + stop.streak() + " requests failed, baseline " + stop.baselineFailures() + " of "
                + stop.baselineRequests() + " meanwhile";
        return new Opinion(status, 1, baseline, limit, stop.streak(), text);
    }
}
