package io.crossfade.nginx;

import io.crossfade.core.line.LineSplitter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.Optional;

/**
 * One open log file, read from where the last look ended. A worker reads and then the loop hands on the lines: they take
 * turns and never meet.
 */
final class TailedFile implements AutoCloseable {

    /** Read at most at one look. */
    static final int CAPACITY = 64 * 1024;

    private final FileChannel channel;
    private final Object key;
    private final LineSplitter splitter;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(CAPACITY);
    private long position;
    private long grewAt;
    private int count;

    private TailedFile(FileChannel channel, Object key, LineSplitter.Taker taker) {
        this.channel = channel;
        this.key = key;
        this.splitter = new LineSplitter(taker);
    }

    /**
     * Opens the file at {@code path}; empty where another one took its place in the meantime. May block.
     *
     * @param atEnd whether to begin behind what it holds
     * @throws java.nio.file.NoSuchFileException where there is none
     */
    static Optional<TailedFile> open(Path path, boolean atEnd, long nowNanos, LineSplitter.Taker taker)
            throws IOException {
        var key = key(path);
        var channel = FileChannel.open(path, StandardOpenOption.READ);
        try {
            if (!key.equals(key(path))) {
                channel.close();
                return Optional.empty();
            }
            var file = new TailedFile(channel, key, taker);
            file.grewAt = nowNanos;
            if (atEnd) {
                file.toEnd();
            }
            return Optional.of(file);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /** What tells the file at {@code path} from every other that exists: device and inode. May block. */
    static Object key(Path path) throws IOException {
        var attributes = Files.readAttributes(path, BasicFileAttributes.class);
        if (!attributes.isRegularFile()) {
            throw new IOException("not a regular file");
        }
        return Objects.requireNonNull(attributes.fileKey(), "a file system without inodes");
    }

    boolean isAt(Object other) {
        return key.equals(other);
    }

    /** Whether anything was read from it. */
    boolean hasGrown() {
        return position > 0;
    }

    long grewAtNanos() {
        return grewAt;
    }

    /** Begins anew where the file has become shorter than what was read; true where it has. May block. */
    boolean rewindIfTruncated() throws IOException {
        if (channel.size() >= position) {
            return false;
        }
        position = 0;
        splitter.reset();
        return true;
    }

    /** Reads on; true where there may be more. May block. */
    boolean fill(long nowNanos) throws IOException {
        buffer.clear();
        count = Math.max(0, channel.read(buffer, position));
        if (count > 0) {
            position += count;
            grewAt = nowNanos;
        }
        return count == CAPACITY;
    }

    /** Hands on the lines that the last {@link #fill} completed. */
    void handOn() {
        int length = count;
        count = 0;
        splitter.take(length, (from, to, target, at) -> buffer.get(from, target, at, to - from));
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private void toEnd() throws IOException {
        position = channel.size();
        var last = ByteBuffer.allocate(1);
        if (position > 0 && channel.read(last, position - 1) == 1 && last.get(0) != '\n') {
            splitter.resetWithinLine();
        }
    }
}
