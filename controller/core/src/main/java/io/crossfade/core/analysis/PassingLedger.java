package io.crossfade.core.analysis;

import java.util.Arrays;

/** What one cluster's requests came to since the ledger was last emptied. */
final class PassingLedger {

    private final long[] counts;
    private final long[] unjudged;

    PassingLedger(int columns) {
        this.counts = new long[columns];
        this.unjudged = new long[columns];
    }

    void clear() {
        Arrays.fill(counts, 0);
        Arrays.fill(unjudged, 0);
    }

    void add(int column, long count) {
        counts[column] += count;
    }

    /** The count of {@code column}, never more than the requests that it is a part of. */
    long count(int column) {
        return Math.min(counts[column], requests(column));
    }

    /** The requests that {@code column} is a part of: those that were judged by its threshold. */
    long requests(int column) {
        return counts[Columns.REQUESTS] - unjudged[column];
    }

    long requests() {
        return counts[Columns.REQUESTS];
    }

    /** So many of the requests were not judged by the threshold of {@code column}. */
    void leaveOut(int column, long requests) {
        unjudged[column] += requests;
    }

    /** The threshold of {@code column} begins to apply: what was counted until now was not judged by it. */
    void judgeFromHere(int column) {
        unjudged[column] = counts[Columns.REQUESTS];
        counts[column] = 0;
    }
}
