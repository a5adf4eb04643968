package io.crossfade.core.analysis;

/**
 * The certificate of one guard for one step. Each request of the candidate has one outcome, at its end or when it is
 * overdue, whichever comes first, and an overdue one is bad; one of the baseline that is overdue is well.
 */
interface GuardCertificate {

    /** Begins anew: only requests that start at {@code nanos} or later count. */
    void begin(long nanos);

    /** The share of the candidate among them, above 0 and below 1. */
    void share(double told);

    /** How much weaker evidence is than its requests, as failures and as slow answers come in clusters. */
    void exponents(double ofFailures, double ofSlowness);

    /** The baseline's quantiles were renewed. */
    default void cut(RunningQuantiles baseline) {
        // Of no concern where latency is not.
    }

    /** A request was told by a line. */
    void request(boolean candidate, boolean failed, long micros, long startedNanos);

    /** The counters told of bad requests of the candidate of which no line has told; when they began is not known. */
    void bad(long times);

    /** Judges what began before {@code nanos} and says what that has come to. */
    Certificate assess(long nanos);
}
