package io.crossfade.core.port;

import java.io.Serial;

/** A load balancer could not be read: not reached, not answered in time, or not understood. */
public final class UnreachableException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    public UnreachableException(String message) {
        super(message);
    }

    public UnreachableException(String message, Throwable cause) {
        super(message, cause);
    }
}
