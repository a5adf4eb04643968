package io.crossfade.haproxy;

import java.util.concurrent.CompletionStage;

/**
 * A transaction on its way.
 *
 * @param reply completes at the deadline at the latest, never exceptionally
 * @param settled completes after the reply when the connection is gone: true where HAProxy answered or closed it or
 *     nothing was sent, false where it was given up
 */
record Exchange(CompletionStage<Reply> reply, CompletionStage<Boolean> settled) {}
