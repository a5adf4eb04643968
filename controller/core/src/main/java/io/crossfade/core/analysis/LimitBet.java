package io.crossfade.core.analysis;

import io.crossfade.core.analysis.sequential.Baseline;
import io.crossfade.core.analysis.sequential.GatedAbsolute;
import io.crossfade.core.analysis.sequential.Horizon;
import io.crossfade.core.analysis.sequential.Stake;

/**
 * Bets that the candidate's rate of bad requests is over an absolute limit and, while both clusters carry, that it is
 * worse than the baseline too.
 *
 * <p>What a fault of both clusters brings the limit's side is never lost again, so that from then on the smallest
 * difference between the clusters would do. Therefore a new epoch begins when such a fault is over, and also when one of
 * the clusters gets or loses its share: with fresh bets that are paid with what the old ones have come to and half of a
 * reserve. Both are fair exchanges, so the whole stays a wealth that begins with 1.
 */
final class LimitBet implements Bet {

    private static final double RESERVE = 0.2;

    private final String name;
    private final double weight;
    private final int column;
    private final double limit;
    private final boolean gated;
    private final Stake stake;
    private Horizon horizon;
    private GatedAbsolute bets;
    private double reserve = RESERVE;
    private double told;
    private double exponent = 1;
    private long baseline;
    private long baselineBad;
    private long support;

    /**
     * A bet with a wealth of 1.
     *
     * @param column which requests are bad, by {@link Columns}
     * @param gated false where the limit acts whatever the baseline does
     */
    LimitBet(String name, double weight, int column, double limit, boolean gated, Stake stake, Horizon horizon) {
        this.name = name;
        this.weight = weight;
        this.column = column;
        this.limit = limit;
        this.gated = gated;
        this.stake = stake;
        this.horizon = horizon;
        this.bets = fresh(1 - RESERVE);
    }

    int column() {
        return column;
    }

    double limit() {
        return limit;
    }

    /** @param skipped true where a good request of the baseline is to be left out of the comparison */
    void observe(boolean candidate, boolean bad, boolean skipped) {
        if (!skipped && !(candidate && isShareUnknown())) {
            bets.observe(candidate, bad);
        }
        if (candidate) {
            support += bad ? 1 : 0;
        } else {
            baseline++;
            baselineBad += bad ? 1 : 0;
        }
    }

    /** Counters alone told of these: the baseline's and the candidate's requests, and of each the bad ones. */
    void poll(long nX, long nY, long kX, long kY) {
        if (!isShareUnknown()) {
            bets.poll(nX, nY, kX, kY);
        }
        support += kY;
        baseline += nX;
        baselineBad += kX;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public double weight() {
        return weight;
    }

    @Override
    public double wealth() {
        return bets.wealth() + reserve;
    }

    @Override
    public long support() {
        return support;
    }

    @Override
    public void share(double share, Horizon expected) {
        horizon = expected;
        boolean turns = isSplit(share) != isSplit(told);
        told = share;
        if (turns) {
            begin();
        } else {
            bets.share(gateShare(), expected);
        }
    }

    @Override
    public void horizon(Horizon expected) {
        share(told, expected);
    }

    @Override
    public void exponents(double ofFailures, double ofSlowness) {
        exponent = column == Columns.FAILED ? ofFailures : ofSlowness;
        bets.exponent(exponent);
    }

    @Override
    public void stepStart(int steps) {
        bets.stepStart(steps);
    }

    @Override
    public void resume(double wealth) {
        bets.resume(wealth);
        reserve *= wealth;
    }

    @Override
    public void commonModeOver() {
        begin();
    }

    /**
     * The candidate's first requests show its share; before, the gate can not weigh them, and where the baseline is over
     * the limit a fault of both would be taken for one of the candidate.
     */
    private boolean isShareUnknown() {
        return gated && told == 0 && baselineBad >= limit * baseline;
    }

    private void begin() {
        double laid = reserve / 2;
        double capital = bets.wealth() + laid;
        reserve -= laid;
        bets = fresh(capital);
    }

    private GatedAbsolute fresh(double capital) {
        var fresh = new GatedAbsolute(limit, Baseline.of(baseline, baselineBad), stake, horizon);
        fresh.exponent(exponent);
        fresh.share(gateShare(), horizon);
        fresh.resume(capital);
        return fresh;
    }

    /** A share of all has no gate. */
    private double gateShare() {
        return gated ? told : 1;
    }

    private static boolean isSplit(double share) {
        return share > 0 && share < 1;
    }
}
