package io.crossfade.core.analysis;

/**
 * What is shown so far, at a step that may end early, of a candidate that is no worse than the baseline by more than a
 * margin.
 *
 * @param guard the guard that it is for
 * @param claim what it says once it is given, such as {@code the candidate's error rate is at most the baseline's + 5 pp}
 * @param odds how many times likelier the evidence is where the claim is true than it could be where it is false: the
 *     chance that it ever reaches this with a false claim is at most its reciprocal; 0 or more, finite
 * @param given true where the odds are what the plan asks for
 */
public record Certificate(String guard, String claim, double odds, boolean given) {

    /** Beyond any doubt; more would not stay finite. */
    private static final double MOST = 1e280;

    public Certificate {
        if (!(odds >= 0 && odds < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("odds: " + odds + " (expected: 0 or more, finite)");
        }
    }

    static Certificate of(String guard, String claim, double wealth, double falsePass) {
        return new Certificate(guard, claim, Math.min(MOST, wealth), wealth >= 1 / falsePass);
    }

    /** In words: the claim, and how small the chance is that it is false all the same. */
    public String text() {
        return claim + " (1 : " + Words.odds(odds) + " against)";
    }
}
