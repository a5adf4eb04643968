package io.crossfade.core.plan;

import java.util.Optional;

/**
 * One target share with its bake and gate.
 *
 * @param candidate the share that the candidate is to have, above 0
 * @param bake the time that this step must survive
 * @param gate what must hold besides guards before this step is left
 * @param continuesRamp true for every step of a ramp after its first: the passing ledger runs on across the shift
 */
public record Step(Share candidate, Bake bake, Optional<Gate> gate, boolean continuesRamp) {

    public Step {
        if (candidate.isNone()) {
            throw new IllegalArgumentException("candidate: 0% (expected: > 0%)");
        }
    }

    /** A step without a gate that begins with an empty passing ledger. */
    public static Step of(Share candidate, Bake bake) {
        return new Step(candidate, bake, Optional.empty(), false);
    }

    public Split split() {
        return new Split(candidate);
    }
}
