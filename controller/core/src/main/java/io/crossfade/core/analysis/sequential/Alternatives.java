package io.crossfade.core.analysis.sequential;

/** Rates above a limit: what a test bets on that is to find a candidate that is worse. */
final class Alternatives implements Guesses {

    static final Alternatives ABOVE = new Alternatives();

    /** How many there are. */
    static final int COUNT = 9;

    /** Odds of the candidate's rate, as multiples of the odds at the limit: a factor of two costs little growth. */
    private static final double[] MULTIPLES = {1.5, 2, 3, 5, 9, 20, 60};

    /** Rates that are bet on whatever the limit is: many fail; all fail. */
    private static final double[] RATES = {0.35, 0.99};

    /** More on the greater faults: they are told by few requests, where each nat of price is a larger part. */
    private static final double[] PARTS = {0.06, 0.08, 0.09, 0.10, 0.13, 0.13, 0.13, 0.14, 0.14};

    private static final double HIGHEST = 0.999;

    private Alternatives() {}

    @Override
    public int count() {
        return COUNT;
    }

    @Override
    public double[] parts() {
        return PARTS.clone();
    }

    @Override
    public double rate(int j, double baseline, double limit) {
        return Math.max(limit, above(j, limit));
    }

    private static double above(int j, double limit) {
        if (j >= MULTIPLES.length) {
            return RATES[j - MULTIPLES.length];
        }
        double odds = MULTIPLES[j] * limit / (1 - limit);
        return limit >= HIGHEST ? HIGHEST : Math.min(HIGHEST, odds / (1 + odds));
    }
}
