package io.crossfade.simulations.world;

import java.util.Arrays;

/** Latencies counted in cells that are an eighth of their value wide. */
final class Latencies {

    private static final int PER_OCTAVE = 8;
    private static final int BITS = 3;

    private final int[] cells = new int[(64 - BITS) * PER_OCTAVE];
    private int count;

    void add(long micros) {
        cells[cell(Math.max(0, micros))]++;
        count++;
    }

    void clear() {
        Arrays.fill(cells, 0);
        count = 0;
    }

    /** The middle of the cell with the quantile; 0 where nothing was counted. */
    long micros(double quantile) {
        long rank = (long) Math.ceil(quantile * count);
        long seen = 0;
        for (int cell = 0; cell < cells.length && rank > 0; cell++) {
            seen += cells[cell];
            if (seen >= rank) {
                return middle(cell);
            }
        }
        return 0;
    }

    private static int cell(long micros) {
        if (micros < PER_OCTAVE) {
            return (int) micros;
        }
        int shift = 63 - Long.numberOfLeadingZeros(micros) - BITS;
        return (shift << BITS) + (int) (micros >>> shift);
    }

    private static long middle(int cell) {
        if (cell < PER_OCTAVE) {
            return cell;
        }
        int shift = (cell >>> BITS) - 1;
        long mantissa = cell - ((long) shift << BITS);
        return (mantissa << shift) + (shift == 0 ? 0 : 1L << (shift - 1));
    }
}
