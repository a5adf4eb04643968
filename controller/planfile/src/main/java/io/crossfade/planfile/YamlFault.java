package io.crossfade.planfile;

import io.crossfade.core.config.Position;
import io.crossfade.core.config.Problem;

/** A fault that keeps a text from being read as YAML at all. */
final class YamlFault extends Exception {

    private static final long serialVersionUID = 1;

    private final transient Problem problem;

    YamlFault(Position position, String message, String expected) {
        super(message);
        this.problem = new Problem("", position, 1, message, expected, "");
    }

    Problem problem() {
        return problem;
    }
}
