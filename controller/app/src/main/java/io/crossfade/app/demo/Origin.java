package io.crossfade.app.demo;

import io.crossfade.core.plan.Cluster;
import io.crossfade.core.port.Counters;
import io.crossfade.core.port.Outcome;
import io.vertx.core.net.SocketAddress;

/** One server behind the proxy and what the proxy counts of it. On the proxy's thread only. */
final class Origin {

    private final Cluster cluster;
    private final int number;
    private final SocketAddress address;
    private long selected;
    private long ended;
    private long failed;
    private long aborted;

    /**
     * A server.
     *
     * @param number within its cluster, from 1
     */
    Origin(Cluster cluster, int number, int port) {
        this.cluster = cluster;
        this.number = number;
        this.address = SocketAddress.inetSocketAddress(port, "127.0.0.1");
    }

    Cluster cluster() {
        return cluster;
    }

    int number() {
        return number;
    }

    SocketAddress address() {
        return address;
    }

    void selected() {
        selected++;
    }

    void ended(Outcome outcome) {
        ended++;
        failed += outcome == Outcome.FAILED ? 1 : 0;
        aborted += outcome == Outcome.ABORTED ? 1 : 0;
    }

    long inFlight() {
        return selected - ended;
    }

    /** Every request that ended is told of, so that all of them are logged and none is missing. */
    Counters counters() {
        return new Counters(selected, ended, failed, aborted, inFlight(), ended);
    }
}
