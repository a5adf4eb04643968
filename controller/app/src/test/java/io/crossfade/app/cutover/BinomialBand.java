package io.crossfade.app.cutover;

/**
 * The counts that a binomial variable leaves, upwards or downwards, with a chance of at most {@value #TAIL} each:
 * computed exactly from the distribution, since the normal curve is no good at one percent of a few thousand.
 *
 * @param low the least count within
 * @param high the greatest count within
 */
record BinomialBand(long low, long high) {

    /** Half of a chance of 1 in 10,000. */
    static final double TAIL = 0.5e-4;

    /** The band of {@code requests} draws, each with the chance {@code share}. */
    static BinomialBand of(int requests, double share) {
        if (share <= 0 || share >= 1) {
            long certain = share <= 0 ? 0 : requests;
            return new BinomialBand(certain, certain);
        }
        var weights = weights(requests, share);
        double sum = 0;
        for (double weight : weights) {
            sum += weight;
        }
        return new BinomialBand(low(weights, sum * TAIL), high(weights, sum * TAIL));
    }

    boolean holds(long count) {
        return count >= low && count <= high;
    }

    /** Chances up to a common factor, from the most probable count outwards, so that nothing overflows. */
    private static double[] weights(int requests, double share) {
        var weights = new double[requests + 1];
        int mode = (int) Math.min(requests, Math.floor((requests + 1) * share));
        double odds = share / (1 - share);
        weights[mode] = 1;
        for (int k = mode; k < requests; k++) {
            weights[k + 1] = weights[k] * (requests - k) / (k + 1) * odds;
        }
        for (int k = mode; k > 0; k--) {
            weights[k - 1] = weights[k] * k / (requests - k + 1) / odds;
        }
        return weights;
    }

    private static long low(double[] weights, double tail) {
        double below = 0;
        int k = 0;
        while (below + weights[k] <= tail) {
            below += weights[k++];
        }
        return k;
    }

    private static long high(double[] weights, double tail) {
        double above = 0;
        int k = weights.length - 1;
        while (above + weights[k] <= tail) {
            above += weights[k--];
        }
        return k;
    }
}
