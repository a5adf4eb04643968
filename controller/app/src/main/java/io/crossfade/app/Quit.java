package io.crossfade.app;

import java.io.Serial;

/** Ends a command with an exit code and a message for the operator; not a defect. */
final class Quit extends Exception {

    @Serial
    private static final long serialVersionUID = 1L;

    private final ExitCode exit;

    Quit(ExitCode exit, String message) {
        super(message);
        this.exit = exit;
    }

    ExitCode exit() {
        return exit;
    }
}
