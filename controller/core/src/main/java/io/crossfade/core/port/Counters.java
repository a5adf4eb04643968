package io.crossfade.core.port;

/**
 * The counters of one server, all from one row of one answer, each counted from the start of the load balancer's
 * present life. Derived so that every adapter and the simulator mean the same.
 *
 * @param selected requests for which this server was chosen
 * @param ended requests that left the server again in whatever way: answered, failed, taken elsewhere, client gone
 * @param failed ended requests that failed, counting those that the load balancer hid from the client by taking them
 *     elsewhere
 * @param aborted ended requests whose client left first
 * @param inFlight requests that the server is working on now
 * @param logged how many of the ended requests the event stream should have told of by name
 */
public record Counters(long selected, long ended, long failed, long aborted, long inFlight, long logged) {

    /**
     * Selected requests that neither ended nor are worked on: closed in silence on a reused connection, or waiting for
     * a connection retry. Between two fields of one row it may be off by one or two either way, so two successive polls
     * are compared before it is believed.
     */
    public long missing() {
        return selected - ended - inFlight;
    }
}
