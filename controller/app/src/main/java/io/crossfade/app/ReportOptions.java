package io.crossfade.app;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Whether a command leaves a report. */
final class ReportOptions {

    private static final String FORCE = "--report-force";

    @Option(
            names = "--report",
            defaultValue = "",
            paramLabel = "FILE",
            description = "write the whole story there at the end: a page that opens offline (.html), its data (.json)"
                    + " or plain text (.txt)")
    private Path path;

    @Option(names = FORCE, description = "write over the report's FILE where it exists")
    private boolean force;

    /** Looks whether it can be written, before anything has happened; empty where none is asked for. */
    Optional<ReportFile> file() throws Quit {
        return path.toString().isEmpty() ? Optional.empty() : Optional.of(ReportFile.at(path, force, FORCE));
    }
}
