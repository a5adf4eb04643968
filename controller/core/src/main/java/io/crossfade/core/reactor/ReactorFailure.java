package io.crossfade.core.reactor;

import java.io.Serial;

/** The reactor itself failed: a defect of this program. The precomputed rollback has been sent. */
public final class ReactorFailure extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final boolean verified;

    ReactorFailure(Throwable cause, boolean verified) {
        super("internal error, rolled back " + (verified ? "and verified" : "but NOT verified") + ": " + cause, cause);
        this.verified = verified;
    }

    /** True where every node read back with all traffic on the baseline. */
    public boolean verified() {
        return verified;
    }
}
