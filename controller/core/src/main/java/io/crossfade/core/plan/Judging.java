package io.crossfade.core.plan;

/**
 * How a plan wants its requests judged.
 *
 * @param judge which statistics are used
 * @param falseAlarm the greatest chance that a candidate within every limit is rolled back at any time of the whole
 *     cutover, in (0, 0.5); the sequential judge keeps it
 * @param commonMode the reaction of the sequential judge to a candidate that is over an absolute limit without being
 *     worse than the baseline: hold, or roll back as the bare limit would
 * @param falsePass the greatest chance that a step ends early with a candidate that is worse than what its certificates
 *     say, for each step, in (0, 0.5)
 * @param harm the part of all users that what a certificate lets through may harm at the next step, in (0, 0.5]
 */
public record Judging(JudgeKind judge, double falseAlarm, Reaction commonMode, double falsePass, double harm) {

    /** More than this is no evidence. */
    public static final double MOST_FALSE_ALARM = 0.5;

    /** More than this is no evidence. */
    public static final double MOST_FALSE_PASS = 0.5;

    /** Whoever would harm more users than this needs no certificate. */
    public static final double MOST_HARM = 0.5;

    private static final double DEFAULT_FALSE_PASS = 0.01;
    private static final double DEFAULT_HARM = 0.005;

    /** How a plan is judged that says nothing of it. */
    public static final Judging DEFAULTS = new Judging(JudgeKind.SEQUENTIAL, 0.01, Reaction.HOLD);

    public Judging {
        if (!(falseAlarm > 0 && falseAlarm < MOST_FALSE_ALARM)) {
            throw new IllegalArgumentException("false-alarm: " + falseAlarm + " (expected: above 0 and below 0.5)");
        }
        if (!(falsePass > 0 && falsePass < MOST_FALSE_PASS)) {
            throw new IllegalArgumentException("false-pass: " + falsePass + " (expected: above 0 and below 0.5)");
        }
        if (!(harm > 0 && harm <= MOST_HARM)) {
            throw new IllegalArgumentException("harm: " + harm + " (expected: above 0, 0.5 at most)");
        }
    }

    /** A judging whose certificates are as those of a plan that says nothing of them. */
    public Judging(JudgeKind judge, double falseAlarm, Reaction commonMode) {
        this(judge, falseAlarm, commonMode, DEFAULT_FALSE_PASS, DEFAULT_HARM);
    }
}
