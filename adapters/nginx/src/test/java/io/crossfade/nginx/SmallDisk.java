package io.crossfade.nginx;

import io.crossfade.testkit.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;

/** A disk of 64 KiB in memory over a folder, which a test can fill. Needs the right to mount. */
final class SmallDisk implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final int PAGE = 4096;
    private static final int MOST_PAGES = 64;

    private final Path folder;

    /** Mounts over {@code folder} and keeps the files that are in it. */
    SmallDisk(Path folder) throws IOException {
        this.folder = folder;
        List<Path> files;
        try (var listed = Files.list(folder)) {
            files = listed.toList();
        }
        var texts = files.stream().map(NginxRig::textOf).toList();
        run("mount", "-t", "tmpfs", "-o", "size=64k,mode=755", "tmpfs", folder.toString());
        for (int file = 0; file < files.size(); file++) {
            Files.writeString(files.get(file), texts.get(file));
        }
    }

    /** Leaves no room for a single page. */
    void fill() {
        var filler = folder.resolve("filler");
        var page = new byte[PAGE];
        try {
            Files.write(filler, page);
            for (int pages = 1; pages < MOST_PAGES; pages++) {
                Files.write(filler, page, StandardOpenOption.APPEND);
            }
        } catch (IOException full) {
            return;
        }
        throw new AssertionError(folder + ": takes " + MOST_PAGES + " pages (expected: fewer)");
    }

    void empty() {
        try {
            Files.delete(folder.resolve("filler"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A program that is just ending may hold the folder for a moment. */
    @Override
    public void close() {
        Await.succeeding("unmounting " + folder, LIMIT, () -> {
            run("umount", folder.toString());
            return true;
        });
    }

    private static void run(String... words) {
        var result = Command.run(List.of(words), LIMIT);
        if (!result.succeeded()) {
            throw new IllegalStateException(String.join(" ", words) + ": " + result.words()
                    + " (expected: the right to mount, as root has it)");
        }
    }
}
