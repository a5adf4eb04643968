package io.crossfade.server.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** Where the journals of finished cutovers go: {@code past/<number>} within the state folder, the latest twenty. */
public final class JournalArchive {

    /** How many finished journals are kept. */
    static final int MOST_KEPT = 20;

    private static final String FOLDER = "past";

    private final Path state;
    private final Path past;

    /** @param state the state folder */
    public JournalArchive(Path state) {
        this.state = state;
        past = state.resolve(FOLDER);
    }

    /** Moves the state folder's journal away and lets go of the oldest beyond those that are kept. */
    public Path add() throws IOException {
        Files.createDirectories(
                past, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        var kept = kept();
        int number = kept.isEmpty() ? 1 : 1 + Integer.parseInt(kept.get(kept.size() - 1));
        var folder = Files.createDirectory(past.resolve(String.format("%06d", number)));
        for (var name : JournalReader.names(state)) {
            Files.move(state.resolve(name), folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        }
        for (var old : kept.subList(0, Math.max(0, kept.size() + 1 - MOST_KEPT))) {
            delete(past.resolve(old));
        }
        return folder;
    }

    /** The numbers of what is kept, oldest first. */
    List<String> kept() throws IOException {
        try (var folders = Files.list(past)) {
            return folders.map(folder -> String.valueOf(folder.getFileName()))
                    .filter(name -> name.matches("[0-9]{6}"))
                    .sorted()
                    .toList();
        }
    }

    private static void delete(Path folder) throws IOException {
        for (var name : JournalReader.names(folder)) {
            Files.delete(folder.resolve(name));
        }
        Files.delete(folder);
    }
}
