package io.crossfade.core.analysis;

/** What a ledger counts, by number, so that counting a request allocates nothing. */
final class Columns {

    /** Requests that ended and whose client did not leave first. */
    static final int REQUESTS = 0;

    /** Those of them that failed. */
    static final int FAILED = 1;

    /** Those slower than the first latency threshold; the next column is of the next threshold. */
    static final int SLOW = 2;

    private Columns() {}
}
