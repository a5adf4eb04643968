package io.crossfade.simulations.world;

import java.util.Arrays;

/**
 * Requests that have not ended, ordered by when they will: a binary heap over primitive arrays. Of those that end at the
 * same time the one that began first is first. Bounded by {@value #MOST}.
 */
final class InFlight {

    static final int MOST = 1 << 20;

    private long[] ends = new long[256];
    private int[] slots = new int[256];
    private int size;

    private long[] started = new long[256];
    private long[] latency = new long[256];
    private int[] what = new int[256];
    private long[] order = new long[256];
    private int[] free = new int[256];
    private int freed;
    private int used;
    private long orders;

    int size() {
        return size;
    }

    boolean isFull() {
        return size == MOST;
    }

    /** When the next request ends; {@link Long#MAX_VALUE} where there is none. */
    long nextEnd() {
        return size == 0 ? Long.MAX_VALUE : ends[0];
    }

    void add(long end, long startedNanos, long latencyMicros, int packed) {
        int slot = freed > 0 ? free[--freed] : fresh();
        started[slot] = startedNanos;
        latency[slot] = latencyMicros;
        what[slot] = packed;
        order[slot] = orders++;
        if (size == ends.length) {
            ends = Arrays.copyOf(ends, size * 2);
            slots = Arrays.copyOf(slots, size * 2);
        }
        int place = size++;
        while (place > 0) {
            int parent = (place - 1) >>> 1;
            if (isBefore(ends[parent], slots[parent], end, slot)) {
                break;
            }
            ends[place] = ends[parent];
            slots[place] = slots[parent];
            place = parent;
        }
        ends[place] = end;
        slots[place] = slot;
    }

    /** Takes out the request that ends next; its slot keeps what it was until the next is added. */
    int take() {
        int taken = slots[0];
        free[freed++] = taken;
        size--;
        if (size > 0) {
            sink(ends[size], slots[size]);
        }
        return taken;
    }

    long started(int slot) {
        return started[slot];
    }

    long latency(int slot) {
        return latency[slot];
    }

    int what(int slot) {
        return what[slot];
    }

    private void sink(long end, int slot) {
        int place = 0;
        for (int child = 1; child < size; child = 2 * place + 1) {
            if (child + 1 < size && isBefore(ends[child + 1], slots[child + 1], ends[child], slots[child])) {
                child++;
            }
            if (isBefore(end, slot, ends[child], slots[child])) {
                break;
            }
            ends[place] = ends[child];
            slots[place] = slots[child];
            place = child;
        }
        ends[place] = end;
        slots[place] = slot;
    }

    private boolean isBefore(long end, int slot, long otherEnd, int otherSlot) {
        return end != otherEnd ? end < otherEnd : order[slot] < order[otherSlot];
    }

    private int fresh() {
        if (used == started.length) {
            started = Arrays.copyOf(started, used * 2);
            latency = Arrays.copyOf(latency, used * 2);
            what = Arrays.copyOf(what, used * 2);
            order = Arrays.copyOf(order, used * 2);
            free = Arrays.copyOf(free, used * 2);
        }
        return used++;
    }
}
