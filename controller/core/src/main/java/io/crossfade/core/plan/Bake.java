package io.crossfade.core.plan;

import java.time.Duration;

/**
 * The time that a step must survive. It lasts at least {@code atLeast}; where its guards cannot pass by {@code atMost}
 * the cutover is held and says what was missing.
 *
 * @param atLeast the least time, 0 or more
 * @param atMost the most time, no less than {@code atLeast}
 */
public record Bake(Duration atLeast, Duration atMost) {

    /** A bake given as one duration may take up to this many times as long before the cutover is held. */
    public static final int PATIENCE = 3;

    public Bake {
        if (atLeast.isNegative()) {
            throw new IllegalArgumentException("at-least: " + atLeast + " (expected: >= 0)");
        }
        if (atMost.isZero() || atMost.compareTo(atLeast) < 0) {
            throw new IllegalArgumentException(
                    "at-most: " + atMost + " (expected: > 0 and >= at-least " + atLeast + ")");
        }
    }

    /** At least {@code duration} and at most three times as long. */
    public static Bake of(Duration duration) {
        return new Bake(duration, duration.multipliedBy(PATIENCE));
    }
}
