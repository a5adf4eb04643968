package io.crossfade.core.analysis.sequential;

import java.util.function.DoubleToLongFunction;

/**
 * Bets that the candidate is slower than the baseline by more than a margin, anywhere in the distribution: the
 * candidate's latency is divided by one plus the margin and falls, like the baseline's, into one of eight bins cut at
 * the baseline's running quantiles. While both drift together nothing is won, wherever the cuts are. A request without
 * an answer is slower than any. Requests are given in the order in which they ended.
 */
public final class LatencyTest {

    /** The latency of a request that had no answer. */
    public static final long NEVER = Long.MAX_VALUE;

    private static final double[] QUANTILES = {0.5, 0.75, 0.9, 0.95, 0.99, 0.999};
    private static final int BINS = LatencyShapes.BINS;
    private static final int FAR = 3;

    /** No cut is above this: a cut times a few still fits. */
    private static final long HIGHEST = NEVER >> 3;

    /** The bets are looked over after this many requests. */
    private static final int RENEWAL = 500;

    private static final double SHARE_MOVED = 0.002;

    /** The part of the baseline's requests without an answer is taken in powers of this. */
    private static final double MISSING_STEP = 2;

    private final double margin;
    private final EProcess process;
    private final TrackedShare share = new TrackedShare();
    private final Baseline missing;
    private final long[] cutsOfBaseline = new long[BINS - 1];
    private final long[] cutsOfCandidate = new long[BINS - 1];
    private LatencyShapes shapes = new LatencyShapes(0);
    private double missingOfShapes;
    private Horizon horizon;
    private double exponent = 1;
    private double shareOfBets;
    private int untilRenewal;
    private boolean isSplit;
    private boolean isCut;

    /**
     * A test with a wealth of 1 that bets nothing before it is told a share and cuts.
     *
     * @param margin how much slower the candidate may be, as a part of the baseline's latency, 0 or more
     * @param failures what is known of the baseline's failing rate; read once
     * @param horizon the requests of both clusters together
     */
    public LatencyTest(double margin, Baseline failures, Stake stake, Horizon horizon) {
        Require.that(margin >= 0 && margin < 1e6, "margin", margin, "0 to 1e6");
        this.margin = margin;
        this.missing = failures.copy();
        this.horizon = horizon;
        this.process = new EProcess(EProcess.even(LatencyShapes.COUNT), 2 * BINS, stake);
    }

    /**
     * Cuts the bins anew.
     *
     * @param quantile the baseline's latency at a quantile between 0 and 1, by what was seen until now
     */
    public void cut(DoubleToLongFunction quantile) {
        for (int i = 0; i < QUANTILES.length; i++) {
            cut(i, quantile.applyAsLong(QUANTILES[i]));
        }
        cut(QUANTILES.length, FAR * cutsOfBaseline[QUANTILES.length - 1]);
        isCut = true;
    }

    /** The candidate's share of all requests from now on, 0 to 1. */
    public void share(double told) {
        share.tell(told);
        isSplit = share.isSplit();
        renew();
    }

    /** What the test may expect from now on. */
    public void horizon(Horizon expected) {
        horizon = expected;
        renew();
    }

    /** Slow requests come in clusters: every score is raised to this power, above 0 and at most 1. */
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

    /**
     * Judges one request and returns the wealth.
     *
     * @param latency in the unit of the cuts; {@link #NEVER} where there was no answer
     */
    public double observe(boolean isCandidate, long latency) {
        double wealth = isSplit && isCut ? bet(isCandidate, latency) : process.wealth();
        if (!isCandidate) {
            missing.observe(latency == NEVER);
        }
        return wealth;
    }

    public double wealth() {
        return process.wealth();
    }

    private double bet(boolean isCandidate, long latency) {
        if (--untilRenewal <= 0) {
            lookOver();
        }
        share.observe(isCandidate);
        int bin = isCandidate ? BINS + bin(cutsOfCandidate, latency) : bin(cutsOfBaseline, latency);
        return process.observe(bin);
    }

    /** The least {@code i} at which the latency is not above the cut. */
    private static int bin(long[] cuts, long latency) {
        int bin = 0;
        while (bin < BINS - 1 && latency > cuts[bin]) {
            bin++;
        }
        return bin;
    }

    private void cut(int i, long at) {
        cutsOfBaseline[i] = Math.min(HIGHEST, at);
        cutsOfCandidate[i] = Math.min(NEVER - 1, (long) (cutsOfBaseline[i] * (1 + margin)));
    }

    private void lookOver() {
        untilRenewal = RENEWAL;
        double now = missing.rate();
        boolean moved = now > missingOfShapes * MISSING_STEP || now * MISSING_STEP < missingOfShapes;
        if (moved || Math.abs(share.share() - shareOfBets) > SHARE_MOVED * shareOfBets) {
            renew();
        }
    }

    private void renew() {
        untilRenewal = RENEWAL;
        if (!isSplit) {
            return;
        }
        double now = missing.rate();
        if (now > missingOfShapes * MISSING_STEP || now * MISSING_STEP < missingOfShapes) {
            missingOfShapes = now;
            shapes = new LatencyShapes(now);
        }
        shareOfBets = share.share();
        for (int j = 0; j < LatencyShapes.COUNT; j++) {
            bet(j);
        }
        process.rescored();
    }

    /** The factor of a request is its bin's part by the bet over its part in the mixture of both clusters. */
    private void bet(int j) {
        double w = shareOfBets;
        double loss = 0;
        for (int bin = 0; bin < BINS; bin++) {
            double usual = shapes.usual(bin);
            double slower = shapes.slower(j, bin);
            double mixed = w * slower + (1 - w) * usual;
            double x = Cells.power(usual / mixed, exponent);
            double y = Cells.power(slower / mixed, exponent);
            process.score(j, bin, x);
            process.score(j, BINS + bin, y);
            loss -= usual * (w * Math.log(y) + (1 - w) * Math.log(x));
        }
        process.loss(j, loss, horizon);
    }
}
