package io.crossfade.core.analysis.sequential;

/** The rates of the candidate that a test bets on, side by side. */
final class Alternatives {

    /** How many there are. */
    static final int COUNT = 9;

    /** Odds of the candidate's rate, as multiples of the odds at the limit: a factor of two costs little growth. */
    private static final double[] MULTIPLES = {1.5, 2, 3, 5, 9, 20, 60};

    /** Rates that are bet on whatever the limit is: many fail; all fail. */
    private static final double[] RATES = {0.35, 0.99};

    private static final double HIGHEST = 0.999;

    private Alternatives() {}

    /** The {@code j}-th rate against a limit; where it is not above the limit there is nothing to bet on. */
    static double rate(int j, double limit) {
        if (j >= MULTIPLES.length) {
            return RATES[j - MULTIPLES.length];
        }
        double odds = MULTIPLES[j] * limit / (1 - limit);
        return limit >= HIGHEST ? HIGHEST : Math.min(HIGHEST, odds / (1 + odds));
    }
}
