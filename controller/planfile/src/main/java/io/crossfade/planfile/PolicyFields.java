package io.crossfade.planfile;

import io.crossfade.core.config.Durations;
import io.crossfade.core.config.Field;
import io.crossfade.core.config.Shape;
import io.crossfade.core.config.Shapes;
import io.crossfade.core.config.Values;
import io.crossfade.core.plan.JudgeKind;
import io.crossfade.core.plan.Judging;
import io.crossfade.core.plan.OnRestart;
import io.crossfade.core.plan.Policies;
import io.crossfade.core.plan.Reaction;
import java.time.Duration;
import java.util.List;

/** The reactions and times of a plan, which stand beside its other keys. */
final class PolicyFields {

    private static final Shape<Reaction> REACTION = Shapes.choice(Reaction.class);
    private static final Shape<Duration> SOME_TIME = Shapes.duration(Duration.ofMillis(1), Durations.LONGEST);

    private static final Field<Reaction> ON_FAILURE =
            Field.withDefault("on-failure", REACTION, Policies.DEFAULTS.onFailure(), "the reaction to a failing guard");
    private static final Field<Reaction> NO_DATA = Field.withDefault(
            "no-data",
            REACTION,
            Policies.DEFAULTS.noData(),
            "the reaction to a candidate with a share and no requests");
    private static final Field<Duration> NO_DATA_AFTER = Field.withDefault(
            "no-data-after", SOME_TIME, Policies.DEFAULTS.noDataAfter(), "how long the candidate may be silent");
    private static final Field<Reaction> ON_EXIT =
            Field.withDefault("on-exit", REACTION, Policies.DEFAULTS.onExit(), "the reaction to SIGTERM and SIGHUP");
    private static final Field<Duration> OVER = Field.withDefault(
            "over",
            SOME_TIME,
            Policies.DEFAULTS.over(),
            "how long is looked back: by the threshold judge for every limit, by the sequential one for common faults");
    private static final Field<Duration> DRAIN = Field.withDefault(
            "drain",
            Shapes.duration(),
            Policies.DEFAULTS.drain(),
            "how long requests in flight to a cluster without a share are waited for");
    private static final Field<Duration> APPLY_WITHIN = Field.withDefault(
            "apply-within",
            SOME_TIME,
            Policies.DEFAULTS.applyWithin(),
            "how long a shift may stay unconfirmed before it is taken back");
    private static final Field<Duration> ROLLBACK_PATIENCE = Field.withDefault(
            "rollback-patience",
            SOME_TIME,
            Policies.DEFAULTS.rollbackPatience(),
            "how long a rollback may stay unverified before a person is called");

    /** What only the sequential judge heeds. */
    static final Field<Double> FALSE_ALARM = Field.withDefault(
            "false-alarm",
            Shapes.checked(
                    Shapes.percent(), rate -> rate > 0 && rate < Judging.MOST_FALSE_ALARM, "above 0% and below 50%"),
            Judging.DEFAULTS.falseAlarm(),
            "the greatest chance that a good candidate is rolled back at any time of the cutover");

    /** As above. */
    static final Field<Reaction> COMMON_MODE = Field.withDefault(
            "common-mode",
            REACTION,
            Judging.DEFAULTS.commonMode(),
            "the reaction to a candidate that is over a limit and no worse than the baseline");

    /** What only steps that may end early heed. */
    static final Field<Double> FALSE_PASS = Field.withDefault(
            "false-pass",
            Shapes.checked(
                    Shapes.percent(), rate -> rate > 0 && rate < Judging.MOST_FALSE_PASS, "above 0% and below 50%"),
            Judging.DEFAULTS.falsePass(),
            "the greatest chance that a step ends early with a candidate worse than certified, for each step");

    /** As above. */
    static final Field<Double> HARM = Field.withDefault(
            "harm",
            Shapes.checked(Shapes.percent(), part -> part > 0 && part <= Judging.MOST_HARM, "above 0%, at most 50%"),
            Judging.DEFAULTS.harm(),
            "the part of all users that what a certificate lets through may harm at the next step");

    private static final Field<JudgeKind> JUDGE = Field.withDefault(
            "judge",
            Shapes.choice(JudgeKind.class),
            Judging.DEFAULTS.judge(),
            "whether evidence is gathered over the whole cutover or held against thresholds");

    private static final Field<OnRestart> ON_RESTART = Field.optional(
            "on-restart",
            Shapes.choice(OnRestart.class),
            "what a controller does that comes back in the middle; resume within 5m and hold later where it is not said");

    static final List<Field<?>> ALL = List.of(
            JUDGE,
            FALSE_ALARM,
            COMMON_MODE,
            FALSE_PASS,
            HARM,
            ON_FAILURE,
            NO_DATA,
            NO_DATA_AFTER,
            ON_EXIT,
            OVER,
            DRAIN,
            APPLY_WITHIN,
            ROLLBACK_PATIENCE,
            ON_RESTART);

    private PolicyFields() {}

    static Policies policies(Values values) {
        return new Policies(
                values.get(ON_FAILURE),
                values.get(NO_DATA),
                values.get(NO_DATA_AFTER),
                values.get(ON_EXIT),
                values.get(OVER),
                values.get(DRAIN),
                values.get(APPLY_WITHIN),
                values.get(ROLLBACK_PATIENCE),
                new Judging(
                        values.get(JUDGE),
                        values.get(FALSE_ALARM),
                        values.get(COMMON_MODE),
                        values.get(FALSE_PASS),
                        values.get(HARM)),
                values.find(ON_RESTART));
    }
}
