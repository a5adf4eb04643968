package io.crossfade.core.analysis.sequential;

import org.apache.commons.numbers.gamma.LogGamma;

/**
 * Bets that the odds of failing are higher on the candidate, for a source that gives counters per tick and not single
 * requests. Given how many requests each cluster had in the tick and how many failed in all, which of them were the
 * candidate's follows Fisher's noncentral hypergeometric distribution, whatever the baseline's rate is.
 */
public final class CountersTest {

    /** Odds ratios that are bet on, as multiples of the tolerated one. */
    private static final double[] MULTIPLES = {1.5, 2, 3, 5, 9, 20, 60};

    /** A tick's factor is held within this: no evidence of one tick is taken to be more. */
    private static final double MOST_LOG = 600;

    private final double tolerated;
    private final EProcess process;
    private final Horizon ticks;
    private final double[] losses = new double[MULTIPLES.length];
    private final Hypergeometric atLimit = new Hypergeometric();
    private final Hypergeometric atBet = new Hypergeometric();
    private long seen;

    /**
     * A test with a wealth of 1.
     *
     * @param tolerated the odds ratio of failing that the candidate may have, at least 1
     * @param ticks how many ticks are expected until the cutover's deadline
     */
    public CountersTest(double tolerated, Stake stake, Horizon ticks) {
        Require.that(tolerated >= 1 && tolerated < 1e6, "odds ratio", tolerated, "1 to 1e6");
        this.tolerated = tolerated;
        this.ticks = ticks;
        this.process = new EProcess(EProcess.even(MULTIPLES.length), 1, stake);
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
     * Judges one tick and returns the wealth.
     *
     * @param nX the baseline's requests
     * @param nY the candidate's requests
     * @param kX the baseline's failures, 0 to {@code nX}
     * @param kY the candidate's failures, 0 to {@code nY}
     */
    public double observe(long nX, long nY, long kX, long kY) {
        check("baseline's failures", kX, nX);
        check("candidate's failures", kY, nY);
        if (nX == 0 || nY == 0 || kX + kY == 0) {
            return process.wealth();
        }
        seen++;
        atLimit.of(nX, nY, kX + kY, tolerated);
        for (int j = 0; j < MULTIPLES.length; j++) {
            atBet.of(nX, nY, kX + kY, tolerated * MULTIPLES[j]);
            double gap = atBet.logSum - atLimit.logSum;
            double step = Math.log(MULTIPLES[j]);
            process.score(j, 0, Math.exp(Math.max(-MOST_LOG, Math.min(MOST_LOG, kY * step - gap))));
            losses[j] += (gap - atLimit.mean * step - losses[j]) / seen;
            process.loss(j, losses[j], ticks);
        }
        process.rescored();
        return process.observe(0);
    }

    public double wealth() {
        return process.wealth();
    }

    /** The logarithm of one tick's factor for a bet on {@code psi} against {@code tolerated}. */
    static double logFactor(long nX, long nY, long kX, long kY, double psi, double tolerated) {
        Hypergeometric limit = new Hypergeometric();
        Hypergeometric bet = new Hypergeometric();
        limit.of(nX, nY, kX + kY, tolerated);
        bet.of(nX, nY, kX + kY, psi);
        return kY * Math.log(psi / tolerated) - bet.logSum + limit.logSum;
    }

    private static void check(String name, long failed, long requests) {
        Require.that(failed >= 0 && failed <= requests, name, (double) failed, "0 to " + requests);
    }

    /** The weights of every way to share out the failures: the logarithm of their sum, and their mean. */
    private static final class Hypergeometric {

        /** Weights below this part of the greatest no longer count. */
        private static final double NEGLIGIBLE = 1e-20;

        double logSum;
        double mean;
        private long nX;
        private long nY;
        private long failures;
        private double psi;
        private double sum;
        private double moment;

        void of(long requestsX, long requestsY, long failed, double odds) {
            nX = requestsX;
            nY = requestsY;
            failures = failed;
            psi = odds;
            long least = Math.max(0, failed - requestsX);
            long most = Math.min(failed, requestsY);
            long mode = mode(least, most);
            sum = 1;
            moment = 0;
            double weight = 1;
            for (long y = mode; y < most && weight > NEGLIGIBLE; y++) {
                weight *= next(y);
                add(weight, y + 1 - mode);
            }
            weight = 1;
            for (long y = mode; y > least && weight > NEGLIGIBLE; y--) {
                weight /= next(y - 1);
                add(weight, y - 1 - mode);
            }
            mean = mode + moment / sum;
            logSum = logChoose(nY, mode) + logChoose(nX, failures - mode) + mode * Math.log(psi) + Math.log(sum);
        }

        private void add(double weight, long offset) {
            sum += weight;
            moment += weight * offset;
        }

        /** The weights rise, then fall: the first that does not rise is the greatest. */
        private long mode(long least, long most) {
            long low = least;
            long high = most;
            while (low < high) {
                long middle = (low + high) / 2;
                if (next(middle) > 1) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            return low;
        }

        /** The weight of {@code y + 1} over that of {@code y}. */
        private double next(long y) {
            return psi * (nY - y) / (y + 1) * (failures - y) / (nX - failures + y + 1);
        }

        private static double logChoose(long n, long k) {
            return LogGamma.value(n + 1.0) - LogGamma.value(k + 1.0) - LogGamma.value(n - k + 1.0);
        }
    }
}
