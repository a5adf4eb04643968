package io.crossfade.simulations.yardstick;

import org.apache.commons.numbers.gamma.RegularizedBeta;

/**
 * How often something happened.
 *
 * @param count how often it did
 * @param of how often it could have, at least 1
 */
record Proportion(long count, long of) {

    /** Halvings after which an interval of length 1 is as narrow as matters here. */
    private static final int HALVINGS = 50;

    double value() {
        return (double) count / of;
    }

    /**
     * The least chance that is ruled out: were it the true one, so few would have happened with probability at most
     * {@code 1 - confidence} (Clopper and Pearson, 1934).
     *
     * @param confidence between 0 and 1
     */
    double upper(double confidence) {
        if (count == of) {
            return 1;
        }
        double low = value();
        double high = 1;
        for (int i = 0; i < HALVINGS; i++) {
            double middle = (low + high) / 2;
            // The chance of at most `count` under `middle`.
            double atMost = 1 - RegularizedBeta.value(middle, count + 1.0, (double) (of - count));
            if (atMost > 1 - confidence) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }
}
