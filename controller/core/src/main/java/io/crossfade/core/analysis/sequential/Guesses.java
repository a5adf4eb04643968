package io.crossfade.core.analysis.sequential;

/** Which rates of the candidate a comparison bets on, side by side. */
interface Guesses {

    /** How many bets there are. */
    int count();

    /** The part of the wealth that is on each bet. */
    default double[] parts() {
        return EProcess.even(count());
    }

    /**
     * The candidate's rate that the {@code j}-th bet is on; the limit itself where there is nothing to bet on.
     *
     * @param baseline the baseline's rate
     * @param limit the tolerated rate, where the null hypothesis ends
     */
    double rate(int j, double baseline, double limit);

    /** The nats per request that a bet's clock runs by; a slot opens at each, at most once a second. */
    default double loss(LabelScores scores, double baseline, double share) {
        return scores.loss(baseline, share);
    }
}
