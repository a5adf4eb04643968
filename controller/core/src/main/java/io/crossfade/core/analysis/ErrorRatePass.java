package io.crossfade.core.analysis;

import io.crossfade.core.plan.Guard;

/** What the passing ledger says of an error-rate guard that does not fail: PASS or what is missing. */
final class ErrorRatePass {

    /** What verdicts say of the rate. */
    static final String RATE = "error rate %s";

    private final Guard.ErrorRate guard;
    private final Evidence evidence;

    ErrorRatePass(Guard.ErrorRate guard, Evidence evidence) {
        this.guard = guard;
        this.evidence = evidence;
    }

    /** Every limit has to be kept; the first that is not says so. */
    Opinion opinion() {
        boolean compared = guard.worseThanBaseline().isPresent() && evidence.comparable();
        if (guard.limit().isPresent()) {
            double limit = guard.limit().get();
            Opinion absolute = Opinion.estimate(guard, evidence, Columns.FAILED, RATE, limit, Words.limit(limit));
            if (absolute.status() != Status.PASS || !compared) {
                return absolute;
            }
            Opinion relative = relative();
            return relative.status() == Status.PASS ? absolute : relative;
        }
        return compared
                ? relative()
                : Opinion.notApplicable(guard.name() + ": nothing to compare with, one cluster has no share");
    }

    private Opinion relative() {
        PassingLedger baseline = evidence.passing(false);
        if (baseline.requests() == 0) {
            return Opinion.missing(guard.name() + " needs requests of the baseline to compare with, has 0");
        }
        double tolerance = guard.worseThanBaseline().orElseThrow();
        double allowed = RateTest.rate(baseline.count(Columns.FAILED), baseline.requests()) + tolerance;
        return Opinion.estimate(
                guard, evidence, Columns.FAILED, RATE, allowed, "the baseline's + " + Words.limit(tolerance));
    }
}
