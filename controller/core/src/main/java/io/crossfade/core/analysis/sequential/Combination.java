package io.crossfade.core.analysis.sequential;

/**
 * The one wealth of a whole cutover: a weighted average of its tests' wealths. An average stays an e-process however
 * the tests depend on one another, and reaches the line whenever one of them reaches it divided by its weight.
 */
public final class Combination {

    /** Fewer bad requests of the candidate than this support no rollback. */
    public static final int LEAST_BAD = 3;

    private static final double ROUNDING = 1e-9;

    private final double line;
    private final double[] weights;
    private final double[] wealths;

    /**
     * A combination of as many tests as there are weights, each with a wealth of 1.
     *
     * @param alpha the chance of rolling back a good candidate, over the whole cutover, between 0 and 0.5
     * @param weights each above 0, with a sum of 1
     */
    public Combination(double alpha, double... weights) {
        this.line = 1 / Require.level(alpha);
        this.weights = weights.clone();
        this.wealths = new double[weights.length];
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            Require.that(weights[i] > 0, "weight", weights[i], "above 0");
            sum += weights[i];
            wealths[i] = 1;
        }
        Require.that(Math.abs(sum - 1) < ROUNDING, "weights", sum, "a sum of 1");
    }

    /** Divides {@code weights} by their sum: the parts that are left where some tests are not made. */
    public static double[] shares(double... weights) {
        double sum = 0;
        for (double weight : weights) {
            sum += weight;
        }
        double[] shares = weights.clone();
        for (int i = 0; i < shares.length; i++) {
            shares[i] /= sum;
        }
        return shares;
    }

    /** Tells the present wealth of one test. */
    public void wealth(int test, double wealth) {
        wealths[test] = wealth;
    }

    public double wealth() {
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += weights[i] * wealths[i];
        }
        return sum;
    }

    /**
     * True where the evidence is over the line and enough of the candidate's requests support it.
     *
     * @param bad the candidate's failed and slow requests
     */
    public boolean rollsBack(long bad) {
        return bad >= LEAST_BAD && wealth() >= line;
    }

    /** The wealth at which a candidate is rolled back. */
    public double line() {
        return line;
    }
}
