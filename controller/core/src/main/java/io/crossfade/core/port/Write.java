package io.crossfade.core.port;

import io.crossfade.core.plan.AchievedShare;
import io.crossfade.core.plan.Generation;
import io.crossfade.core.plan.Split;

/**
 * One order to a load balancer.
 *
 * @param split what it is to give the clusters
 * @param aim the share that will come of it, as the load balancer's last reading allows; what may be counted on until it
 *     is read back
 * @param generation the decision that this belongs to
 * @param attempt 1 for the first write of a generation to a node, then rising by one
 * @param lowers true where the candidate's share can only fall: such a write goes out at once, past every limiter
 */
public record Write(Split split, AchievedShare aim, Generation generation, int attempt, boolean lowers) {

    /** A write to a load balancer that reaches every share exactly. */
    public Write(Split split, Generation generation, int attempt, boolean lowers) {
        this(split, split.candidate().exactly(), generation, attempt, lowers);
    }
}
