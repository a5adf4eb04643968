package io.crossfade.core.analysis;

import java.util.Arrays;

/**
 * What the counters of one node's servers told between two polls, where no lines tell of its requests: how many there
 * were and how many of them were bad, by cluster and column. Rows of one poll are of one moment, so that what both
 * clusters did in the same stretch of time can be compared; a row by itself can not.
 */
final class Poll {

    /** More requests than this in one row count as this many: a garbled counter must not stop the loop. */
    private static final long MOST_AT_ONCE = 100_000;

    private final int node;
    private final long[] requests;
    private final long[] bad;

    Poll(int node, int columns) {
        this.node = node;
        this.requests = new long[2 * columns];
        this.bad = new long[2 * columns];
    }

    int node() {
        return node;
    }

    void clear() {
        Arrays.fill(requests, 0);
        Arrays.fill(bad, 0);
    }

    void add(int column, boolean candidate, long more, long ofThemBad) {
        int at = at(column, candidate);
        requests[at] += Math.min(MOST_AT_ONCE, more);
        bad[at] += Math.min(MOST_AT_ONCE, ofThemBad);
    }

    /** How many requests were judged by {@code column}. */
    long requests(int column, boolean candidate) {
        return Math.max(requests[at(column, candidate)], bad(column, candidate));
    }

    /** How many of them were bad. */
    long bad(int column, boolean candidate) {
        return bad[at(column, candidate)];
    }

    private static int at(int column, boolean candidate) {
        return 2 * column + (candidate ? 1 : 0);
    }
}
