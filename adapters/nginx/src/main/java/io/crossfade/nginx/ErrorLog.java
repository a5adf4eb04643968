package io.crossfade.nginx;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** What NGINX complains of in its error log after a point: the only place where it says why a reload came to nothing. */
final class ErrorLog {

    private static final int MOST = 16 * 1024;

    private final Optional<Path> file;
    private final long from;

    private ErrorLog(Optional<Path> file, long from) {
        this.file = file;
        this.from = from;
    }

    /** From now on. Blocks; where the log is not known or not readable nothing will be found. */
    static ErrorLog from(Optional<Path> file) {
        return new ErrorLog(file, file.map(ErrorLog::size).orElse(0L));
    }

    /** The last line of level emerg since then; empty where there is none. */
    Optional<String> complaint() {
        if (file.isEmpty()) {
            return Optional.empty();
        }
        try (var channel = FileChannel.open(file.get(), StandardOpenOption.READ)) {
            var bytes = ByteBuffer.allocate(MOST);
            channel.position(Math.max(from, channel.size() - MOST));
            while (bytes.hasRemaining() && channel.read(bytes) > 0) {
                // Reads on until the end or until it is full.
            }
            return new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.contains("[emerg]"))
                    .reduce((first, second) -> second)
                    .map(line -> Command.shortened(line.substring(line.indexOf("[emerg]"))));
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    private static long size(Path path) {
        try (var channel = FileChannel.open(path, StandardOpenOption.READ)) {
            return channel.size();
        } catch (IOException unreadable) {
            return 0;
        }
    }
}
