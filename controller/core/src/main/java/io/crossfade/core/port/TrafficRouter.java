package io.crossfade.core.port;

import io.crossfade.core.plan.Plan;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * One load balancer that carries the split. Every completion happens on the {@link Loop}. A router does what it is told
 * once: it never retries a write, never remembers a split, and never answers from memory.
 */
public interface TrafficRouter extends AutoCloseable {

    /**
     * Looks whether {@code plan} can run on this load balancer: reachable, permitted, names known, shares reachable.
     * Writes nothing. Never completes exceptionally: what goes wrong is a finding.
     */
    CompletionStage<List<Finding>> examine(Plan plan);

    /** Reads the split from the load balancer. Completes exceptionally with an {@link UnreachableException}. */
    CompletionStage<Reading> read();

    /** Sends {@code write} at once on its own connection and reads back. */
    Applying apply(Write write);

    /** Lets go of connections and leaves the split as it is. */
    @Override
    void close();
}
