package io.crossfade.simulations.world;

import org.jspecify.annotations.Nullable;

/**
 * When requests come: made up from a rate and a shape, or recorded. Asked for one request after the other, so that a
 * recording of any length can be streamed.
 */
@FunctionalInterface
public interface Arrivals {

    /** No request comes any more. */
    long NEVER = Long.MAX_VALUE;

    /**
     * The time of the next request in nanoseconds since the scenario began, never less than the one told before; or
     * {@link #NEVER}.
     */
    long next();

    /** What became of the request whose time was told last, where it was recorded; null where servers decide it. */
    default @Nullable Recorded recorded() {
        return null;
    }
}
