package io.crossfade.core.analysis;

/** What a streak of failures means for an error-rate guard: a fault of the candidate, or one that both share. */
final class StreakRule {

    /** The rate that the baseline is asked to be shown over where the guard has no limit of its own. */
    private static final double DEFAULT_LIMIT = 0.01;

    /**
     * The level at which a streak shows the candidate worse than a failing baseline. Where a streak begins is chosen by
     * what was seen, so the level is shared among the streaks of a long cutover: at a thousandth, both failing half of
     * their requests needs 29 failures in a row and not 15.
     */
    private static final double ALPHA = RateTest.ALPHA / 1000;

    private final Evidence evidence;
    private final double limit;

    /** A rule for a guard of the absolute {@code limit}, NaN where it has none. */
    StreakRule(Evidence evidence, double limit) {
        this.evidence = evidence;
        this.limit = limit;
    }

    Shown shown() {
        HardStop stop = evidence.hardStop();
        if (!evidence.comparable()) {
            return stop.isStreak() ? Shown.OVER : Shown.NOT_OVER;
        }
        if (!stop.isOn()) {
            return Shown.NOT_OVER;
        }
        long failed = stop.baselineFailures();
        long requests = stop.baselineRequests();
        double line = Double.isNaN(limit) ? DEFAULT_LIMIT : limit;
        boolean baselineOver = ConfidenceSequence.isAbove(failed, requests, line, RateTest.ALPHA);
        return baselineOver && !CommonMode.isWorse(stop.streak(), stop.streak(), failed, requests, ALPHA)
                ? Shown.COMMON
                : Shown.OVER;
    }

    Opinion opinion(Status status) {
        HardStop stop = evidence.hardStop();
        double baseline = RateTest.rate(stop.baselineFailures(), stop.baselineRequests());
        String text = "the last " + stop.streak() + " requests failed, baseline " + stop.baselineFailures() + " of "
                + stop.baselineRequests() + " meanwhile";
        return new Opinion(status, 1, baseline, limit, stop.streak(), text);
    }
}
