package io.crossfade.core.analysis;

import io.crossfade.core.plan.Guard;
import java.util.Optional;

/** A latency guard at work: a quantile's limit is a limit on the rate of slow requests. */
final class LatencyJudgement implements Judgement {

    private final Guard.Latency guard;
    private final Evidence evidence;
    private final Thresholds thresholds;
    private final int absolute;
    private final int relative;
    private final RateTest absoluteTest;
    private final RateTest relativeTest;
    private final double allowed;
    private boolean failing;
    private Optional<String> common = Optional.empty();

    LatencyJudgement(Guard.Latency guard, Evidence evidence) {
        this.guard = guard;
        this.evidence = evidence;
        this.thresholds = evidence.thresholds();
        this.absolute = thresholds.find(guard.name(), false);
        this.relative = thresholds.find(guard.name(), true);
        this.absoluteTest = new RateTest(evidence, Columns.SLOW + Math.max(0, absolute));
        this.relativeTest = new RateTest(evidence, Columns.SLOW + Math.max(0, relative));
        this.allowed = guard.allowedSlow();
    }

    @Override
    public boolean crosses() {
        return !failing
                && ((absolute >= 0 && absoluteTest.over(allowed) == Shown.OVER)
                        || (isCompared() && relativeTest.over(allowed) == Shown.OVER));
    }

    @Override
    public Verdict assess() {
        common = Optional.empty();
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
        Shown overLimit = absolute >= 0 ? absoluteTest.over(allowed) : Shown.NOT_OVER;
        if (overLimit == Shown.OVER) {
            return shown(Status.FAIL, absolute, absoluteTest);
        }
        Shown overBaseline = isCompared() ? relativeTest.over(allowed) : Shown.NOT_OVER;
        if (overBaseline == Shown.OVER) {
            return shown(Status.FAIL, relative, relativeTest);
        }
        if (overLimit == Shown.COMMON) {
            return shared(shown(Status.INCONCLUSIVE, absolute, absoluteTest));
        }
        if (overBaseline == Shown.COMMON) {
            return shared(shown(Status.INCONCLUSIVE, relative, relativeTest));
        }
        return estimate();
    }

    private Opinion shared(Opinion opinion) {
        common = Optional.of("common mode, the baseline is no faster: " + opinion.text());
        return opinion;
    }

    /** Both limits have to be kept; the first that is not says so. */
    private Opinion estimate() {
        boolean comparable = evidence.comparable() && relative >= 0;
        if (absolute >= 0) {
            Opinion within = estimate(absolute);
            if (within.status() != Status.PASS || !comparable) {
                return within;
            }
            Opinion compared = compare();
            return compared.status() == Status.PASS ? within : compared;
        }
        return comparable
                ? compare()
                : Opinion.notApplicable(guard.name() + ": nothing to compare with, one cluster has no share");
    }

    private Opinion compare() {
        return thresholds.known(relative)
                ? estimate(relative)
                : Opinion.missing(guard.name() + " needs " + RunningQuantiles.LEAST
                        + " requests of the baseline to compare with");
    }

    private Opinion estimate(int threshold) {
        return Opinion.estimate(
                guard, evidence, Columns.SLOW + threshold, what(threshold), allowed, Words.limit(allowed));
    }

    private Opinion shown(Status status, int threshold, RateTest test) {
        return Opinion.shown(status, what(threshold), allowed, Words.limit(allowed), test);
    }

    private String what(int threshold) {
        String over = Words.latency(thresholds.micros(threshold));
        String than = threshold == relative
                ? " (the baseline's + " + Words.limit(guard.worseThanBaseline().orElseThrow()) + ")"
                : "";
        // The percent sign of the limit must survive being formatted.
        return Words.quantile(guard.quantile()) + " latency: %s slower than " + (over + than).replace("%", "%%");
    }

    private boolean isCompared() {
        return relative >= 0 && evidence.comparable() && thresholds.known(relative);
    }
}
