package io.crossfade.core.analysis;

import java.util.Arrays;

/**
 * Puts requests, which are told as they end, into the order in which they began. What began in one short stretch of time
 * is handed on together, and only once all of it must have ended: quick answers must not be counted while slow ones of
 * the same moment are still open. Bounded in memory, and allocates nothing.
 */
final class Arrivals {

    /** What began within so much time is handed on together. */
    static final long STRETCH_NANOS = 1 << 26;

    /** Enough stretches for requests of a minute, the longest patience. */
    private static final int STRETCHES = 1024;

    private final int kinds;
    private final int[] counts;
    private final int[] taken;
    private final Taker taker;
    private long next;

    /** What is handed on. */
    interface Taker {

        /** The next request, of one of the kinds. */
        void take(int kind);
    }

    Arrivals(int kinds, Taker taker) {
        this.kinds = kinds;
        this.counts = new int[STRETCHES * kinds];
        this.taken = new int[kinds];
        this.taker = taker;
    }

    /** Forgets what was kept: requests that began at {@code nanos} or later are taken from here on. */
    void begin(long nanos) {
        Arrays.fill(counts, 0);
        next = stretch(nanos);
    }

    /** Keeps a request; false where what began with it has been handed on already, or it began too far ahead. */
    boolean keep(int kind, long startedNanos) {
        long stretch = stretch(startedNanos);
        if (stretch < next || stretch >= next + STRETCHES) {
            return false;
        }
        counts[at(stretch) + kind]++;
        return true;
    }

    /** Hands on what began before {@code nanos}. */
    void release(long nanos) {
        long end = Math.min(stretch(nanos), next + STRETCHES);
        while (next < end) {
            handOn(at(next));
            next++;
        }
        next = Math.max(next, stretch(nanos));
    }

    /** The kinds of one stretch evenly mixed, since which of them came first is not known any more. */
    private void handOn(int at) {
        long all = 0;
        for (int kind = 0; kind < kinds; kind++) {
            all += counts[at + kind];
            taken[kind] = 0;
        }
        for (long i = 1; i <= all; i++) {
            int due = 0;
            double most = Double.NEGATIVE_INFINITY;
            for (int kind = 0; kind < kinds; kind++) {
                double owed = (double) counts[at + kind] * i / all - taken[kind];
                if (counts[at + kind] > taken[kind] && owed > most) {
                    most = owed;
                    due = kind;
                }
            }
            taken[due]++;
            taker.take(due);
        }
        Arrays.fill(counts, at, at + kinds, 0);
    }

    private int at(long stretch) {
        return (int) Math.floorMod(stretch, (long) STRETCHES) * kinds;
    }

    private static long stretch(long nanos) {
        return Math.floorDiv(nanos, STRETCH_NANOS);
    }
}
