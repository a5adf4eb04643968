package io.crossfade.core.plan;

import java.time.Duration;

/**
 * What must hold, besides the guards, before a step is left: a person's approval. Where it does not come in time the
 * cutover is held, or rolled back where the plan says so; the guards act all the while.
 *
 * @param within how long to wait for the approval
 * @param then what follows where it has not come by then
 */
public record Gate(Duration within, Reaction then) {

    /** How long an approval is awaited where the plan says nothing. */
    public static final Duration DEFAULT_WITHIN = Duration.ofHours(24);

    /** A gate that holds where the approval does not come. */
    public Gate(Duration within) {
        this(within, Reaction.HOLD);
    }

    public Gate {
        if (within.isNegative() || within.isZero()) {
            throw new IllegalArgumentException("within: " + within + " (expected: > 0)");
        }
    }
}
