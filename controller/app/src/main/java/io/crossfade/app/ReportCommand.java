package io.crossfade.app;

import io.crossfade.app.story.RecordedStory;
import io.crossfade.report.Format;
import io.crossfade.report.Story;
import io.crossfade.server.journal.DamagedJournalException;
import io.crossfade.server.journal.JournalReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "report",
        description = "Tells the story of a cutover from its journal, while it runs or afterwards. The journal records"
                + " decisions with their numbers, not requests: `run --report` has error rates and latencies over time"
                + " too.",
        mixinStandardHelpOptions = true)
final class ReportCommand implements Callable<Integer> {

    @Mixin
    private Target target;

    @Option(
            names = {"-o", "--out"},
            defaultValue = "",
            paramLabel = "FILE",
            description = "where it is written: .html, .json or .txt (default: text on standard output)")
    private Path out;

    @Option(names = "--force", description = "write over FILE where it exists")
    private boolean force;

    private final Surroundings around;

    ReportCommand(Surroundings around) {
        this.around = around;
    }

    @Override
    public Integer call() throws Quit {
        if (out.toString().isEmpty()) {
            around.out().print(Format.TEXT.render(story()));
            around.out().flush();
        } else {
            var file = ReportFile.at(out, force, "--force");
            file.write(story(), around);
        }
        return ExitCode.DONE.code();
    }

    private Story story() throws Quit {
        var folder = JournalPlace.folder(target, around);
        try {
            return RecordedStory.of(JournalReader.read(folder));
        } catch (DamagedJournalException damaged) {
            throw JournalPlace.damaged(folder, damaged);
        } catch (IOException failure) {
            throw JournalPlace.unreadable(folder, failure);
        }
    }
}
