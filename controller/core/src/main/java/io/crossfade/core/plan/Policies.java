package io.crossfade.core.plan;

import java.time.Duration;
import java.util.Optional;

/**
 * The reactions and times of a plan that have defaults.
 *
 * @param onFailure the reaction to a failing guard
 * @param noData the reaction to a candidate that has a share but no request for {@code noDataAfter}
 * @param noDataAfter how long the candidate may be silent
 * @param onExit the reaction to SIGTERM and SIGHUP
 * @param over the time that is looked back over: by the threshold judge for every limit, by the sequential one for what both
 *     clusters share
 * @param drain how long in-flight requests of a cluster without a share are waited for
 * @param applyWithin how long a forward shift may stay unconfirmed before it is taken back
 * @param rollbackPatience how long a rollback may stay unverified before the end is "act now"
 * @param judging how requests are judged
 * @param onRestart what a controller does that comes back in the middle; empty to let the downtime decide
 */
public record Policies(
        Reaction onFailure,
        Reaction noData,
        Duration noDataAfter,
        Reaction onExit,
        Duration over,
        Duration drain,
        Duration applyWithin,
        Duration rollbackPatience,
        Judging judging,
        Optional<OnRestart> onRestart) {

    /** The policies of a plan that names none. */
    public static final Policies DEFAULTS = new Policies(
            Reaction.ROLLBACK,
            Reaction.HOLD,
            Duration.ofMinutes(5),
            Reaction.HOLD,
            Duration.ofSeconds(60),
            Duration.ofSeconds(30),
            Duration.ofSeconds(10),
            Duration.ofSeconds(60));

    /** Policies that are judged as a plan is that says nothing of it, and leave a restart to the downtime. */
    public Policies(
            Reaction onFailure,
            Reaction noData,
            Duration noDataAfter,
            Reaction onExit,
            Duration over,
            Duration drain,
            Duration applyWithin,
            Duration rollbackPatience) {
        this(
                onFailure,
                noData,
                noDataAfter,
                onExit,
                over,
                drain,
                applyWithin,
                rollbackPatience,
                Judging.DEFAULTS,
                Optional.empty());
    }

    /** These policies, judged as {@code other} says. */
    public Policies with(Judging other) {
        return new Policies(
                onFailure, noData, noDataAfter, onExit, over, drain, applyWithin, rollbackPatience, other, onRestart);
    }

    public Policies {
        requirePositive("no-data-after", noDataAfter);
        requirePositive("over", over);
        requirePositive("apply-within", applyWithin);
        requirePositive("rollback-patience", rollbackPatience);
        if (drain.isNegative()) {
            throw new IllegalArgumentException("drain: " + drain + " (expected: >= 0)");
        }
    }

    private static void requirePositive(String name, Duration duration) {
        if (duration.isNegative() || duration.isZero()) {
            throw new IllegalArgumentException(name + ": " + duration + " (expected: > 0)");
        }
    }
}
