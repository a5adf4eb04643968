package io.crossfade.core.analysis;

/**
 * What a verdict rests on besides its numbers; NaN stands for what is not known.
 *
 * @param odds how many times likelier the evidence is where the candidate is bad than it could be where it is good; the
 *     chance that it ever reaches this with a good candidate is at most its reciprocal
 * @param low the least rate of the candidate that is not ruled out at 1 %, however often it was looked
 * @param high the greatest such rate
 * @param secondsToPass how long at the present rate until there are enough requests to pass; 0 where there are
 * @param clusters how many failures, or slow answers, of the baseline's own servers come together, which is what the
 *     evidence is weakened by; 1 where they come alone or too few were seen to tell
 */
public record Grounds(double odds, double low, double high, double secondsToPass, double clusters) {

    /** Nothing is known. */
    public static final Grounds NONE = new Grounds(Double.NaN, Double.NaN, Double.NaN, Double.NaN);

    /** Grounds where nothing is known to come together. */
    public Grounds(double odds, double low, double high, double secondsToPass) {
        this(odds, low, high, secondsToPass, 1);
    }
}
