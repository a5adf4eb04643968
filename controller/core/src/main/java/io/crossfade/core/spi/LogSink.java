package io.crossfade.core.spi;

import io.crossfade.core.plan.Cluster;
import io.crossfade.core.port.Outcome;

/** Takes what the lines of a log say. The calls carry primitives so that a request costs no allocation. */
public interface LogSink {

    /** Makes a server known and returns the number to name it by from now on, 0 or more; called once for each. */
    int enlist(Cluster cluster, String server);

    /**
     * A request ended, or one attempt at it where the load balancer tried several servers.
     *
     * @param server a number from {@link #enlist}
     * @param outcome how it ended
     * @param latencyMicros from the selection of the server to its response header, or
     *     {@link io.crossfade.core.port.SignalObserver#NO_HEADER}
     * @param startedMicros when the request began, in microseconds of the load balancer's wall clock since 1970
     * @param endedMicros when it ended, likewise and never before its start
     */
    void request(int server, Outcome outcome, long latencyMicros, long startedMicros, long endedMicros);
}
