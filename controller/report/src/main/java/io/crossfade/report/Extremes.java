package io.crossfade.report;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Thins out series that share one axis so that a drawing has a bounded number of points and yet no peak and no dip is
 * lost: the axis is cut into stretches of equally many points, and of each stretch the lowest and the highest point of
 * every series stay, with the first and the last of all.
 */
final class Extremes {

    private Extremes() {}

    /**
     * Which points stay.
     *
     * @param size how many points each series has
     * @param series values at each point; NaN where there is none
     * @param most so many stay at most, at least 2 + 2 for each series
     * @return rising indexes; all of them where {@code size} is {@code most} or less
     */
    static int[] indexes(int size, List<List<Double>> series, int most) {
        if (most < 2 + 2 * series.size()) {
            throw new IllegalArgumentException(
                    "most: " + most + " (expected: >= 2 + 2 for each of " + series.size() + " series)");
        }
        var kept = new TreeSet<Integer>();
        int stretches = size <= most ? size : (most - 2) / (2 * Math.max(1, series.size()));
        if (size > 0) {
            kept.add(0);
            kept.add(size - 1);
        }
        for (int stretch = 0; stretch < stretches; stretch++) {
            int from = (int) ((long) size * stretch / stretches);
            int to = (int) ((long) size * (stretch + 1) / stretches);
            if (size <= most) {
                kept.add(from);
            } else {
                series.forEach(values -> keep(values, from, to, kept));
            }
        }
        return kept.stream().mapToInt(Integer::intValue).toArray();
    }

    private static void keep(List<Double> values, int from, int to, Set<Integer> kept) {
        int lowest = -1;
        int highest = -1;
        for (int i = from; i < to; i++) {
            if (values.get(i).isNaN()) {
                continue;
            }
            lowest = lowest < 0 || values.get(i) < values.get(lowest) ? i : lowest;
            highest = highest < 0 || values.get(i) > values.get(highest) ? i : highest;
        }
        if (lowest >= 0) {
            kept.add(lowest);
            kept.add(highest);
        }
    }
}
