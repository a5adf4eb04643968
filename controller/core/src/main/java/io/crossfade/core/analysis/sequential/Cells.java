package io.crossfade.core.analysis.sequential;

/** The kinds of requests of a test with two outcomes: whose it was, and whether it was bad. */
final class Cells {

    static final int X_OK = 0;
    static final int X_BAD = 1;
    static final int Y_OK = 2;
    static final int Y_BAD = 3;
    static final int COUNT = 4;

    private Cells() {}

    static int of(boolean isCandidate, boolean isBad) {
        return (isCandidate ? Y_OK : X_OK) + (isBad ? 1 : 0);
    }

    static void set(EProcess process, int alternative, LabelScores scores, double exponent) {
        process.score(alternative, X_OK, power(scores.xOk(), exponent));
        process.score(alternative, X_BAD, power(scores.xFail(), exponent));
        process.score(alternative, Y_OK, power(scores.yOk(), exponent));
        process.score(alternative, Y_BAD, power(scores.yFail(), exponent));
    }

    static double power(double score, double exponent) {
        return exponent == 1 ? score : Math.pow(score, exponent);
    }
}
