package io.crossfade.app.cutover;

import java.util.OptionalInt;

/** The load balancer of a {@link Stage}, as far as every scenario needs it. */
interface Front extends AutoCloseable {

    /** Where it listens for requests. */
    int port();

    /** A plan for it, without guards and steps yet. */
    PlanText plan();

    /** The candidate's share as the load balancer itself shows it, in parts of 10,000. */
    int liveParts();

    /** The share that the next reload will bring, where a split outlives one. */
    OptionalInt keptParts();

    @Override
    void close();
}
