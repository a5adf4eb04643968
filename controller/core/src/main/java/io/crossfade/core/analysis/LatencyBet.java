package io.crossfade.core.analysis;

import io.crossfade.core.analysis.sequential.Baseline;
import io.crossfade.core.analysis.sequential.Horizon;
import io.crossfade.core.analysis.sequential.LatencyTest;
import io.crossfade.core.analysis.sequential.Stake;
import io.crossfade.core.plan.Guard;

/**
 * Bets that the candidate is slower than the baseline by more than the guard's margin, anywhere in the distribution: a
 * candidate whose latencies are all within the margin keeps every quantile, and one that is slower at some quantile is
 * found from all its requests and not only from those few that are slower than a high one.
 */
final class LatencyBet implements Bet {

    private static final double WEIGHT = 0.25;

    /** Requests after which what was counted for the verdict's words weighs half. */
    private static final long MEMORY = 200;

    private static final double[] LOOKED_AT = {0.5, 0.9, 0.99};

    private final String name;
    private final double margin;
    private final long resolutionMicros;
    private final LatencyTest test;
    private final long[] lines = new long[LOOKED_AT.length];
    private final long[] over = new long[LOOKED_AT.length];
    private long counted;
    private long support;
    private long medianMicros;
    private boolean known;

    LatencyBet(Guard.Latency guard, long resolutionMicros, Stake stake, Horizon horizon) {
        this.name = guard.name() + "/baseline";
        this.margin = guard.worseThanBaseline().orElseThrow();
        // A latency of the candidate may be cut down less than that of the baseline which it is compared with.
        this.resolutionMicros = (long) Math.ceil(resolutionMicros * (1 + margin));
        this.test = new LatencyTest(margin, Baseline.unknown(), stake, horizon);
    }

    /** The baseline's quantiles were renewed. */
    void cut(RunningQuantiles baseline) {
        test.cut(baseline::micros);
        known = true;
        medianMicros = baseline.micros(LOOKED_AT[0]);
        for (int i = 0; i < lines.length; i++) {
            lines[i] = (long) (baseline.micros(LOOKED_AT[i]) * (1 + margin)) + resolutionMicros;
        }
    }

    /** True where this answer of the baseline, being one of its quicker half, can only count against the candidate. */
    boolean isQuick(long micros) {
        return micros <= medianMicros;
    }

    /** A request was answered after {@code micros}, or {@link LatencyTest#NEVER}. */
    void observe(boolean candidate, long micros) {
        double before = test.wealth();
        boolean shortened = candidate && micros != LatencyTest.NEVER;
        double after = test.observe(candidate, shortened ? Math.max(0, micros - resolutionMicros) : micros);
        if (candidate) {
            support += after > before ? 1 : 0;
            count(micros);
        }
    }

    private void count(long micros) {
        if (!known) {
            return;
        }
        if (++counted > MEMORY) {
            counted /= 2;
            for (int i = 0; i < over.length; i++) {
                over[i] /= 2;
            }
        }
        for (int i = 0; i < lines.length; i++) {
            over[i] += micros > lines[i] ? 1 : 0;
        }
    }

    /** What shows best that the candidate is slow. */
    Opinion slowest(Status status) {
        int most = 0;
        for (int i = 1; i < lines.length; i++) {
            most = excess(i) > excess(most) ? i : most;
        }
        double allowed = 1 - LOOKED_AT[most];
        double rate = RateTest.rate(over[most], counted);
        String text = Words.percent(rate) + " slower than " + Words.latency(lines[most]) + " (the baseline's "
                + Words.quantile(LOOKED_AT[most]) + " + " + Words.limit(margin) + ")"
                + Opinion.relation(status, rate > allowed) + Words.limit(allowed) + ", n="
                + counted;
        return new Opinion(status, rate, allowed, allowed, counted, text);
    }

    private double excess(int line) {
        return counted == 0 ? 0 : (double) over[line] / counted / (1 - LOOKED_AT[line]);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public double weight() {
        return WEIGHT;
    }

    @Override
    public double wealth() {
        return test.wealth();
    }

    @Override
    public long support() {
        return support;
    }

    @Override
    public void share(double told, Horizon expected) {
        test.horizon(expected);
        test.share(told);
    }

    @Override
    public void horizon(Horizon expected) {
        test.horizon(expected);
    }

    @Override
    public void exponents(double ofFailures, double ofSlowness) {
        test.exponent(ofSlowness);
    }

    @Override
    public void stepStart(int steps) {
        test.stepStart(steps);
    }

    @Override
    public void resume(double wealth) {
        test.resume(wealth);
    }

    @Override
    public void commonModeOver() {
        // It compares, so a fault of both brought it nothing.
    }
}
