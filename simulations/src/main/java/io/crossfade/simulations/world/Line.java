package io.crossfade.simulations.world;

import io.crossfade.core.port.Counters;
import io.crossfade.core.port.Outcome;

/** One server as one load balancer counts it, from the start of that load balancer's present life. */
final class Line {

    final Server server;
    final int node;

    /** What the observer calls it. */
    int handle;

    /** Moves on with each life of the load balancer: what began in an earlier one is not counted. */
    int life;

    private long selected;
    private long ended;
    private long failed;
    private long aborted;

    Line(Server server, int node) {
        this.server = server;
        this.node = node;
    }

    void selected() {
        selected++;
    }

    void ended(Outcome how) {
        ended++;
        failed += how == Outcome.FAILED ? 1 : 0;
        aborted += how == Outcome.ABORTED ? 1 : 0;
    }

    long inFlight() {
        return selected - ended;
    }

    Counters counters() {
        return new Counters(selected, ended, failed, aborted, inFlight(), ended);
    }

    void restart() {
        life = (life + 1) & 0xFF;
        selected = 0;
        ended = 0;
        failed = 0;
        aborted = 0;
    }
}
