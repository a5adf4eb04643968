package io.crossfade.app;

import io.crossfade.app.view.Style;
import java.util.Optional;
import picocli.CommandLine.Option;

/** How a live view looks, and whether there is one. */
final class ViewOptions {

    @Option(names = "--plain", description = "one line for each event, also on a terminal")
    private boolean plain;

    @Option(
            names = "--color",
            defaultValue = "auto",
            paramLabel = "WHEN",
            description = "colours of the live view: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}; auto heeds"
                    + " NO_COLOR)")
    private Style.Colour colour;

    Style style(Surroundings around) {
        return Style.of(colour, around.environment());
    }

    /** The terminal to draw on; empty where there is none that can, or nobody wants it. */
    Optional<Tty> tty(Surroundings around) {
        var kind = around.environment().getOrDefault("TERM", "");
        boolean able = !kind.isEmpty() && !kind.equals("dumb");
        return plain || !able ? Optional.empty() : around.terminal().tty();
    }
}
