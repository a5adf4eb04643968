/**
 * Splitting by the weights of the servers of one group, as far as it is the same whichever load balancer holds them:
 * which whole weights come nearest to a share, in which order they are written, and which steps of a plan they reach.
 * Pure.
 */
@NullMarked
package io.crossfade.core.weights;

import org.jspecify.annotations.NullMarked;
