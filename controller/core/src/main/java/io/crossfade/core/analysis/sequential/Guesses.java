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

    /** How the {@code j}-th bet's part is laid out over time. */
    default Stake stake(int j, Stake usual) {
        return usual;
    }

    /** True where slots open after bad requests of the candidate, and not by the clock. */
    default boolean waitsForBad() {
        return false;
    }

    /** A process that makes these bets. */
    default EProcess process(int cells, Stake stake) {
        Stake[] stakes = new Stake[count()];
        for (int j = 0; j < count(); j++) {
            stakes[j] = stake(j, stake);
        }
        return new EProcess(parts(), cells, stakes);
    }
}
