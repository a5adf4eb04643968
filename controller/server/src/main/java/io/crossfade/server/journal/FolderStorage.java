package io.crossfade.server.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Set;

/** Segments as files of one folder, readable by their owner alone. */
final class FolderStorage implements Storage {

    private static final String RESERVE_NAME = "journal.reserve";

    /** With less than this left, a write that failed failed for want of room, whatever the system called it. */
    private static final long NO_ROOM = 64 << 10;

    private final Path folder;

    FolderStorage(Path folder) {
        this.folder = folder;
    }

    @Override
    public Output create(String name) throws IOException {
        var channel = open(name);
        boolean whole = false;
        try {
            forceFolder();
            whole = true;
            return new FileOutput(channel);
        } finally {
            if (!whole) {
                channel.close();
            }
        }
    }

    private FileChannel open(String name) throws IOException {
        return FileChannel.open(
                folder.resolve(name),
                Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }

    private void forceFolder() throws IOException {
        try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    @Override
    public void delete(String name) throws IOException {
        Files.delete(folder.resolve(name));
    }

    @Override
    public void reserve() throws IOException {
        var file = folder.resolve(RESERVE_NAME);
        if (Files.exists(file) && Files.size(file) == RESERVE) {
            return;
        }
        Files.deleteIfExists(file);
        boolean whole = false;
        try (var channel = open(RESERVE_NAME)) {
            var zeros = ByteBuffer.allocate(RESERVE);
            while (zeros.hasRemaining()) {
                channel.write(zeros);
            }
            channel.force(true);
            whole = true;
        } finally {
            if (!whole) {
                Files.deleteIfExists(file);
            }
        }
    }

    @Override
    public void release() throws IOException {
        Files.deleteIfExists(folder.resolve(RESERVE_NAME));
    }

    @Override
    public long bytes() throws IOException {
        long bytes = 0;
        for (var name : JournalReader.names(folder)) {
            bytes += Files.size(folder.resolve(name));
        }
        return bytes;
    }

    @Override
    public boolean isFull(IOException failure) {
        var message = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
        if (message.contains("no space left") || message.contains("quota")) {
            return true;
        }
        try {
            return Files.getFileStore(folder).getUsableSpace() < NO_ROOM;
        } catch (IOException unknown) {
            return false;
        }
    }

    /** A file that is written at its end. */
    private record FileOutput(FileChannel channel) implements Output {

        @Override
        public void write(ByteBuffer bytes) throws IOException {
            channel.write(bytes);
        }

        @Override
        public void force() throws IOException {
            channel.force(false);
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
