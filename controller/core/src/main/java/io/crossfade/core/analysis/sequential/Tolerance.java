package io.crossfade.core.analysis.sequential;

/**
 * How much worse than the baseline the candidate may be: its rate may be up to {@code ratio} times the baseline's plus
 * {@code points}.
 *
 * @param ratio at least 1
 * @param points a probability, at least 0 and less than 1
 */
public record Tolerance(double ratio, double points) {

    /** No worse than the baseline at all. */
    public static final Tolerance NONE = new Tolerance(1, 0);

    /** What tells a fault of the candidate alone from one that both clusters share. */
    public static final Tolerance COMMON_MODE = new Tolerance(1.1, 0);

    public Tolerance {
        Require.that(ratio >= 1 && ratio < 1e6, "ratio", ratio, "1 to 1e6");
        Require.that(points >= 0 && points < 1, "points", points, "at least 0, less than 1");
    }

    /** The greatest rate that the candidate may have where the baseline has {@code baseline}. */
    public double limit(double baseline) {
        return Math.min(1, ratio * baseline + points);
    }
}
