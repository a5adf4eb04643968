package io.crossfade.core.analysis.sequential;

/**
 * Bets on the candidate's rate against the baseline's, request by request, while both may move with time as they like.
 * Bets are renewed now and then from the baseline's rate and the share as they were before; while one of the clusters
 * has no share nothing is bet.
 */
final class Comparison {

    /** The bets are looked over after this many requests. */
    private static final int RENEWAL = 500;

    /** Bets are made anew where the share has moved by more than this part of itself, or the baseline's rate. */
    private static final double SHARE_MOVED = 0.002;

    private static final double RATE_MOVED = 0.01;

    private final Tolerance tolerance;
    private final Guesses guesses;
    private final Baseline baseline;
    private final TrackedShare share = new TrackedShare();
    private final EProcess process;
    private Horizon horizon;
    private double exponent = 1;
    private double rateOfBets;
    private double shareOfBets;
    private int untilRenewal;
    private boolean isSplit;

    Comparison(Tolerance tolerance, Guesses guesses, Baseline baseline, Stake stake, Horizon horizon) {
        this.tolerance = tolerance;
        this.guesses = guesses;
        this.baseline = baseline.copy();
        this.horizon = horizon;
        this.process = guesses.process(Cells.COUNT, stake);
    }

    void share(double told) {
        share.tell(told);
        isSplit = share.isSplit();
        renew();
    }

    void horizon(Horizon expected) {
        horizon = expected;
        renew();
    }

    void exponent(double power) {
        Require.that(power > 0 && power <= 1, "exponent", power, "above 0, at most 1");
        exponent = power;
        renew();
    }

    EProcess process() {
        return process;
    }

    boolean isSplit() {
        return isSplit;
    }

    double observe(boolean isCandidate, boolean isBad) {
        double wealth = isSplit ? bet(isCandidate, isBad) : process.wealth();
        if (!isCandidate) {
            baseline.observe(isBad);
        }
        return wealth;
    }

    private double bet(boolean isCandidate, boolean isBad) {
        if (--untilRenewal <= 0) {
            lookOver();
        }
        share.observe(isCandidate);
        double wealth = process.observe(Cells.of(isCandidate, isBad));
        if (isCandidate && isBad) {
            process.bad();
        }
        return wealth;
    }

    private void lookOver() {
        untilRenewal = RENEWAL;
        if (hasMoved(baseline.rate(), rateOfBets, RATE_MOVED) || hasMoved(share.share(), shareOfBets, SHARE_MOVED)) {
            renew();
        }
    }

    private static boolean hasMoved(double now, double before, double part) {
        return Math.abs(now - before) > part * before;
    }

    private void renew() {
        untilRenewal = RENEWAL;
        if (!isSplit) {
            return;
        }
        rateOfBets = baseline.rate();
        shareOfBets = share.share();
        double limit = tolerance.limit(rateOfBets);
        for (int j = 0; j < guesses.count(); j++) {
            double guess = guesses.rate(j, rateOfBets, limit);
            LabelScores scores =
                    guess == limit ? LabelScores.NEUTRAL : LabelScores.of(rateOfBets, guess, shareOfBets, tolerance);
            Cells.set(process, j, scores, exponent);
            double loss = exponent * guesses.loss(scores, rateOfBets, shareOfBets);
            // In a cluster of failures the first one announces the others, and must not be bet after.
            if (guesses.waitsForBad() && exponent == 1) {
                process.lossPerBad(j, loss / (shareOfBets * rateOfBets));
            } else {
                process.loss(j, loss, horizon);
            }
        }
        process.rescored();
    }
}
