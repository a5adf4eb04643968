package io.crossfade.app;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "export",
        description = "Prints every record; as jsonl with checksums, in one piece, as it was written.",
        mixinStandardHelpOptions = true)
final class JournalExportCommand implements Callable<Integer> {

    @Mixin
    private JournalPlace place;

    private final Surroundings around;

    JournalExportCommand(Surroundings around) {
        this.around = around;
    }

    @Override
    public Integer call() throws Quit {
        JournalStory.print(place.records(around), place.isText(), around);
        return ExitCode.DONE.code();
    }
}
