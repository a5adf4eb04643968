package io.crossfade.core.plan;

import java.time.Duration;

/** What a plan may ask for where its controller was lost in the middle and comes back. */
public enum OnRestart {
    /** Look, wait for a fresh window of evidence, bake the step anew, go on. */
    RESUME,
    /** Stay at the present split with all guards on and wait for a person. */
    HOLD,
    /** Send all traffic to the baseline. */
    ROLLBACK;

    /** Where the plan says nothing: a controller that was away for less than this goes on, any other holds. */
    public static final Duration SHORT = Duration.ofMinutes(5);

    /** What a plan that says nothing asks for after {@code downtime} without a controller. */
    public static OnRestart after(Duration downtime) {
        return downtime.compareTo(SHORT) < 0 ? RESUME : HOLD;
    }
}
