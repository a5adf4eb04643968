package io.crossfade.core.port;

import java.io.Serial;

/** A load balancer could not be read: not reached, not answered in time, or not understood. */
public final class UnreachableException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final boolean gone;

    public UnreachableException(String message) {
        super(message);
        gone = false;
    }

    public UnreachableException(String message, Throwable cause) {
        super(message, cause);
        gone = false;
    }

    private UnreachableException(String message, boolean gone) {
        super(message);
        this.gone = gone;
    }

    /** The load balancer answers, and what carries the split is not there any more. */
    public static UnreachableException gone(String message) {
        return new UnreachableException(message, true);
    }

    /** True where the load balancer answered that what carries the split is not there: no waiting brings it back. */
    public boolean isGone() {
        return gone;
    }
}
