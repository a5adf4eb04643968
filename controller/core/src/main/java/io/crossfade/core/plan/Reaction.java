package io.crossfade.core.plan;

/** What a plan may ask for where something goes wrong. */
public enum Reaction {
    /** Stay at the present split with all guards on and wait for a person. */
    HOLD,
    /** Send all traffic to the baseline. */
    ROLLBACK
}
