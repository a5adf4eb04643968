package io.crossfade.core.analysis.sequential;

/**
 * Bets that the candidate's rate of failed, or of slow, requests is above a fixed limit, whatever the baseline does. A
 * latency limit is such a rate too: "p99 at most 800 ms" is "at most 1 % take longer than 800 ms".
 */
public final class AbsoluteTest {

    private static final int OK = 0;
    private static final int BAD = 1;

    /** A healthy candidate is taken to be bad this part as often as it may, to tell what a bet costs it. */
    private static final double HEALTHY = 0.1;

    private final double limit;
    private final EProcess process;
    private Horizon horizon;
    private double exponent = 1;

    /**
     * A test with a wealth of 1.
     *
     * @param limit the rate that the candidate may have, between 0 and 1, neither included
     * @param horizon the candidate's requests
     */
    public AbsoluteTest(double limit, Stake stake, Horizon horizon) {
        Require.that(limit > 0 && limit < 1, "limit", limit, "between 0 and 1, neither included");
        this.limit = limit;
        this.horizon = horizon;
        this.process = Alternatives.ABOVE.process(2, stake);
        renew();
    }

    /** What the test may expect from now on. */
    public void horizon(Horizon expected) {
        horizon = expected;
        renew();
    }

    /** Failures come in clusters: every score is raised to this power, above 0 and at most 1. */
    public void exponent(double power) {
        Require.that(power > 0 && power <= 1, "exponent", power, "above 0, at most 1");
        exponent = power;
        renew();
    }

    /** A later one of {@code steps} steps begins. */
    public void stepStart(int steps) {
        process.stepStart(steps);
    }

    /** Goes on with the wealth that the test had before the controller was started again. */
    public void resume(double wealth) {
        process.resume(wealth);
    }

    /** Judges one request of the candidate and returns the wealth. */
    public double observe(boolean isBad) {
        double wealth = process.observe(isBad ? BAD : OK);
        if (isBad) {
            process.bad();
        }
        return wealth;
    }

    public double wealth() {
        return process.wealth();
    }

    private void renew() {
        for (int j = 0; j < Alternatives.COUNT; j++) {
            double guess = Alternatives.ABOVE.rate(j, limit, limit);
            double ok = Cells.power((1 - guess) / (1 - limit), exponent);
            double bad = Cells.power(guess / limit, exponent);
            process.score(j, OK, ok);
            process.score(j, BAD, bad);
            double rate = HEALTHY * limit;
            double loss = -(rate * Math.log(bad) + (1 - rate) * Math.log(ok));
            // In a cluster of failures the first one announces the others, and must not be bet after.
            if (exponent == 1) {
                process.lossPerBad(j, loss / rate);
            } else {
                process.loss(j, loss, horizon);
            }
        }
        process.rescored();
    }
}
