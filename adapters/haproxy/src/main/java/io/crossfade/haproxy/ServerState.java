package io.crossfade.haproxy;

import io.crossfade.core.weights.WeightModel.Member;

/**
 * One server of a backend as HAProxy shows it.
 *
 * @param name its name
 * @param weight the weight that was set last, 0 to 256
 * @param configured the weight of haproxy.cfg, which a reload brings back
 * @param percent how much of its weight counts by its state: 0 where it can take no request, less than 100 while
 *     {@code slowstart} warms it up
 * @param backup true where it gets requests only when no other server can
 * @param agent true where an agent check may set its weight
 * @param inFlight requests that it is working on
 * @param status HAProxy's word for its state
 */
record ServerState(
        String name,
        int weight,
        int configured,
        int percent,
        boolean backup,
        boolean agent,
        long inFlight,
        String status) {

    boolean usable() {
        return percent > 0;
    }

    /** What of its weight counts, in hundredths. */
    long effective() {
        return (long) weight * percent;
    }

    boolean warming() {
        return percent > 0 && percent < Member.FULL;
    }
}
