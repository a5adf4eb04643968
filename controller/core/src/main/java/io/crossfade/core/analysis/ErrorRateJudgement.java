package io.crossfade.core.analysis;

import io.crossfade.core.plan.Guard;
import java.util.Optional;

/** An error-rate guard at work: the hard stop, its absolute limit and its relative one, in this order. */
final class ErrorRateJudgement implements Judgement {

    private final Guard.ErrorRate guard;
    private final Evidence evidence;
    private final ErrorRatePass pass;
    private final StreakRule streak;
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
        this.pass = new ErrorRatePass(guard, evidence);
        this.streak = new StreakRule(evidence, limit, null);
    }

    @Override
    public boolean crosses() {
        return !failing
                && (streak.shown() == Shown.OVER
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
        Shown stop = streak.shown();
        if (stop == Shown.OVER) {
            return streak.opinion(Status.FAIL);
        }
        Shown over = hasLimit() ? test.over(limit) : Shown.NOT_OVER;
        if (over == Shown.OVER) {
            return Opinion.shown(Status.FAIL, ErrorRatePass.RATE, limit, Words.limit(limit), test);
        }
        Optional<Opinion> shared = over == Shown.COMMON
                ? Optional.of(Opinion.shown(Status.INCONCLUSIVE, ErrorRatePass.RATE, limit, Words.limit(limit), test))
                : stop == Shown.COMMON ? Optional.of(streak.opinion(Status.INCONCLUSIVE)) : Optional.empty();
        if (isCompared() && test.overBaseline()) {
            return Opinion.shown(
                    Status.FAIL, ErrorRatePass.RATE, test.baselineRate() + tolerance, relativeText(), test);
        }
        if (shared.isPresent()) {
            common = shared.map(opinion -> "common mode, the baseline fails no less: " + opinion.text());
            return shared.get();
        }
        return pass.opinion();
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
