package io.crossfade.core.analysis;

import static io.crossfade.core.port.SignalObserver.NO_HEADER;

import io.crossfade.core.analysis.sequential.Horizon;
import io.crossfade.core.analysis.sequential.LatencyCertificate;
import io.crossfade.core.analysis.sequential.LatencyTest;

/** Certifies that the candidate is not slower than the baseline by a margin. */
final class LatencyGuardCertificate implements GuardCertificate {

    private static final int CANDIDATE = 3;
    private static final int SLOW = 1;
    private static final int SLOW_FOR_CANDIDATE = 2;
    private static final int KINDS = CANDIDATE + 2;

    private final String guard;
    private final String claim;
    private final long resolutionMicros;
    private final double falsePass;
    private final LatencyCertificate certificate;
    private final Arrivals arrivals;

    /**
     * A certificate that has seen nothing.
     *
     * @param margin how much slower the candidate may be, as a part of the baseline's latency
     * @param resolutionMicros how much too small a latency may be told
     * @param falsePass the chance that it is given falsely
     */
    LatencyGuardCertificate(String guard, double margin, long resolutionMicros, Horizon horizon, double falsePass) {
        this.guard = guard;
        this.claim = StepMargins.latencyClaim(margin);
        this.resolutionMicros = resolutionMicros;
        this.falsePass = falsePass;
        this.certificate = new LatencyCertificate(margin, horizon);
        this.arrivals = new Arrivals(
                KINDS,
                kind -> certificate.observe(
                        kind >= CANDIDATE, kind % CANDIDATE != 0, kind % CANDIDATE == SLOW_FOR_CANDIDATE));
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
        certificate.exponent(ofSlowness);
    }

    @Override
    public void cut(RunningQuantiles baseline) {
        certificate.cut(baseline.micros(LatencyCertificate.QUANTILE));
    }

    @Override
    public void request(boolean candidate, boolean failed, long micros, long startedNanos) {
        if (certificate.isCut() && !arrivals.keep(kind(candidate, micros), startedNanos)) {
            certificate.observe(candidate, candidate, false);
        }
    }

    @Override
    public void bad(long times) {
        for (long i = 0; i < times; i++) {
            certificate.observe(true, true, false);
        }
    }

    @Override
    public Certificate assess(long nanos) {
        arrivals.release(nanos);
        return Certificate.of(guard, claim, certificate.wealth(0), falsePass);
    }

    /** A latency of the candidate may have been cut down more than that of the baseline which it is compared with. */
    private int kind(boolean candidate, long micros) {
        long latency = micros == NO_HEADER ? LatencyTest.NEVER : micros;
        if (candidate) {
            long longest = latency == LatencyTest.NEVER ? latency : latency + resolutionMicros;
            return CANDIDATE + (certificate.isSlow(true, longest) ? SLOW : 0);
        }
        if (certificate.isSlow(true, latency)) {
            return SLOW_FOR_CANDIDATE;
        }
        return certificate.isSlow(false, latency) ? SLOW : 0;
    }
}
