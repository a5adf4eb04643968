package io.crossfade.simulations.world;

import io.crossfade.core.port.Outcome;

/** Outcomes as two bits, for arrays of primitives. */
final class Outcomes {

    static final int BITS = 2;
    static final int MASK = (1 << BITS) - 1;

    private static final int OK = 0;
    private static final int FAILED = 1;
    private static final int ABORTED = 2;

    private Outcomes() {}

    static int code(Outcome outcome) {
        return switch (outcome) {
            case OK -> OK;
            case FAILED -> FAILED;
            case ABORTED -> ABORTED;
        };
    }

    static Outcome of(int code) {
        return switch (code & MASK) {
            case FAILED -> Outcome.FAILED;
            case ABORTED -> Outcome.ABORTED;
            default -> Outcome.OK;
        };
    }
}
