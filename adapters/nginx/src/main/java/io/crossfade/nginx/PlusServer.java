package io.crossfade.nginx;

import io.crossfade.core.weights.WeightModel.Member;

/**
 * One server of an upstream group as the API shows it.
 *
 * @param id NGINX's number for it, which a reload may give to another
 * @param address such as {@code 10.0.0.1:8000}
 * @param weight 1 or more, also while it is down
 * @param down true where it was taken out by a person, by the configuration, or for a share of 0
 * @param backup true where it gets requests only when no other server can
 * @param slowStart true where its weight grows for a while after it comes back
 * @param state NGINX's word for its state
 * @param active requests that it is working on
 */
record PlusServer(
        int id,
        String address,
        int weight,
        boolean down,
        boolean backup,
        boolean slowStart,
        String state,
        long active) {

    private static final String UP = "up";

    /** How much of its weight counts where it is not down. Whether a server that is down could serve NGINX does not tell. */
    int percent() {
        return down || state.equals(UP) ? Member.FULL : 0;
    }

    boolean usable() {
        return percent() > 0;
    }

    /** Its weight in the split: 0 while it is down. */
    int split() {
        return down ? 0 : weight;
    }
}
