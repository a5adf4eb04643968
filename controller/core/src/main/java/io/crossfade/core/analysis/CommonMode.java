package io.crossfade.core.analysis;

/**
 * Tells a fault of the candidate from one that both clusters share, such as a database that is down: the candidate has
 * to be shown worse than the baseline by a tenth, or the baseline not to be shown over the line that the candidate is
 * over.
 */
final class CommonMode {

    private static final double WORSE = 1.1;

    private CommonMode() {}

    /** True where the candidate's rate is shown, at level {@code alpha}, to be more than 1.1 times the baseline's. */
    static boolean isWorse(long k, long n, long baselineK, long baselineN, double alpha) {
        if (baselineN == 0) {
            return false;
        }
        double line = WORSE * ConfidenceSequence.upper(baselineK, baselineN, alpha / 2);
        return line < 1 && ConfidenceSequence.isAbove(k, n, line, alpha / 2);
    }
}
