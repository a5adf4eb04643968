package io.crossfade.core.analysis;

import io.crossfade.core.plan.Guard;
import java.util.Optional;

/** An error-rate guard at work: the hard stop, its absolute limit and its relative one, in this order. */
final class ErrorRateJudgement implements Judgement {

    /** The rate that the hard stop asks the baseline to be shown over where the guard has no limit of its own. */
    private static final double LIMIT_OF_HARD_STOP = 0.01;

    /**
     * The level at which a streak shows the candidate worse than a failing baseline. Where a streak begins is chosen by
     * what was seen, so the level is shared among the streaks of a long cutover: at a thousandth, both failing half of
     * their requests needs 29 failures in a row and not 15.
     */
    private static final double ALPHA_OF_STREAK = RateTest.ALPHA / 1000;

    private static final String RATE = "error rate %s";

    private final Guard.ErrorRate guard;
    private final Evidence evidence;
    private final RateTest test;
    private final double limit;
    private final double tolerance;
    private boolean failing;
    private Optional<String> common = Optional.empty();

    ErrorRateJudgement(Guard.ErrorRate guard, Evidence evidence) {
        this.guard = guard;
        this.evidence = evidence;
        this.test = new RateTest(evidence, Columns.FAILED);
        this.limit = guard.limit().orElse(Double.NaN);
        this.tolerance = guard.worseThanBaseline().orElse(Double.NaN);
    }

    @Override
    public boolean crosses() {
        return !failing
                && (hardStop() == Shown.OVER
                        || (hasLimit() && test.over(limit) == Shown.OVER)
                        || (isCompared() && test.overBaseline()));
    }

    @Override
    public Verdict assess() {
        common = Optional.empty();
        if (isCompared()) {
            test.drawLines(tolerance);
        }
        Opinion opinion = find();
        failing = opinion.status() == Status.FAIL;
        if (failing) {
            common = Optional.empty();
        }
        return opinion.verdict(guard);
    }

    @Override
    public Optional<String> commonMode() {
        return common;
    }

    private Opinion find() {
        Shown stop = hardStop();
        if (stop == Shown.OVER) {
            return stopped(Status.FAIL);
        }
        Shown over = hasLimit() ? test.over(limit) : Shown.NOT_OVER;
        if (over == Shown.OVER) {
            return Opinion.shown(Status.FAIL, RATE, limit, Words.limit(limit), test);
        }
        Optional<Opinion> shared = over == Shown.COMMON
                ? Optional.of(Opinion.shown(Status.INCONCLUSIVE, RATE, limit, Words.limit(limit), test))
                : stop == Shown.COMMON ? Optional.of(stopped(Status.INCONCLUSIVE)) : Optional.empty();
        if (isCompared() && test.overBaseline()) {
            return Opinion.shown(Status.FAIL, RATE, test.baselineRate() + tolerance, relativeText(), test);
        }
        if (shared.isPresent()) {
            common = shared.map(opinion -> "common mode, the baseline fails no less: " + opinion.text());
            return shared.get();
        }
        return estimate();
    }

    /** Every limit has to be kept; the first that is not says so. */
    private Opinion estimate() {
        if (hasLimit()) {
            Opinion absolute = Opinion.estimate(guard, evidence, Columns.FAILED, RATE, limit, Words.limit(limit));
            if (absolute.status() != Status.PASS || !isCompared()) {
                return absolute;
            }
            Opinion relative = relative();
            return relative.status() == Status.PASS ? absolute : relative;
        }
        return isCompared()
                ? relative()
                : Opinion.notApplicable(guard.name() + ": nothing to compare with, one cluster has no share");
    }

    private Opinion relative() {
        PassingLedger baseline = evidence.passing(false);
        if (baseline.requests() == 0) {
            return Opinion.missing(guard.name() + " needs requests of the baseline to compare with, has 0");
        }
        double allowed = RateTest.rate(baseline.count(Columns.FAILED), baseline.requests()) + tolerance;
        return Opinion.estimate(guard, evidence, Columns.FAILED, RATE, allowed, relativeText());
    }

    private Shown hardStop() {
        HardStop stop = evidence.hardStop();
        if (!evidence.comparable()) {
            return stop.isStreak() ? Shown.OVER : Shown.NOT_OVER;
        }
        if (!stop.isOn()) {
            return Shown.NOT_OVER;
        }
        long failed = stop.baselineFailures();
        long requests = stop.baselineRequests();
        double line = hasLimit() ? limit : LIMIT_OF_HARD_STOP;
        boolean baselineOver = ConfidenceSequence.isAbove(failed, requests, line, RateTest.ALPHA);
        return baselineOver && !CommonMode.isWorse(stop.streak(), stop.streak(), failed, requests, ALPHA_OF_STREAK)
                ? Shown.COMMON
                : Shown.OVER;
    }

    private Opinion stopped(Status status) {
        HardStop stop = evidence.hardStop();
        double baseline = RateTest.rate(stop.baselineFailures(), stop.baselineRequests());
        String text = "the last " + stop.streak() + " requests failed, baseline " + stop.baselineFailures() + " of "
                + stop.baselineRequests() + " meanwhile";
        return new Opinion(status, 1, baseline, limit, stop.streak(), text);
    }

    private String relativeText() {
        return "the baseline's + " + Words.limit(tolerance);
    }

    private boolean hasLimit() {
        return !Double.isNaN(limit);
    }

    private boolean isCompared() {
        return !Double.isNaN(tolerance) && evidence.comparable();
    }
}
