package io.crossfade.app.view;

import java.util.List;

/**
 * One picture for a terminal.
 *
 * @param lines top to bottom, each no wider than the terminal, with colours where the style has them
 */
public record Frame(List<String> lines) {

    public Frame {
        lines = List.copyOf(lines);
    }
}
