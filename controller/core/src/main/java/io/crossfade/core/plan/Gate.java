package io.crossfade.core.plan;

import java.time.Duration;

/**
 * What must hold, besides the guards, before a step is left: a person's approval. Where it does not come in time the
 * cutover is held; the guards act all the while.
 *
 * @param within how long to wait for the approval before holding
 */
public record Gate(Duration within) {

    /** How long an approval is awaited where the plan says nothing. */
    public static final Duration DEFAULT_WITHIN = Duration.ofHours(24);

    public Gate {
        if (within.isNegative() || within.isZero()) {
            throw new IllegalArgumentException("within: " + within + " (expected: > 0)");
        }
    }
}
