package io.crossfade.core.analysis;

/**
 * What the evidence of one bet had come to: 1 at the beginning, more the more speaks against the candidate. A journal
 * that keeps it lets a restarted controller go on from there instead of having a fresh chance of a false rollback.
 *
 * @param name the guard's name and which of its limits the bet is about, such as {@code error-rate/baseline}
 * @param value 0 or more, finite
 */
public record Wealth(String name, double value) {

    /** Beyond any doubt; more would not stay finite. */
    private static final double MOST = 1e280;

    public Wealth {
        if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("wealth: " + value + " (expected: 0 or more, finite)");
        }
    }

    static Wealth of(String name, double value) {
        return new Wealth(name, Math.min(MOST, value));
    }
}
