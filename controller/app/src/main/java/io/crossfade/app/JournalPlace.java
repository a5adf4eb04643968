package io.crossfade.app;

import io.crossfade.server.journal.DamagedJournalException;
import io.crossfade.server.journal.JournalReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which journal a command means, and for whom it is shown. */
final class JournalPlace {

    @Mixin
    private Target target;

    @Option(
            names = "--output",
            defaultValue = "text",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
    private JournalCommand.Output output;

    boolean isText() {
        return output == JournalCommand.Output.TEXT;
    }

    /** The folder of the journal; ends the command where there is none. */
    Path folder(Surroundings around) throws Quit {
        return folder(target, around);
    }

    /** The folder of the journal of {@code target}; ends the command where there is none. */
    static Path folder(Target target, Surroundings around) throws Quit {
        var folder = target.folder(around, target.plan(around, Adapters.load(around.environment())))
                .path();
        try {
            if (JournalReader.exists(folder)) {
                return folder;
            }
        } catch (IOException failure) {
            throw unreadable(folder, failure);
        }
        throw new Quit(ExitCode.PREFLIGHT_FAILED, "no journal in " + folder);
    }

    /** The records as they were written, oldest first. */
    List<String> records(Surroundings around) throws Quit {
        var folder = folder(around);
        try {
            return JournalReader.records(folder);
        } catch (DamagedJournalException damaged) {
            throw damaged(folder, damaged);
        } catch (IOException failure) {
            throw unreadable(folder, failure);
        }
    }

    static Quit damaged(Path folder, DamagedJournalException damaged) {
        return new Quit(
                ExitCode.INVALID_PLAN,
                damaged.getMessage() + "\n`crossfade journal fsck --state-dir " + folder + "` says more");
    }

    static Quit unreadable(Path folder, IOException failure) {
        return new Quit(ExitCode.PREFLIGHT_FAILED, "the journal in " + folder + " cannot be read: " + failure);
    }
}
