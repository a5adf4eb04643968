package io.crossfade.haproxy;

/** How one transaction with a runtime socket ended. */
sealed interface Reply {

    /** HAProxy answered and closed the connection. */
    record Whole(String text) implements Reply {}

    /** There was no connection, so that nothing was sent and nothing can land later. */
    record NotSent(String reason) implements Reply {}

    /** Something was sent and no whole answer came: it may have been carried out. */
    record Cut(String reason) implements Reply {}
}
