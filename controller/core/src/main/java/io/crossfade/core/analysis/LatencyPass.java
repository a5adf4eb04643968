package io.crossfade.core.analysis;

import io.crossfade.core.plan.Guard;

/** What the passing ledger says of a latency guard that does not fail: PASS or what is missing. */
final class LatencyPass {

    private final Guard.Latency guard;
    private final Evidence evidence;
    private final Thresholds thresholds;
    private final int absolute;
    private final int relative;

    LatencyPass(Guard.Latency guard, Evidence evidence) {
        this.guard = guard;
        this.evidence = evidence;
        this.thresholds = evidence.thresholds();
        this.absolute = thresholds.find(guard.name(), false);
        this.relative = thresholds.find(guard.name(), true);
    }

    /** The number of the absolute threshold; -1 where there is none. */
    int absolute() {
        return absolute;
    }

    /** The number of the relative threshold; -1 where there is none. */
    int relative() {
        return relative;
    }

    /** True where both clusters carry and the baseline's quantile is known. */
    boolean isCompared() {
        return relative >= 0 && evidence.comparable() && thresholds.known(relative);
    }

    /** Both limits have to be kept; the first that is not says so. */
    Opinion opinion() {
        if (!evidence.hasLines()) {
            return Opinion.missing(guard.name() + ": counters tell no latency, only lines of requests do");
        }
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

    /** What verdicts say of a threshold. */
    String what(int threshold) {
        String over = Words.latency(thresholds.micros(threshold));
        String than = threshold == relative
                ? " (the baseline's + " + Words.limit(guard.worseThanBaseline().orElseThrow()) + ")"
                : "";
        // The percent sign of the limit must survive being formatted.
        return Words.quantile(guard.quantile()) + " latency: %s slower than " + (over + than).replace("%", "%%");
    }

    private Opinion compare() {
        return thresholds.known(relative)
                ? estimate(relative)
                : Opinion.missing(guard.name() + " needs " + RunningQuantiles.LEAST
                        + " requests of the baseline to compare with");
    }

    private Opinion estimate(int threshold) {
        double allowed = guard.allowedSlow();
        return Opinion.estimate(
                guard, evidence, Columns.SLOW + threshold, what(threshold), allowed, Words.limit(allowed));
    }
}
