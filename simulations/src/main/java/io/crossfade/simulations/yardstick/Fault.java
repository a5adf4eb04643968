package io.crossfade.simulations.yardstick;

/**
 * A candidate that begins to fail more than the baseline, in traffic that is steady otherwise.
 *
 * @param share the candidate's share
 * @param baselineRate how often the baseline fails, and the candidate before
 * @param candidateRate how often the candidate fails then
 * @param healthy how many requests of both clusters come before, about
 */
record Fault(double share, double baselineRate, double candidateRate, long healthy) {

    /** Requests a second of both clusters together. */
    static final double PER_SECOND = 1_000;

    /** A late fault begins at any moment of this many requests, so that it meets nothing that a test does by a clock. */
    static final int SPREAD = 2_000;

    Scene scene(long onset) {
        return Scene.steady(PER_SECOND, baselineRate, candidateRate)
                .failing(Course.steady(baselineRate), Course.from(onset, baselineRate, candidateRate));
    }
}
