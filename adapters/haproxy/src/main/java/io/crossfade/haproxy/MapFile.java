package io.crossfade.haproxy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The file that HAProxy reads the map from at a reload. The runtime API never writes it, so that without this a reload
 * would bring back an old share. All methods block: for a worker thread.
 */
final class MapFile {

    /** A larger file is not a map of shares. */
    static final long LARGEST = 1 << 20;

    private final Path path;
    private final String key;

    MapFile(Path path, String key) {
        this.path = path;
        this.key = key;
    }

    /** The value of the key as text; empty where the file does not have the key. */
    String value() throws IOException {
        // HAProxy looks the first of several equal keys up.
        return lines(path).stream()
                .filter(this::isOurs)
                .findFirst()
                .map(this::valueOf)
                .orElse("");
    }

    /**
     * Makes {@code value} the key's value: every other line, the mode and the owner stay. A reader sees the old file or
     * the new one, whenever the machine may stop.
     */
    void replace(String value) throws IOException {
        // A rename would put a file in the place of a link.
        var real = path.toRealPath();
        var lines = lines(real);
        var changed = withValue(lines, value);
        if (changed.equals(lines)) {
            return;
        }
        var temporary = temporary(real);
        Files.deleteIfExists(temporary);
        try {
            write(temporary, String.join("\n", changed) + "\n");
            adopt(real, temporary);
            Files.move(temporary, real, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            syncDirectory(real);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    /** Why {@link #replace} would fail, in words; empty where nothing speaks against it. Changes nothing. */
    List<String> obstacles() throws IOException {
        var obstacles = new ArrayList<String>();
        var real = path.toRealPath();
        lines(real);
        var directory = directory(real);
        if (!Files.isWritable(directory)) {
            obstacles.add("directory " + directory + " is not writable: the map file is replaced by a rename");
        }
        Object user = Files.getAttribute(Path.of("/proc/self"), "unix:uid");
        if (!user.equals(0) && !user.equals(Files.getAttribute(real, "unix:uid"))) {
            obstacles.add("map file " + real + " belongs to another user ("
                    + Files.getOwner(real).getName() + "): its owner could not be kept");
        }
        return obstacles;
    }

    private static List<String> lines(Path file) throws IOException {
        long size = Files.size(file);
        if (size > LARGEST) {
            throw new IOException("map file " + file + ": " + size + " bytes (expected: at most " + LARGEST + ")");
        }
        return Files.readAllLines(file, StandardCharsets.UTF_8);
    }

    private List<String> withValue(List<String> lines, String value) {
        var changed = new ArrayList<String>();
        boolean found = false;
        for (var line : lines) {
            boolean ours = isOurs(line);
            found |= ours;
            changed.add(ours && !valueOf(line).equals(value) ? key + " " + value : line);
        }
        if (!found) {
            changed.add(key + " " + value);
        }
        return changed;
    }

    private boolean isOurs(String line) {
        var words = line.strip();
        return words.startsWith(key)
                && words.length() > key.length()
                && Character.isWhitespace(words.charAt(key.length()));
    }

    private String valueOf(String line) {
        return line.strip().substring(key.length()).strip();
    }

    private static void write(Path temporary, String text) throws IOException {
        var options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        var owner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        try (var channel = FileChannel.open(temporary, options, owner)) {
            var bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }

    /** Gives {@code temporary} the owner, the group and the mode of {@code original}. */
    private static void adopt(Path original, Path temporary) throws IOException {
        for (var id : List.of("unix:uid", "unix:gid")) {
            var wanted = Files.getAttribute(original, id);
            if (!wanted.equals(Files.getAttribute(temporary, id))) {
                Files.setAttribute(temporary, id, wanted);
            }
        }
        var permissions = Files.getPosixFilePermissions(original);
        Files.getFileAttributeView(temporary, PosixFileAttributeView.class).setPermissions(permissions);
    }

    private static void syncDirectory(Path file) throws IOException {
        try (var channel = FileChannel.open(directory(file), StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static Path directory(Path file) {
        var directory = file.getParent();
        return directory == null ? Path.of("/") : directory;
    }

    private static Path temporary(Path file) {
        return directory(file).resolve("." + file.getFileName() + ".crossfade");
    }
}
