package io.crossfade.core.analysis.sequential;

import org.apache.commons.numbers.gamma.LogGamma;

/**
 * Bets that the candidate fails more often than the tolerance lets it, for a source that gives counters per poll and not
 * single requests. Given how many requests each cluster had in a poll and how many failed in all, which of them were the
 * candidate's follows Fisher's noncentral hypergeometric distribution, whatever the baseline's rate is: that makes a fair
 * bet against "the odds of failing are at most the tolerated multiple of the baseline's", however failures burst.
 *
 * <p>A tolerance in points is no multiple: of a baseline that hardly fails it is many times its rate. There the bet is
 * the product of the {@link LabelScores} of the poll's requests at the share that they had. It is fair where they fail
 * independently at rates within the tolerance: each cluster's mean score to the power of its requests is at most the mean
 * of both to the power of all, which is at most 1. In a burst it need not be, so it is divided by what it would be
 * expected to be given how many failed in all, where that is more than 1: that makes it fair for a burst that keeps the
 * tolerance's ratio, too.
 */
public final class CountersTest {

    /** A poll's factor is held within this: no evidence of one poll is taken to be more. */
    private static final double MOST_LOG = 600;

    /** More failures than this in one poll open no more slots. */
    private static final long MOST_STRUCK = 20;

    private static final Alternatives BETS = Alternatives.ABOVE;

    private final Tolerance tolerance;
    private final Baseline baseline;
    private final EProcess process;
    private final double[] lost = new double[Alternatives.COUNT];
    private final Hypergeometric atLimit = new Hypergeometric();
    private final Hypergeometric atBet = new Hypergeometric();
    private Horizon polls;
    private double exponent = 1;
    private double expectedBad;
    private long polled;

    /**
     * A test with a wealth of 1.
     *
     * @param tolerance where it has no points its ratio is one of odds, which for rates of a few percent is the same
     * @param baseline what is known of the baseline; read once
     * @param polls how many polls are expected until the cutover's deadline
     */
    public CountersTest(Tolerance tolerance, Baseline baseline, Stake stake, Horizon polls) {
        this.tolerance = tolerance;
        this.baseline = baseline.copy();
        this.polls = polls;
        this.process = BETS.process(1, stake);
    }

    /** What the test may expect from now on. */
    public void horizon(Horizon expected) {
        polls = expected;
    }

    /** Failures come in clusters: every factor is raised to this power, above 0 and at most 1. */
    public void exponent(double power) {
        Require.that(power > 0 && power <= 1, "exponent", power, "above 0, at most 1");
        exponent = power;
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
     * Judges one poll and returns the wealth.
     *
     * @param nX the baseline's requests
     * @param nY the candidate's requests
     * @param kX the baseline's failures, 0 to {@code nX}
     * @param kY the candidate's failures, 0 to {@code nY}
     */
    public double observe(long nX, long nY, long kX, long kY) {
        check("baseline's failures", kX, nX);
        check("candidate's failures", kY, nY);
        if (nX > 0 && nY > 0 && (tolerance.points() > 0 || kX + kY > 0)) {
            bet(nX, nY, kX, kY);
        }
        baseline.observe(nX, kX);
        return process.wealth();
    }

    public double wealth() {
        return process.wealth();
    }

    private void bet(long nX, long nY, long kX, long kY) {
        double usual = baseline.rate();
        boolean byPoints = tolerance.points() > 0;
        atLimit.of(nX, nY, kX + kY, tolerance.ratio());
        polled++;
        expectedBad += byPoints ? nY * usual : atLimit.mean;
        for (int j = 0; j < Alternatives.COUNT; j++) {
            double log = byPoints ? byPoints(j, usual, nX, nY, kX, kY) : byOdds(j, usual, nX, nY, kX + kY, kY);
            process.score(j, 0, Math.exp(exponent * Math.max(-MOST_LOG, Math.min(MOST_LOG, log))));
        }
        process.rescored();
        process.observe(0);
        for (long i = Math.min(MOST_STRUCK, kY); i > 0; i--) {
            process.bad();
        }
    }

    private double byOdds(int j, double usual, long nX, long nY, long failed, long kY) {
        double odds = odds(usual);
        double limit = tolerance.ratio() * odds / (1 + tolerance.ratio() * odds);
        double guess = BETS.rate(j, usual, limit);
        if (guess == limit) {
            return 0;
        }
        atBet.of(nX, nY, failed, odds(guess) / odds);
        double step = Math.log(odds(guess) / odds / tolerance.ratio());
        double gap = atBet.logSum - atLimit.logSum;
        pace(j, gap - atLimit.mean * step);
        return kY * step - gap;
    }

    private double byPoints(int j, double usual, long nX, long nY, long kX, long kY) {
        double limit = tolerance.limit(usual);
        double guess = BETS.rate(j, usual, limit);
        if (guess == limit) {
            return 0;
        }
        double share = (double) nY / (nX + nY);
        LabelScores scores = LabelScores.of(usual, guess, share, tolerance);
        pace(j, (nX + nY) * BETS.loss(scores, usual, share));
        double allWell = nY * Math.log(scores.yOk()) + nX * Math.log(scores.xOk());
        double ofX = Math.log(scores.xFail() / scores.xOk());
        double ofY = Math.log(scores.yFail() / scores.yOk());
        atBet.of(nX, nY, kX + kY, tolerance.ratio() * Math.exp(ofY - ofX));
        double inBurst = allWell + (kX + kY) * ofX + atBet.logSum - atLimit.logSum;
        return allWell + kX * ofX + kY * ofY - Math.max(0, inBurst);
    }

    /** In a cluster of failures the first one announces the others, and must not be bet after. */
    private void pace(int j, double loss) {
        lost[j] += exponent * Math.max(0, loss);
        if (exponent == 1 && expectedBad > 0) {
            process.lossPerBad(j, lost[j] / expectedBad);
        } else {
            process.loss(j, lost[j] / polled, polls);
        }
    }

    private static double odds(double rate) {
        return rate / (1 - rate);
    }

    /** The logarithm of one poll's factor for a bet on {@code psi} against {@code tolerated}. */
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
