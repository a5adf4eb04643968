package io.crossfade.app;

import io.crossfade.report.Format;
import io.crossfade.report.Story;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * Where a report goes: the ending of the name says in which format. It is there whole or not at all, and nothing is
 * written over that one did not ask for.
 */
final class ReportFile {

    private final Path path;
    private final Format format;
    private final boolean force;
    private final String forcing;

    private ReportFile(Path path, Format format, boolean force, String forcing) {
        this.path = path;
        this.format = format;
        this.force = force;
        this.forcing = forcing;
    }

    /**
     * Looks before anything has happened whether {@code path} can be written.
     *
     * @param force whether it may be written over
     * @param forcing the option that says so
     */
    static ReportFile at(Path path, boolean force, String forcing) throws Quit {
        var format = Format.ofFile(path.toString())
                .orElseThrow(() -> new Quit(
                        ExitCode.USAGE, "report: " + path + " (expected: a name ending in " + Format.ENDINGS + ")"));
        var file = new ReportFile(path, format, force, forcing);
        file.requireFree();
        if (!Files.isWritable(file.folder())) {
            throw new Quit(
                    ExitCode.USAGE,
                    "report: " + path + " cannot be written (expected: a folder that is there and can be written to)");
        }
        return file;
    }

    private Path folder() {
        var folder = path.toAbsolutePath().getParent();
        return folder == null ? path.toAbsolutePath() : folder;
    }

    private void requireFree() throws Quit {
        if (Files.isDirectory(path) || (!force && Files.exists(path))) {
            throw new Quit(
                    ExitCode.USAGE,
                    "report: " + path + " exists, nothing was written (expected: a new file, or " + forcing + ")");
        }
    }

    /** Writes it, and says so. */
    void write(Story story, Surroundings around) throws Quit {
        around.tell(write(story));
    }

    /** Writes it; the words say where it is. */
    String write(Story story) throws Quit {
        requireFree();
        try {
            // With the rights that files usually have here, which a temporary file's are not: a report is to be shared.
            var draft = folder().resolve("." + UUID.randomUUID() + ".tmp");
            try {
                Files.writeString(draft, format.render(story), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                Files.move(draft, path, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(draft);
            }
        } catch (IOException failure) {
            throw new Quit(ExitCode.USAGE, "report: " + path + " cannot be written: " + failure);
        }
        return "report in " + path;
    }
}
