package io.crossfade.core.plan;

import java.time.Duration;

/**
 * The time that a step must survive. From {@code full} on it ends as soon as every guard passes; where its guards cannot
 * pass by {@code atMost} the cutover is held and says what was missing. Between {@code atLeast} and {@code full} it may
 * end early, if every guard passes and the candidate is certified to be no worse than the baseline by more than the next
 * step's users can bear.
 *
 * @param atLeast the least time, 0 or more
 * @param full the time after which a pass is enough, no less than {@code atLeast}; where it is the same, no certificate
 *     is asked for
 * @param atMost the most time, no less than {@code full}
 */
public record Bake(Duration atLeast, Duration full, Duration atMost) {

    /** A bake given as one duration may take up to this many times as long before the cutover is held. */
    public static final int PATIENCE = 3;

    public Bake {
        if (atLeast.isNegative()) {
            throw new IllegalArgumentException("at-least: " + atLeast + " (expected: >= 0)");
        }
        if (full.compareTo(atLeast) < 0) {
            throw new IllegalArgumentException("for: " + full + " (expected: >= at-least " + atLeast + ")");
        }
        if (atMost.isZero() || atMost.compareTo(full) < 0) {
            var least = (full.equals(atLeast) ? "at-least " : "for ") + full;
            throw new IllegalArgumentException("at-most: " + atMost + " (expected: > 0 and >= " + least + ")");
        }
    }

    /** A bake that a pass ends from {@code atLeast} on. */
    public Bake(Duration atLeast, Duration atMost) {
        this(atLeast, atLeast, atMost);
    }

    /** At least {@code duration} and at most three times as long. */
    public static Bake of(Duration duration) {
        return new Bake(duration, duration.multipliedBy(PATIENCE));
    }

    /** True where certificates may end it before it is over. */
    public boolean mayEndEarly() {
        return atLeast.compareTo(full) < 0;
    }
}
