package io.crossfade.testkit;

import io.crossfade.core.plan.Cluster;
import io.crossfade.core.plan.Split;
import io.crossfade.core.port.SignalSource;

/** A signal source with the real load balancer that it watches: what {@link SignalSourceContract} needs. */
public interface SourceUnderTest extends AutoCloseable {

    /** The source. The contract starts and closes it on the loop. */
    SignalSource source();

    /** Where the load balancer listens for requests. */
    int frontPort();

    /** Sets the split by another hand. */
    void split(Split split);

    /** The name by which the source enlists a server; servers count from 0. */
    String server(Cluster cluster, int server);

    /** Whether the load balancer has counters for each server; without them the source tells requests only. */
    default boolean tellsCounters() {
        return true;
    }

    /** Ends the load balancer. */
    @Override
    void close();
}
