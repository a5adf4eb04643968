package io.crossfade.simulations.world;

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
}
