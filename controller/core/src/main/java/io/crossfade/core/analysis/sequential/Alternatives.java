package io.crossfade.core.analysis.sequential;

/** Rates above a limit: what a test bets on that is to find a candidate that is worse. */
final class Alternatives implements Guesses {

    static final Alternatives ABOVE = new Alternatives();

    /** How many there are. */
    static final int COUNT = 9;

    /** Odds of the candidate's rate, as multiples of the odds at the limit: a factor of two costs little growth. */
    private static final double[] MULTIPLES = {1.5, 2, 3, 5, 9, 20, 60};

    /** Rates that are bet on whatever the limit is: many fail; all fail. */
    private static final double[] RATES = {0.45, 0.99};

    /**
     * The parts of the wealth. That all requests fail is bet on most: it is found after two failures or not in time,
     * and a small excess, which takes hundreds of requests to see, hardly feels what its bet was divided by.
     */
    private static final double[] PARTS = {0.02, 0.06, 0.06, 0.06, 0.06, 0.08, 0.10, 0.15, 0.41};

    /** What is kept for later of what a stake keeps: more where a healthy candidate ruins a bet sooner. */
    private static final double[] KEPT = {0.4, 0.3, 0.2, 0.2, 0.2, 0.4, 0.5, 1, 0.86};

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

    @Override
    public Stake stake(int j, Stake usual) {
        return usual.keeping(KEPT[j]);
    }

    @Override
    public boolean waitsForBad() {
        return true;
    }

    private static double above(int j, double limit) {
        if (j >= MULTIPLES.length) {
            return RATES[j - MULTIPLES.length];
        }
        double odds = MULTIPLES[j] * limit / (1 - limit);
        return limit >= HIGHEST ? HIGHEST : Math.min(HIGHEST, odds / (1 + odds));
    }
}
