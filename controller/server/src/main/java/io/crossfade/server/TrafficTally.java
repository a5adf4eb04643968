package io.crossfade.server;

import io.crossfade.core.plan.Cluster;
import io.crossfade.core.port.Outcome;
import java.util.Arrays;

/**
 * Counts the requests that the event streams told of, in all and over the last minute, so that people see how the real
 * traffic was split and not only what the load balancers were told. Decides nothing. The minute begins anew with every
 * change of the split. Bounded: a few arrays made at the start. Used on the loop only.
 */
public final class TrafficTally {

    /** How far back the shares look. */
    public static final int SECONDS = 60;

    private static final long SECOND_NANOS = 1_000_000_000L;

    private final int nodes;
    private final long[] ok;
    private final long[] failed;
    private final long[] aborted;
    private final long[][] recent;
    private final long[] windowed;
    private long second = Long.MIN_VALUE;
    private long sinceNanos;

    TrafficTally(int nodes) {
        this.nodes = nodes;
        ok = new long[nodes * 2];
        failed = new long[nodes * 2];
        aborted = new long[nodes * 2];
        recent = new long[SECONDS][nodes * 2];
        windowed = new long[nodes * 2];
    }

    private long[] totals(Outcome outcome) {
        return switch (outcome) {
            case OK -> ok;
            case FAILED -> failed;
            case ABORTED -> aborted;
        };
    }

    private static int side(int node, Cluster cluster) {
        return node * 2 + (cluster == Cluster.CANDIDATE ? 1 : 0);
    }

    void count(int node, Cluster cluster, Outcome outcome) {
        int side = side(node, cluster);
        totals(outcome)[side]++;
        windowed[side]++;
        recent[(int) Math.floorMod(second, (long) SECONDS)][side]++;
    }

    /** Moves time on; what is older than the window leaves it. */
    void advance(long nowNanos) {
        long now = Math.floorDiv(nowNanos, SECOND_NANOS);
        if (second == Long.MIN_VALUE || now - second >= SECONDS) {
            clear(nowNanos);
        }
        while (second < now) {
            second++;
            var leaving = recent[(int) Math.floorMod(second, (long) SECONDS)];
            for (int side = 0; side < leaving.length; side++) {
                windowed[side] -= leaving[side];
                leaving[side] = 0;
            }
        }
    }

    /** The split has changed: what came before it says nothing of it. */
    void clear(long nowNanos) {
        for (var bucket : recent) {
            Arrays.fill(bucket, 0);
        }
        Arrays.fill(windowed, 0);
        second = Math.floorDiv(nowNanos, SECOND_NANOS);
        sinceNanos = nowNanos;
    }

    /** Requests of one cluster on one node since the start. */
    public long total(int node, Cluster cluster, Outcome outcome) {
        return totals(outcome)[side(node, cluster)];
    }

    /** Requests of one cluster on all nodes within the window. */
    long recent(Cluster cluster) {
        long count = 0;
        for (int node = 0; node < nodes; node++) {
            count += windowed[side(node, cluster)];
        }
        return count;
    }

    /** The candidate's part of the requests of one node within the window; NaN where there was none. */
    public double share(int node) {
        long candidate = windowed[side(node, Cluster.CANDIDATE)];
        long all = candidate + windowed[side(node, Cluster.BASELINE)];
        return all == 0 ? Double.NaN : (double) candidate / all;
    }

    /** How much time the window spans now, in seconds, {@value #SECONDS} at most. */
    long spanSeconds(long nowNanos) {
        return Math.min(SECONDS, Math.max(0, (nowNanos - sinceNanos) / SECOND_NANOS));
    }
}
