package io.crossfade.simulations.yardstick;

import java.util.Arrays;

/** Numbers that were measured. */
final class Sample {

    private double[] values = new double[64];
    private int size;

    void add(double value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, 2 * size);
        }
        values[size++] = value;
    }

    int size() {
        return size;
    }

    /** NaN where there is none. */
    double mean() {
        return sum() / size;
    }

    /** The standard error of the mean; NaN where there are fewer than two. */
    double error() {
        double mean = mean();
        double squares = 0;
        for (int i = 0; i < size; i++) {
            squares += (values[i] - mean) * (values[i] - mean);
        }
        return size < 2 ? Double.NaN : Math.sqrt(squares / (size - 1) / size);
    }

    /** The least value that a part of at least {@code part} does not exceed; NaN where there is none. */
    double quantile(double part) {
        if (size == 0) {
            return Double.NaN;
        }
        double[] sorted = Arrays.copyOf(values, size);
        Arrays.sort(sorted);
        return sorted[(int) Math.min(size - 1, Math.max(0, Math.ceil(part * size) - 1))];
    }

    private double sum() {
        double sum = 0;
        for (int i = 0; i < size; i++) {
            sum += values[i];
        }
        return sum;
    }
}
