package io.crossfade.simulations.world;

import java.util.function.DoubleUnaryOperator;

/**
 * A distribution by its inverse, tabulated so that drawing from it costs one multiplication; the outermost parts, where
 * the inverse bends most, are computed. All by {@link StrictMath}, the same on every JDK.
 */
public final class Quantiles {

    private static final int PARTS = 4096;

    private final double[] edges = new double[PARTS + 1];
    private final DoubleUnaryOperator inverse;

    private Quantiles(DoubleUnaryOperator inverse) {
        this.inverse = inverse;
        for (int i = 1; i < PARTS; i++) {
            edges[i] = inverse.applyAsDouble((double) i / PARTS);
        }
    }

    /** Waiting times of mean 1 between things that happen independently of each other. */
    public static Quantiles exponential() {
        return new Quantiles(unit -> -StrictMath.log(1 - unit));
    }

    /**
     * Log-normal, which real latencies resemble: told by its median and its 99th percentile.
     *
     * @param median in any unit, above 0
     * @param p99 in the same unit, no less than the median
     */
    public static Quantiles logNormal(double median, double p99) {
        double mu = StrictMath.log(median);
        double sigma = (StrictMath.log(p99) - mu) / normal(0.99);
        return new Quantiles(unit -> StrictMath.exp(mu + sigma * normal(unit)));
    }

    /** The value below which the part {@code unit} lies, from 0 to 1, neither included. */
    public double at(double unit) {
        double place = unit * PARTS;
        int part = (int) place;
        return part == 0 || part >= PARTS - 1
                ? inverse.applyAsDouble(unit)
                : edges[part] + (place - part) * (edges[part + 1] - edges[part]);
    }

    /** The inverse of the normal distribution after Acklam (2003); its relative error is below 1.15e-9. */
    static double normal(double unit) {
        if (unit < 0.02425) {
            return tail(StrictMath.sqrt(-2 * StrictMath.log(unit)));
        }
        if (unit > 1 - 0.02425) {
            return -tail(StrictMath.sqrt(-2 * StrictMath.log(1 - unit)));
        }
        double q = unit - 0.5;
        double r = q * q;
        double above = ((((-3.969683028665376e+01 * r + 2.209460984245205e+02) * r - 2.759285104469687e+02) * r
                                                + 1.383577518672690e+02)
                                        * r
                                - 3.066479806614716e+01)
                        * r
                + 2.506628277459239e+00;
        double below = ((((-5.447609879822406e+01 * r + 1.615858368580409e+02) * r - 1.556989798598866e+02) * r
                                                + 6.680131188771972e+01)
                                        * r
                                - 1.328068155288572e+01)
                        * r
                + 1;
        return above * q / below;
    }

    private static double tail(double q) {
        double above = ((((-7.784894002430293e-03 * q - 3.223964580411365e-01) * q - 2.400758277161838e+00) * q
                                                - 2.549732539343734e+00)
                                        * q
                                + 4.374664141464968e+00)
                        * q
                + 2.938163982698783e+00;
        double below = (((7.784695709041462e-03 * q + 3.224671290700398e-01) * q + 2.445134137142996e+00) * q
                                + 3.754408661907416e+00)
                        * q
                + 1;
        return above / below;
    }
}
