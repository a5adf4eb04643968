package io.crossfade.app;

import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * The step that a person speaks of. A word that comes late or twice is refused at the step after, which nobody has
 * looked at yet.
 */
final class StepOption {

    @Option(
            names = "--step",
            paramLabel = "N",
            description = "the present step, 1 for the first: refused where it is another by then")
    private @Nullable Integer step;

    OptionalInt present() throws Quit {
        if (step == null) {
            return OptionalInt.empty();
        }
        if (step < 1) {
            throw new Quit(ExitCode.USAGE, "--step: " + step + " (expected: >= 1)");
        }
        return OptionalInt.of(step);
    }
}
