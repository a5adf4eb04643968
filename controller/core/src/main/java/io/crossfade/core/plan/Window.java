package io.crossfade.core.plan;

import java.time.Instant;
import java.util.Optional;

/**
 * When shifts may start, in wall time. The window bounds shifts alone: guards, holds and rollbacks know no window.
 *
 * @param notBefore the first shift waits for this instant
 * @param notAfter no shift starts after this instant
 */
public record Window(Optional<Instant> notBefore, Optional<Instant> notAfter) {

    /** No bounds. */
    public static final Window ALWAYS = new Window(Optional.empty(), Optional.empty());

    public Window {
        if (notBefore.isPresent() && notAfter.isPresent() && !notAfter.get().isAfter(notBefore.get())) {
            throw new IllegalArgumentException(
                    "not-after: " + notAfter.get() + " (expected: after not-before " + notBefore.get() + ")");
        }
    }

    public boolean isTooEarly(Instant now) {
        return notBefore.isPresent() && now.isBefore(notBefore.get());
    }

    public boolean isTooLate(Instant now) {
        return notAfter.isPresent() && now.isAfter(notAfter.get());
    }
}
