package io.crossfade.simulations.yardstick;

import java.util.SplittableRandom;

/** How a load balancer deals requests out to the two clusters. */
interface Labels {

    /** True where the next request goes to the candidate, which is to have {@code share} of them. */
    boolean next(double share, SplittableRandom random);

    /** Each request by a throw of its own. */
    static Labels random() {
        return (share, random) -> random.nextDouble() < share;
    }

    /** Each request by a throw of its own, but with {@code factor} times the share that was asked for. */
    static Labels wrong(double factor) {
        return (share, random) -> random.nextDouble() < Math.min(1, factor * share);
    }

    /** In turn, as weighted round robin does: the candidate gets the request that completes its next whole one. */
    static Labels roundRobin() {
        return new Labels() {
            private double due;

            @Override
            public boolean next(double share, SplittableRandom random) {
                due += share;
                if (due < 1) {
                    return false;
                }
                due -= 1;
                return true;
            }
        };
    }
}
