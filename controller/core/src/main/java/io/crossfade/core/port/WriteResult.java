package io.crossfade.core.port;

import io.crossfade.core.plan.AchievedShare;

/** How one write to a load balancer ended. Only {@link Applied} says that the split is as asked. */
public sealed interface WriteResult {

    /**
     * The load balancer answered and was read back in the same transaction or right after it.
     *
     * @param reading what it reads now
     * @param asked the share that the write aimed at, the nearest that this load balancer can do; the write is
     *     confirmed only where the reading's share equals it and the reading has no doubts
     */
    record Applied(Reading reading, AchievedShare asked) implements WriteResult {}

    /**
     * The load balancer answered that it did not do it.
     *
     * @param reason its own words, shortened
     */
    record Refused(String reason) implements WriteResult {}

    /**
     * The connection could not be opened, so that nothing was sent and nothing can land later.
     *
     * @param reason why
     */
    record NotSent(String reason) implements WriteResult {}

    /**
     * The connection ended without a whole answer. The write may have been applied: read, never assume.
     *
     * @param reason what was seen
     */
    record Unknown(String reason) implements WriteResult {}
}
