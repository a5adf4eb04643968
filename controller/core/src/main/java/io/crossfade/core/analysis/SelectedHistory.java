package io.crossfade.core.analysis;

/** How many requests a server had been chosen for at past polls, so that what was chosen long ago can be told. */
final class SelectedHistory {

    private static final int SIZE = 256;

    /** Snapshots are kept this many to the time that is looked back over, so that the ring always reaches as far. */
    private static final int PER_REACH = 200;

    private final long[] times = new long[SIZE];
    private final long[] selected = new long[SIZE];
    private int kept;
    private int next;

    void clear() {
        kept = 0;
    }

    /** Remembers {@code count} at {@code nowNanos} unless the last snapshot is too near to be worth a place. */
    void add(long nowNanos, long count, long reachNanos) {
        if (kept > 0 && nowNanos - times[last(0)] < reachNanos / PER_REACH) {
            return;
        }
        times[next] = nowNanos;
        selected[next] = count;
        next = (next + 1) % SIZE;
        kept = Math.min(SIZE, kept + 1);
    }

    /** The place of the newest snapshot taken at {@code nanos} or before; -1 where there is none. */
    int at(long nanos) {
        for (int age = 0; age < kept; age++) {
            int place = last(age);
            if (times[place] <= nanos) {
                return place;
            }
        }
        return -1;
    }

    long time(int place) {
        return times[place];
    }

    long selected(int place) {
        return selected[place];
    }

    private int last(int age) {
        return Math.floorMod(next - 1 - age, SIZE);
    }
}
