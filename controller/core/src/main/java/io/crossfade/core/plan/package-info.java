/**
 * The values of a plan: shares, steps, guards, windows. Every value is valid by construction; start at
 * {@link io.crossfade.core.plan.Plan}.
 */
@NullMarked
package io.crossfade.core.plan;

import org.jspecify.annotations.NullMarked;
