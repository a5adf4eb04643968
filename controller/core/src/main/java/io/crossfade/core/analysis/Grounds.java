package io.crossfade.core.analysis;

/**
 * What a verdict rests on besides its numbers; NaN stands for what is not known.
 *
 * @param odds how many times likelier the evidence is where the candidate is bad than it could be where it is good; the
 *     chance that it ever reaches this with a good candidate is at most its reciprocal
 * @param low the least rate of the candidate that is not ruled out at 1 %, however often it was looked
 * @param high the greatest such rate
 * @param secondsToPass how long at the present rate until there are enough requests to pass; 0 where there are
 */
public record Grounds(double odds, double low, double high, double secondsToPass) {

    /** Nothing is known. */
    public static final Grounds NONE = new Grounds(Double.NaN, Double.NaN, Double.NaN, Double.NaN);
}
