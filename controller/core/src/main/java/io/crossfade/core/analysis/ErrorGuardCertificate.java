package io.crossfade.core.analysis;

import io.crossfade.core.analysis.sequential.Baseline;
import io.crossfade.core.analysis.sequential.ErrorCertificate;
import io.crossfade.core.analysis.sequential.Horizon;

/** Certifies that the candidate fails no more often than the baseline by a margin. */
final class ErrorGuardCertificate implements GuardCertificate {

    private static final int CANDIDATE = 2;
    private static final int BAD = 1;
    private static final int KINDS = 4;

    private final String guard;
    private final String claim;
    private final double falsePass;
    private final ErrorCertificate certificate;
    private final Arrivals arrivals;

    /**
     * A certificate that has seen nothing.
     *
     * @param points how much above the baseline's the candidate's rate may be
     * @param falsePass the chance that it is given falsely
     */
    ErrorGuardCertificate(String guard, double points, Baseline baseline, Horizon horizon, double falsePass) {
        this.guard = guard;
        this.claim = StepMargins.errorClaim(points);
        this.falsePass = falsePass;
        this.certificate = new ErrorCertificate(points, baseline, horizon);
        this.arrivals = new Arrivals(KINDS, kind -> certificate.observe(kind >= CANDIDATE, kind % CANDIDATE == BAD));
    }

    @Override
    public void begin(long nanos) {
        arrivals.begin(nanos);
    }

    @Override
    public void share(double told) {
        certificate.share(told);
    }

    @Override
    public void exponents(double ofFailures, double ofSlowness) {
        certificate.exponent(ofFailures);
    }

    @Override
    public void request(boolean candidate, boolean failed, long micros, long startedNanos) {
        int kind = (candidate ? CANDIDATE : 0) + (failed ? BAD : 0);
        if (!arrivals.keep(kind, startedNanos)) {
            certificate.observe(candidate, candidate);
        }
    }

    @Override
    public void bad(long times) {
        for (long i = 0; i < times; i++) {
            certificate.observe(true, true);
        }
    }

    @Override
    public Certificate assess(long nanos) {
        arrivals.release(nanos);
        return Certificate.of(guard, claim, certificate.wealth(0), falsePass);
    }
}
