package io.crossfade.core.plan;

/**
 * What a load balancer makes of a share that it is asked for: exactly that where it splits by a fraction, the nearest
 * that whole weights and the usable servers allow where it splits by weights. Pure, and an immutable value with
 * equality, since it is part of a reading.
 */
@FunctionalInterface
public interface ShareModel {

    /** Every share is reached exactly. */
    ShareModel EXACT = Exact.EXACT;

    /** The share that comes of asking for {@code asked}. No share for none; everything for everything. */
    AchievedShare achieved(Share asked);

    /** A constant, so that it equals itself alone and prints its name. */
    enum Exact implements ShareModel {
        EXACT;

        @Override
        public AchievedShare achieved(Share asked) {
            return asked.exactly();
        }
    }
}
