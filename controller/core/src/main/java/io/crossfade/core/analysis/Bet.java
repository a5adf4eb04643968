package io.crossfade.core.analysis;

import io.crossfade.core.analysis.sequential.Horizon;

/** A bet of one guard against one of its limits being kept, fed request by request; allocates nothing per request. */
sealed interface Bet permits ComparingBet, LimitBet, LatencyBet {

    /** The guard's name and the limit, as {@link Wealth} has it. */
    String name();

    /** The weight beside other bets, to be divided by the sum of all. */
    double weight();

    /** What a bet of 1 at the beginning has become. */
    double wealth();

    /** How many requests of the candidate spoke for the bet. */
    long support();

    /** The candidate's settled share from now on, 0 to 1; {@code expected} are the requests of both clusters together. */
    void share(double told, Horizon expected);

    /** What may be expected from now on. */
    void horizon(Horizon expected);

    /** Failures and slow answers come in clusters: their factors are raised to these powers, above 0 and at most 1. */
    void exponents(double ofFailures, double ofSlowness);

    /** A later one of {@code steps} steps begins. */
    void stepStart(int steps);

    /** Goes on from the wealth of an earlier controller. */
    void resume(double wealth);

    /** A fault of both clusters is over: what it brought counts no longer. */
    void commonModeOver();
}
