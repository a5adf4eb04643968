package io.crossfade.core.analysis;

/**
 * What one guard says, with the numbers that it says it from.
 *
 * @param guard the guard's name
 * @param status what it says
 * @param shadow true where it is shown only
 * @param value the candidate's rate as a fraction, of failed requests or of those slower than the limit; NaN where
 *     nothing was seen
 * @param baseline the baseline's value in the same unit; NaN where nothing was seen or nothing is compared
 * @param limit the limit that decided, in the same unit; NaN where not applicable
 * @param n the candidate's requests that the value is from
 * @param text the verdict in words with value, limit and n, such as {@code error rate 4.1% > 1%, n=812}
 * @param grounds what it rests on besides
 */
public record Verdict(
        String guard,
        Status status,
        boolean shadow,
        double value,
        double baseline,
        double limit,
        long n,
        String text,
        Grounds grounds) {

    /** A verdict of which no more is known than its numbers. */
    public Verdict(
            String guard,
            Status status,
            boolean shadow,
            double value,
            double baseline,
            double limit,
            long n,
            String text) {
        this(guard, status, shadow, value, baseline, limit, n, text, Grounds.NONE);
    }
}
