package io.crossfade.app;

import io.crossfade.planfile.FileSource;
import io.crossfade.planfile.PlanFile;
import io.crossfade.planfile.PlanReader;
import java.nio.file.Path;
import java.util.Optional;

/** Reads plan files for commands. */
final class Plans {

    private final Surroundings around;
    private final Adapters adapters;

    Plans(Surroundings around, Adapters adapters) {
        this.around = around;
        this.adapters = adapters;
    }

    /** The plan, with its warnings told; ends the command with every fault where it is none. */
    PlanFile.Valid read(Path path) throws Quit {
        return valid(reader().read(path));
    }

    /** The same of a plan that a journal has kept; {@code name} is what messages call it. */
    PlanFile.Valid read(String name, String text) throws Quit {
        return valid(reader().read(name, text));
    }

    private PlanReader reader() {
        return new PlanReader(
                adapters.all(), name -> Optional.ofNullable(around.environment().get(name)), FileSource.SYSTEM);
    }

    private PlanFile.Valid valid(PlanFile file) throws Quit {
        if (file instanceof PlanFile.Valid valid) {
            valid.warnings().forEach(around::tell);
            return valid;
        }
        var problems = ((PlanFile.Invalid) file).problems();
        throw new Quit(ExitCode.INVALID_PLAN, String.join("\n", problems));
    }
}
