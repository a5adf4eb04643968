package io.crossfade.core.analysis.sequential;

/** Checks of arguments that a formula has no answer for. */
final class Require {

    private Require() {}

    static void that(boolean holds, String name, double value, String expected) {
        if (!holds) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: " + expected + ")");
        }
    }

    static double share(double share) {
        that(share >= 0 && share <= 1, "share", share, "0 to 1");
        return share;
    }

    static double level(double alpha) {
        that(alpha > 0 && alpha < 0.5, "alpha", alpha, "between 0 and 0.5");
        return alpha;
    }
}
