package io.crossfade.core.analysis.sequential;

import org.apache.commons.numbers.gamma.Erfc;
import org.apache.commons.numbers.gamma.InverseErfc;

/**
 * How latencies fall into eight bins that are cut at the baseline's quantiles: those of a candidate that is as quick as
 * it may be, and those of the slower ones that are bet on. Each slower one has a non-decreasing ratio to the first,
 * which is what keeps the bets fair for every pair of distributions of which the candidate's is the quicker.
 */
final class LatencyShapes {

    static final int BINS = 8;

    /** Quantiles of the baseline at which the bins are cut; the last cut is at three times the last quantile. */
    private static final double[] CUTS = {0.5, 0.75, 0.9, 0.95, 0.99, 0.999, 0.99999};

    /** Everything slower, by this many standard deviations of the normal scores. */
    private static final double[] SHIFTS = {0.1, 0.2, 0.4, 0.8, 1.6};

    /** This part of the requests in the top three bins. */
    private static final double[] HEAVY_TAILS = {0.01, 0.05, 0.3};

    /** This part of the requests in the top bin: they hang. */
    private static final double[] HANGS = {0.003, 0.02, 0.2, 0.97};

    static final int COUNT = SHIFTS.length + HEAVY_TAILS.length + HANGS.length;

    private static final int TAIL = BINS - 3;
    private static final double SQRT2 = Math.sqrt(2);

    private final double[] usual = new double[BINS];
    private final double[][] slower = new double[COUNT][BINS];

    /**
     * The shapes for a baseline of which some requests never answer.
     *
     * @param missing the part of the baseline's requests that are in the top bin because they failed
     */
    LatencyShapes(double missing) {
        double[] below = new double[BINS];
        for (int bin = 0; bin < BINS - 1; bin++) {
            below[bin] = (1 - missing) * CUTS[bin];
        }
        below[BINS - 1] = 1;
        fill(usual, below);
        int j = 0;
        for (double shift : SHIFTS) {
            double[] shifted = below.clone();
            for (int bin = 0; bin < BINS - 1; bin++) {
                shifted[bin] = normal(score(below[bin]) - shift);
            }
            fill(slower[j++], shifted);
        }
        for (double part : HEAVY_TAILS) {
            mix(slower[j++], part, TAIL);
        }
        for (double part : HANGS) {
            mix(slower[j++], part, BINS - 1);
        }
    }

    /** The part of the requests in a bin where the candidate is as quick as the baseline. */
    double usual(int bin) {
        return usual[bin];
    }

    /** The part of the requests in a bin by the {@code j}-th bet. */
    double slower(int j, int bin) {
        return slower[j][bin];
    }

    private void mix(double[] into, double part, int from) {
        double above = 0;
        for (int bin = from; bin < BINS; bin++) {
            above += usual[bin];
        }
        for (int bin = 0; bin < BINS; bin++) {
            into[bin] = (1 - part) * usual[bin] + (bin < from ? 0 : part * usual[bin] / above);
        }
    }

    private static void fill(double[] into, double[] below) {
        for (int bin = 0; bin < BINS; bin++) {
            into[bin] = below[bin] - (bin == 0 ? 0 : below[bin - 1]);
        }
    }

    private static double normal(double z) {
        return 0.5 * Erfc.value(-z / SQRT2);
    }

    private static double score(double below) {
        return -SQRT2 * InverseErfc.value(2 * below);
    }
}
