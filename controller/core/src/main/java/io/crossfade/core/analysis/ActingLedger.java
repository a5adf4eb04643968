package io.crossfade.core.analysis;

import java.time.Duration;
import java.util.Arrays;

/**
 * What one cluster's requests came to over the last stretch of time, in a ring of buckets. It slides with time and
 * nothing else empties it. Two ledgers with the same stretch have the same buckets.
 */
final class ActingLedger {

    /** Buckets of the ring, a power of two. */
    static final int BUCKETS = 64;

    /** Sums are given for the whole stretch, its last half, quarter, and so on to its last 32nd, two buckets. */
    static final int WINDOWS = 6;

    private final int columns;
    private final long bucketNanos;
    private final long[] cells;
    private long newest = Long.MIN_VALUE / 2;

    ActingLedger(int columns, Duration over) {
        this.columns = columns;
        this.bucketNanos = Math.max(1, over.toNanos() / BUCKETS);
        this.cells = new long[BUCKETS * columns];
    }

    /** Makes the bucket of {@code nowNanos} the newest; time that lies back changes nothing. */
    void advance(long nowNanos) {
        long bucket = Math.floorDiv(nowNanos, bucketNanos);
        if (bucket <= newest) {
            return;
        }
        if (bucket - newest >= BUCKETS) {
            Arrays.fill(cells, 0);
        } else {
            for (long passed = newest + 1; passed <= bucket; passed++) {
                int start = cell(passed, 0);
                Arrays.fill(cells, start, start + columns, 0);
            }
        }
        newest = bucket;
    }

    /** Counts into the newest bucket. */
    void add(int column, long count) {
        cells[cell(newest, column)] += count;
    }

    /** Puts the sums of {@code column} into {@code sums}, the whole stretch first, then each half of the one before. */
    void sums(int column, long[] sums) {
        long sum = 0;
        int window = WINDOWS - 1;
        int end = BUCKETS >> window;
        for (int age = 0; age < BUCKETS; age++) {
            sum += cells[cell(newest - age, column)];
            if (age + 1 == end) {
                sums[window--] = sum;
                end <<= 1;
            }
        }
    }

    private int cell(long bucket, int column) {
        return (int) (bucket & (BUCKETS - 1)) * columns + column;
    }
}
