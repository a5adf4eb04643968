package io.crossfade.nginx;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The include and what lies beside it: the way back, ready to be renamed on a disk that is full, and what was last
 * shown to serve. Their names begin with a dot and do not end in {@code .conf}, so that no glob of an nginx.conf takes
 * them in. All methods block: for a worker thread.
 */
final class IncludeFiles {

    /** A larger file is not of ours. */
    private static final int LARGEST = 64 * 1024;

    private final Path live;
    private final Path ready;
    private final Path serving;
    private final Path next;

    IncludeFiles(Path live) {
        this.live = live;
        this.ready = beside("baseline");
        this.serving = beside("serving");
        this.next = beside("next");
    }

    Path live() {
        return live;
    }

    /** The include's text; empty where there is no such file. */
    Optional<String> liveText() throws IOException {
        return text(live);
    }

    /** The text that was last shown to serve; empty where none is known. */
    Optional<String> servingText() throws IOException {
        return text(serving);
    }

    /** The all-baseline text that lies ready; empty where there is none. */
    Optional<String> readyText() throws IOException {
        return text(ready);
    }

    /** When the include was put where it is; empty where there is none. */
    Optional<Instant> placedAt() throws IOException {
        try {
            // A rename leaves the time of the content alone and moves this one.
            return Optional.of(((FileTime) Files.getAttribute(live, "unix:ctime")).toInstant());
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** When the include's text was written, where what serves is a second name for the same file; empty otherwise. */
    Optional<Instant> sharedSince() throws IOException {
        try {
            return Files.isSameFile(live, serving)
                    ? Optional.of(Files.getLastModifiedTime(live).toInstant())
                    : Optional.empty();
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** Lays the way back ready, on the disk before this returns. */
    void layReady(String text) throws IOException {
        put(text, ready);
    }

    /** Makes {@code text} the include. A reader sees the old file or the new one, whenever the machine may stop. */
    void place(String text) throws IOException {
        put(text, live);
    }

    /** Makes what lies ready the include: takes no room on the disk. */
    void placeReady() throws IOException {
        Files.move(ready, live, StandardCopyOption.ATOMIC_MOVE);
        syncDirectory();
    }

    /** Remembers the include as what serves, where it is not remembered yet. */
    void rememberServing() throws IOException {
        if (sharedSince().isPresent() || !liveText().equals(servingText())) {
            again(live, serving);
        }
    }

    /** Makes what was last shown to serve the include again. */
    void placeServing() throws IOException {
        again(serving, live);
    }

    /** Whether the folder takes new files; changes nothing. */
    boolean isFolderWritable() {
        return Files.isWritable(directory());
    }

    Path directory() {
        var parent = live.getParent();
        return parent == null ? Path.of("/") : parent;
    }

    /**
     * A copy, so that an editor that writes into one of the two leaves the other as it is; on a full disk a second name
     * for the same file, which takes no room.
     */
    private void again(Path from, Path to) throws IOException {
        Files.deleteIfExists(next);
        try {
            try {
                write(Files.readString(from));
                adopt();
            } catch (IOException noRoom) {
                Files.deleteIfExists(next);
                Files.createLink(next, from);
            }
            Files.move(next, to, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            // Between two names of one file a rename does nothing.
            Files.deleteIfExists(next);
        }
        syncDirectory();
    }

    private void put(String text, Path target) throws IOException {
        Files.deleteIfExists(next);
        try {
            write(text);
            adopt();
            Files.move(next, target, StandardCopyOption.ATOMIC_MOVE);
            syncDirectory();
        } finally {
            Files.deleteIfExists(next);
        }
    }

    private void write(String text) throws IOException {
        var options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (var channel = FileChannel.open(next, options)) {
            var bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }

    /** Gives the new file the mode of the include, and its owner where that is another. */
    private void adopt() throws IOException {
        var view = Files.getFileAttributeView(next, PosixFileAttributeView.class);
        if (!Files.exists(live)) {
            view.setPermissions(PosixFilePermissions.fromString("rw-r--r--"));
            return;
        }
        for (var id : List.of("unix:uid", "unix:gid")) {
            var wanted = Files.getAttribute(live, id);
            if (!wanted.equals(Files.getAttribute(next, id))) {
                Files.setAttribute(next, id, wanted);
            }
        }
        view.setPermissions(Files.getPosixFilePermissions(live));
    }

    private void syncDirectory() throws IOException {
        try (var channel = FileChannel.open(directory(), StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static Optional<String> text(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            var bytes = in.readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST) {
                throw new IOException(file + ": more than " + LARGEST + " bytes (expected: at most " + LARGEST + ")");
            }
            return Optional.of(new String(bytes, StandardCharsets.UTF_8));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private Path beside(String what) {
        return directory().resolve("." + live.getFileName() + "." + what);
    }
}
