package io.crossfade.core.port;

import io.crossfade.core.plan.Generation;
import io.crossfade.core.plan.Split;

/**
 * One order to a load balancer.
 *
 * @param split what it is to give the clusters
 * @param generation the decision that this belongs to
 * @param attempt 1 for the first write of a generation to a node, then rising by one
 * @param lowers true where the candidate's share can only fall: such a write goes out at once, past every limiter
 */
public record Write(Split split, Generation generation, int attempt, boolean lowers) {}
