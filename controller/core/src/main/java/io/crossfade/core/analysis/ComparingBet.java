package io.crossfade.core.analysis;

import io.crossfade.core.analysis.sequential.Baseline;
import io.crossfade.core.analysis.sequential.CountersTest;
import io.crossfade.core.analysis.sequential.Horizon;
import io.crossfade.core.analysis.sequential.RelativeErrorTest;
import io.crossfade.core.analysis.sequential.Stake;
import io.crossfade.core.analysis.sequential.Tolerance;
import io.crossfade.core.plan.Guard;

/** Bets that the candidate fails more often than the baseline by more than the guard tolerates. */
final class ComparingBet implements Bet {

    private static final double WEIGHT = 0.35;

    private final String name;
    private final Tolerance tolerance;
    private final RelativeErrorTest test;
    private final CountersTest polls;
    private long support;

    ComparingBet(Guard.ErrorRate guard, Stake stake, Horizon horizon) {
        this.name = guard.name() + "/baseline";
        this.tolerance =
                new Tolerance(guard.tolerance(), guard.worseThanBaseline().orElseThrow());
        this.test = new RelativeErrorTest(tolerance, Baseline.unknown(), stake, horizon);
        this.polls = new CountersTest(tolerance, Baseline.unknown(), stake, horizon.polls());
    }

    void observe(boolean candidate, boolean failed) {
        test.observe(candidate, failed);
        support += candidate && failed ? 1 : 0;
    }

    /** Counters alone told of these: the baseline's and the candidate's requests, and of each those that failed. */
    void poll(long nX, long nY, long kX, long kY) {
        if (test.applies()) {
            polls.observe(nX, nY, kX, kY);
        }
        support += kY;
    }

    Tolerance tolerance() {
        return tolerance;
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
        // Requests that are told one by one and polls are others and others.
        return test.wealth() * polls.wealth();
    }

    @Override
    public long support() {
        return support;
    }

    @Override
    public void share(double told, Horizon expected) {
        horizon(expected);
        test.share(told);
    }

    @Override
    public void horizon(Horizon expected) {
        test.horizon(expected);
        polls.horizon(expected.polls());
    }

    @Override
    public void exponents(double ofFailures, double ofSlowness) {
        test.exponent(ofFailures);
        polls.exponent(ofFailures);
    }

    @Override
    public void stepStart(int steps) {
        test.stepStart(steps);
        polls.stepStart(steps);
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
