package io.crossfade.core.analysis.sequential;

/**
 * What one request multiplies a bet by that the clusters fail at two guessed rates and not within the tolerance: given
 * how the request ended, was it rather the candidate's or the baseline's?
 *
 * <p>The bet is the likelihood ratio of the guess to its reverse information projection on the line {@code pY = ratio ·
 * pX + points} (Grünwald, de Heide, Koolen, "Safe testing", 2024). At every single request its expectation is at most 1
 * for every pair of rates on the far side of the line from the guess, so that both may move with time as they like; and
 * no other such bet grows faster where the guess is right.
 *
 * @param qX the projection's rate of the baseline
 * @param qY the projection's rate of the candidate
 * @param yOk the factor of a good request of the candidate
 * @param yFail the factor of a failed request of the candidate
 * @param xOk the factor of a good request of the baseline
 * @param xFail the factor of a failed request of the baseline
 * @param information the bet's expected growth where the guess is right, in nats per request of both clusters together
 */
public record LabelScores(
        double qX, double qY, double yOk, double yFail, double xOk, double xFail, double information) {

    /** No bet. */
    static final LabelScores NEUTRAL = new LabelScores(0, 0, 1, 1, 1, 1, 0);

    /** More halvings than it takes to make two neighbouring doubles of any two. */
    private static final int HALVINGS = 2_100;

    /**
     * The scores of a guess.
     *
     * @param thX the guessed rate of the baseline, between 0 and 1, neither included
     * @param thY the guessed rate of the candidate, likewise
     * @param share the part of the requests that goes to the candidate, likewise
     */
    public static LabelScores of(double thX, double thY, double share, Tolerance tolerance) {
        inside("baseline rate", thX);
        inside("candidate rate", thY);
        inside("share", share);
        double r = tolerance.ratio();
        double delta = tolerance.points();
        double qX = r == 1 && delta == 0 ? share * thY + (1 - share) * thX : project(thX, thY, share, r, delta);
        double qY = r * qX + delta;
        double yOk = (1 - thY) / (1 - qY);
        double yFail = thY / qY;
        double xOk = (1 - thX) / (1 - qX);
        double xFail = thX / qX;
        double information = share * expectedLog(thY, yFail, yOk) + (1 - share) * expectedLog(thX, xFail, xOk);
        return new LabelScores(qX, qY, yOk, yFail, xOk, xFail, information);
    }

    /** The expected loss, in nats per request of both clusters together, where both clusters fail at {@code rate}. */
    double loss(double rate, double share) {
        return -(share * expectedLog(rate, yFail, yOk) + (1 - share) * expectedLog(rate, xFail, xOk));
    }

    /** Halves until no double lies between: the remainder is what the expectation may exceed 1 by. */
    private static double project(double thX, double thY, double share, double r, double delta) {
        double unconstrained = (thY - delta) / r;
        double low = Math.max(0, Math.min(thX, unconstrained));
        double high = Math.min((1 - delta) / r, Math.max(thX, unconstrained));
        for (int i = 0; i < HALVINGS; i++) {
            double middle = (low + high) / 2;
            if (middle <= low || middle >= high) {
                break;
            }
            if (slope(middle, thX, thY, share, r, delta) < 0) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return (low + high) / 2;
    }

    /** The derivative of the divergence from the guess along the line, increasing in {@code q}. */
    private static double slope(double q, double thX, double thY, double share, double r, double delta) {
        double qY = r * q + delta;
        return share * r * ((1 - thY) / (1 - qY) - thY / qY) + (1 - share) * ((1 - thX) / (1 - q) - thX / q);
    }

    private static double expectedLog(double rate, double fail, double ok) {
        return rate * Math.log(fail) + (1 - rate) * Math.log(ok);
    }

    private static void inside(String name, double value) {
        Require.that(value > 0 && value < 1, name, value, "between 0 and 1, neither included");
    }
}
