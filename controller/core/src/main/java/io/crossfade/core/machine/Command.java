package io.crossfade.core.machine;

import io.crossfade.core.port.Write;

/** What the reactor is to do after a decision. */
public sealed interface Command {

    /**
     * Write a split to a node. A write that lowers goes out at once; any other waits until the decision is durable and
     * is dropped where a newer generation exists by then.
     */
    record ApplySplit(int node, Write write) implements Command {}

    /** Read a node now, besides the regular reads. */
    record ReadNode(int node) implements Command {}

    /** Empty the passing ledger. */
    record EmptyPassing() implements Command {}
}
