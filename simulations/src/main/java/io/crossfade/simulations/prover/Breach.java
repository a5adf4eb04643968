package io.crossfade.simulations.prover;

import java.io.Serial;

/**
 * A safety rule does not hold. An error, since the reactor takes any exception for a defect of its own, and rolls back.
 */
final class Breach extends Error {

    @Serial
    private static final long serialVersionUID = 1L;

    private final String rule;

    Breach(String rule, String what) {
        super(rule + " is broken: " + what);
        this.rule = rule;
    }

    /** The rule, such as {@code S4}. */
    String rule() {
        return rule;
    }

    static void require(String rule, boolean holds, String what) {
        if (!holds) {
            throw new Breach(rule, what);
        }
    }
}
