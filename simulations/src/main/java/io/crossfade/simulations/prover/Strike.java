package io.crossfade.simulations.prover;

import java.time.Duration;

/**
 * One thing that goes wrong, or that a person does.
 *
 * @param moment what {@code after} counts from
 * @param ordinal which of these moments, 1 for the first; 0 for the beginning
 * @param after how long after the moment
 * @param kind what
 * @param node to which load balancer, from 0
 * @param number what it is about: a percentage, a number of servers, or milliseconds
 */
record Strike(Moment moment, int ordinal, Duration after, Kind kind, int node, int number) {

    /** From where a strike's time is counted. */
    enum Moment {
        BEGINNING,
        /** A record was appended that orders a write which raises: what it orders waits to be durable. */
        FORWARD_RECORD,
        /** A write was started. */
        WRITE
    }

    /** What goes wrong. */
    enum Kind {
        APPLY,
        REFUSE,
        NOT_SENT,
        LOSE_ANSWER,
        LOSE_WRITE,
        IGNORE,
        DELAY,
        FREEZE,
        THAW,
        UNREADABLE,
        GONE,
        READABLE,
        BASELINE_SERVERS,
        CANDIDATE_SERVERS,
        MEMBERSHIP,
        RELOAD,
        RELOAD_ABOVE,
        PARTLY_RESTORED,
        HAND,
        HAND_HALF,
        IN_FLIGHT,
        SLOW_DISK,
        FAILING_DISK,
        WELL_DISK,
        BROKEN_PAGE,
        WALL_CLOCK,
        WALL_CLOCK_SLIGHTLY,
        STALL,
        KILL,
        SAY_PASS,
        SAY_INCONCLUSIVE,
        SAY_FAIL,
        SAY_DOUBT,
        SAY_COMMON_MODE,
        SAY_SILENT,
        CANDIDATE_FAILS,
        BOTH_FAIL,
        BOTH_WELL,
        BLIND,
        SEEING,
        HOLD,
        RESUME,
        ACCEPT,
        APPROVE,
        PROMOTE,
        ADOPT,
        ROLL_BACK,
        FORCE,
        STOP_AND_HOLD,
        STOP_AND_ROLL_BACK
    }

    @Override
    public String toString() {
        var from = switch (moment) {
            case BEGINNING -> "";
            case FORWARD_RECORD -> "record " + ordinal + " that raises + ";
            case WRITE -> "write " + ordinal + " + ";
        };
        return from + after.toMillis() + "ms: " + kind + " lb" + (node + 1) + " " + number;
    }
}
