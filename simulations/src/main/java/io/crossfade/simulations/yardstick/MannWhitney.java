package io.crossfade.simulations.yardstick;

import java.util.Arrays;
import java.util.Comparator;

/**
 * The interval for the shift between two samples that Kayenta's judge goes by: those shifts at which the Mann-Whitney
 * statistic, with the normal approximation, corrected for continuity and ties, lies within the confidence
 * ({@code kayenta-judge}, {@code MannWhitneyClassifier.scala}).
 */
final class MannWhitney {

    /** The normal quantile of 0.99, for a confidence of 98 %. */
    private static final double Z = 2.3263478740408408;

    /** How finely it looks for the ends of the interval, in the unit of the samples. */
    private static final double TOLERANCE = 1e-4;

    /** What part of the estimate the interval's lower end must be above to be called high. */
    private static final double EFFECT = 0.25;

    private final double[] experiment;
    private final double[] control;

    MannWhitney(double[] experiment, double[] control) {
        this.experiment = experiment;
        this.control = control;
    }

    /** True where the experiment is shown to be higher than the control. */
    boolean isHigh() {
        if (isConstant()) {
            return false;
        }
        return root(Z) > EFFECT * Math.abs(root(0));
    }

    private boolean isConstant() {
        double first = experiment[0];
        return Arrays.stream(experiment).allMatch(value -> value == first)
                && Arrays.stream(control).allMatch(value -> value == first);
    }

    private double root(double quantile) {
        double low = min(experiment) - max(control);
        double high = max(experiment) - min(control);
        if (statistic(low) <= quantile) {
            return low;
        }
        if (statistic(high) >= quantile) {
            return high;
        }
        while (high - low > TOLERANCE) {
            double middle = (low + high) / 2;
            if (statistic(middle) > quantile) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return (low + high) / 2;
    }

    /** How far the experiment, shifted down by {@code shift}, ranks above the control, in standard deviations. */
    private double statistic(double shift) {
        int m = experiment.length;
        int n = control.length;
        double[][] all = new double[m + n][];
        for (int i = 0; i < m + n; i++) {
            all[i] = i < m ? new double[] {experiment[i] - shift, 1} : new double[] {control[i - m], 0};
        }
        Arrays.sort(all, Comparator.comparingDouble(value -> value[0]));
        double ranks = 0;
        double ties = 0;
        for (int from = 0; from < all.length; ) {
            int to = from;
            int ours = 0;
            while (to < all.length && all[to][0] == all[from][0]) {
                ours += (int) all[to++][1];
            }
            ranks += ours * (from + 1 + to) / 2.0;
            double t = to - from;
            ties += t * t * t - t;
            from = to;
        }
        double above = ranks - m * (m + 1) / 2.0 - m * n / 2.0;
        double total = m + n;
        double deviation = Math.sqrt(m * n / 12.0 * (total + 1 - ties / (total * (total - 1))));
        return deviation == 0 ? 0 : (above - 0.5 * Math.signum(above)) / deviation;
    }

    private static double min(double[] values) {
        return Arrays.stream(values).min().orElseThrow();
    }

    private static double max(double[] values) {
        return Arrays.stream(values).max().orElseThrow();
    }
}
