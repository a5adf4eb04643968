package io.crossfade.app;

import io.crossfade.core.machine.Ending;
import java.util.ArrayList;
import java.util.List;

/** How a command ended. The numbers are part of what scripts rely on and never change their meaning. */
enum ExitCode {
    DONE(0, "promoted and verified; for other commands: done"),
    INTERNAL_ERROR(1, "internal error; where a cutover was running: rolled back and verified"),
    USAGE(2, "usage error, or the controller refused what was asked"),
    INVALID_PLAN(3, "plan, scenario or log invalid; for journal: damaged or not reproduced"),
    PREFLIGHT_FAILED(4, "preflight failed or no controller reached, nothing changed"),
    ROLLED_BACK(10, "rolled back on a failing guard, verified"),
    ROLLED_BACK_BY_OPERATOR(11, "rolled back by the operator, verified"),
    HELD(12, "held, waiting for a person"),
    DRIFT(13, "drift or stale plan, nothing changed"),
    LOCKED(14, "another controller holds the cutover"),
    UNEXPECTED(15, "simulate: not the expected end, or the replayed log ended first"),
    UNVERIFIED(20, "safe state could not be verified: ACT NOW");

    private final int code;
    private final String meaning;

    ExitCode(int code, String meaning) {
        this.code = code;
        this.meaning = meaning;
    }

    int code() {
        return code;
    }

    String meaning() {
        return meaning;
    }

    static ExitCode of(Ending ending) {
        return switch (ending) {
            case PROMOTED -> DONE;
            case ROLLED_BACK -> ROLLED_BACK;
            case ROLLED_BACK_BY_OPERATOR -> ROLLED_BACK_BY_OPERATOR;
            case HELD -> HELD;
            case UNVERIFIED -> UNVERIFIED;
        };
    }

    /** The codes as the help shows them, one line each. */
    static String[] footer() {
        var lines = new ArrayList<>(List.of("", "Exit codes:"));
        for (var exit : values()) {
            lines.add(String.format("  %2d  %s", exit.code, exit.meaning));
        }
        return lines.toArray(String[]::new);
    }
}
