package io.crossfade.core.analysis.sequential;

/**
 * An absolute limit that a fault of both clusters does not cross: it bets against "the candidate keeps its limit, or it
 * is at most a tenth worse than the baseline", with the lesser of the two wealths. Where one of the clusters has no
 * share there is nothing to compare with and the limit acts alone, on what is seen from there on: what a fault of both
 * brought it before does not count.
 */
public final class GatedAbsolute {

    private final AbsoluteTest absolute;
    private final RelativeErrorTest gate;
    private final CountersTest gateOfPolls;
    private double wealth = 1;
    private double wealthAtTurn = 1;
    private double absoluteAtTurn = 1;
    private double gateAtTurn = 1;

    /**
     * A test with a wealth of 1.
     *
     * @param limit the rate that the candidate may have, between 0 and 1, neither included
     * @param baseline what is known of the baseline's rate; read once
     * @param horizon the requests of both clusters together
     */
    public GatedAbsolute(double limit, Baseline baseline, Stake stake, Horizon horizon) {
        absolute = new AbsoluteTest(limit, stake, horizon);
        gate = new RelativeErrorTest(Tolerance.COMMON_MODE, baseline, stake, horizon);
        gateOfPolls = new CountersTest(Tolerance.COMMON_MODE, baseline, stake, horizon.polls());
    }

    /**
     * The candidate's share of all requests from now on, 0 to 1.
     *
     * @param expected the requests of both clusters together from now on
     */
    public void share(double told, Horizon expected) {
        boolean before = gate.applies();
        gate.share(told);
        gate.horizon(expected);
        gateOfPolls.horizon(expected.polls());
        absolute.horizon(expected.part(told));
        if (gate.applies() != before) {
            wealthAtTurn = wealth;
            absoluteAtTurn = absolute.wealth();
            gateAtTurn = gateWealth();
        }
    }

    /** Failures come in clusters: every score is raised to this power, above 0 and at most 1. */
    public void exponent(double power) {
        absolute.exponent(power);
        gate.exponent(power);
        gateOfPolls.exponent(power);
    }

    /** A later one of {@code steps} steps begins. */
    public void stepStart(int steps) {
        absolute.stepStart(steps);
        gate.stepStart(steps);
        gateOfPolls.stepStart(steps);
    }

    /** Goes on with the wealth that the test had before the controller was started again. */
    public void resume(double resumed) {
        wealth *= resumed;
        wealthAtTurn *= resumed;
    }

    /** Judges one request and returns the wealth. */
    public double observe(boolean isCandidate, boolean isBad) {
        gate.observe(isCandidate, isBad);
        if (isCandidate) {
            absolute.observe(isBad);
        }
        return settle();
    }

    /**
     * Judges what counters told of one poll and returns the wealth. The candidate's bad requests are taken first: what is
     * bet after one of them must not know that another follows.
     *
     * @param nX the baseline's requests
     * @param nY the candidate's requests
     * @param kX the baseline's bad ones, 0 to {@code nX}
     * @param kY the candidate's bad ones, 0 to {@code nY}
     */
    public double poll(long nX, long nY, long kX, long kY) {
        if (gate.applies()) {
            gateOfPolls.observe(nX, nY, kX, kY);
        }
        for (long i = 0; i < nY; i++) {
            absolute.observe(i < kY);
        }
        return settle();
    }

    private double settle() {
        double gained = ratio(absolute.wealth(), absoluteAtTurn);
        if (gate.applies()) {
            gained = Math.min(gained, ratio(gateWealth(), gateAtTurn));
        }
        wealth = wealthAtTurn * gained;
        return wealth;
    }

    /** Requests that are told one by one and polls are others and others: what both say is multiplied. */
    private double gateWealth() {
        return gate.wealth() * gateOfPolls.wealth();
    }

    public double wealth() {
        return wealth;
    }

    /** The wealth of the limit alone, whatever the baseline does: great while {@link #wealth} is not, both are over. */
    public double ungated() {
        return absolute.wealth();
    }

    private static double ratio(double now, double before) {
        return before > 0 ? now / before : 0;
    }
}
