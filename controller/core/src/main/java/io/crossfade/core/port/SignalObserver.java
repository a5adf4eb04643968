package io.crossfade.core.port;

import io.crossfade.core.plan.Cluster;

/**
 * Where a {@link SignalSource} tells what it sees. Called on the {@link Loop} only. The calls carry primitives so that
 * a request costs no allocation.
 */
public interface SignalObserver {

    /** Latency of a request that ended without a response header: over every limit. */
    long NO_HEADER = Long.MAX_VALUE;

    /**
     * Makes a server known and returns the number to name it by. The same server of the same node gets the same number
     * each time. The number of servers is bounded; past the bound they share one.
     */
    int enlist(int node, Cluster cluster, String server);

    /**
     * A request ended.
     *
     * @param server a number from {@link #enlist}
     * @param outcome how it ended
     * @param latencyMicros from the selection of a server to its response header, or {@link #NO_HEADER}
     * @param startedNanos when it began, in the loop's monotonic time
     */
    void request(int server, Outcome outcome, long latencyMicros, long startedNanos);

    /**
     * The present counters of a server.
     *
     * @param server a number from {@link #enlist}
     * @param nowNanos when they were read, in the loop's monotonic time
     */
    void counters(int server, Counters counters, long nowNanos);

    /**
     * Which life of the load balancer of {@code node} answers. Another one than before means that its counters started
     * again from zero; to be told before the first counters of that life.
     */
    void incarnation(int node, String incarnation);

    /** The request stream of {@code node} is attached and whole again. */
    void attached(int node);

    /**
     * No request stream belongs to {@code node}: its counters alone tell of requests, poll by poll. All rows of one poll
     * are told within 20 ms, and polls are further apart than that.
     */
    void countersOnly(int node);

    /** The request stream of {@code node} has a gap or ended; {@code why} is for people. */
    void detached(int node, String why);
}
