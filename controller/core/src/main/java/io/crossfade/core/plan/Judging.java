package io.crossfade.core.plan;

/**
 * How a plan wants its requests judged.
 *
 * @param judge which statistics are used
 * @param falseAlarm the greatest chance that a candidate within every limit is rolled back at any time of the whole
 *     cutover, in (0, 0.5); the sequential judge keeps it
 * @param commonMode the reaction of the sequential judge to a candidate that is over an absolute limit without being
 *     worse than the baseline: hold, or roll back as the bare limit would
 */
public record Judging(JudgeKind judge, double falseAlarm, Reaction commonMode) {

    /** More than this is no evidence. */
    public static final double MOST_FALSE_ALARM = 0.5;

    /** How a plan is judged that says nothing of it. */
    public static final Judging DEFAULTS = new Judging(JudgeKind.SEQUENTIAL, 0.01, Reaction.HOLD);

    public Judging {
        if (!(falseAlarm > 0 && falseAlarm < MOST_FALSE_ALARM)) {
            throw new IllegalArgumentException("false-alarm: " + falseAlarm + " (expected: above 0 and below 0.5)");
        }
    }
}
