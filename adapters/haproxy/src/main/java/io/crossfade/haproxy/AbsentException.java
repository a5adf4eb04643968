package io.crossfade.haproxy;

import io.crossfade.core.port.UnreachableException;
import java.io.Serial;

/** HAProxy answered that what the plan names is not there, such as a backend that a reload has taken out. */
final class AbsentException extends IllegalArgumentException {

    @Serial
    private static final long serialVersionUID = 1L;

    AbsentException(String message) {
        super(message);
    }

    /** What a failed read of {@code label} says, for whoever reads a load balancer. */
    static UnreachableException unreachable(String label, IllegalArgumentException fault) {
        return fault instanceof AbsentException
                ? UnreachableException.gone(label + ": " + fault.getMessage())
                : new UnreachableException(label + ": " + fault.getMessage(), fault);
    }
}
