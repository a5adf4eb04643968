package io.crossfade.server;

import java.io.Serial;

/** The surroundings do not allow what was asked: a folder, a lock or a socket; the message is for the operator. */
public final class ShellException extends Exception {

    @Serial
    private static final long serialVersionUID = 1L;

    public ShellException(String message) {
        super(message);
    }

    public ShellException(String message, Throwable cause) {
        super(message, cause);
    }
}
