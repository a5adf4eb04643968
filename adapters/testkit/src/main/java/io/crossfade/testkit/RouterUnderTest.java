package io.crossfade.testkit;

import io.crossfade.core.plan.AchievedShare;
import io.crossfade.core.plan.RouterSpec;
import io.crossfade.core.plan.Split;
import io.crossfade.core.port.TrafficRouter;
import java.time.Duration;

/**
 * A router with the real load balancer behind it, and another hand on that: what {@link TrafficRouterContract} needs.
 * The other hand shares no code with the router. All traffic begins on the baseline.
 */
public interface RouterUnderTest extends AutoCloseable {

    /** The router. The contract calls it on the loop only, and closes it. */
    TrafficRouter router();

    /** The spec that the router was made for. */
    RouterSpec spec();

    /** The candidate's share as the other hand reads it. */
    AchievedShare seen();

    /** Everything that a write could change, as text: weights, states, files. Requests and clocks left out. */
    String everything();

    /** Changes the split by the other hand, as a person at a terminal would. */
    void change(Split split);

    /** Makes the load balancer unreachable: no connection can be opened. Not undone. */
    void cutOff();

    /** Makes the load balancer accept connections and answer nothing, until {@link #release}. */
    void hang();

    /** Lets it answer again, what it was asked meanwhile too. */
    void release();

    /** Within what time the router says something of a write or a read that is not answered. */
    Duration timeLimit();

    /** Ends the load balancer. */
    @Override
    void close();
}
