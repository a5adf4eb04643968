package io.crossfade.core.port;

import java.util.concurrent.CompletionStage;

/**
 * A write on its way.
 *
 * @param outcome completes with what is known within the router's time limit, {@link WriteResult.Unknown} at the limit;
 *     never exceptionally
 * @param settled completes when no byte of this write can take effect any more: answered, or closed by the load
 *     balancer, or 60 s after it was sent; {@code true} for answered or closed, {@code false} where it was given up and
 *     may yet land. Never before {@code outcome}, never exceptionally
 */
public record Applying(CompletionStage<WriteResult> outcome, CompletionStage<Boolean> settled) {}
