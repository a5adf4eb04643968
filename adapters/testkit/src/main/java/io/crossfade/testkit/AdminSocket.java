package io.crossfade.testkit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The other hand: the plainest client of HAProxy's Runtime API, a blocking channel, one line, one connection, read to
 * its end. It shares no code with the adapter that it checks.
 */
public final class AdminSocket {

    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final ScheduledThreadPoolExecutor WATCH = watch();

    private final SocketAddress address;

    public AdminSocket(SocketAddress address) {
        this.address = address;
    }

    public static AdminSocket at(Path socket) {
        return new AdminSocket(UnixDomainSocketAddress.of(socket));
    }

    /** Sends {@code line} and returns the whole reply; waits 10 s at most. */
    public String ask(String line) {
        return ask(line, LIMIT);
    }

    /**
     * Sends {@code line} and returns the whole reply.
     *
     * @throws UncheckedIOException where it can not connect, is cut, or does not end within {@code limit}
     */
    public String ask(String line, Duration limit) {
        try (var channel = SocketChannel.open(address)) {
            var watch = WATCH.schedule(() -> close(channel), limit.toNanos(), TimeUnit.NANOSECONDS);
            try {
                channel.write(ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8)));
                return readToEnd(channel);
            } finally {
                watch.cancel(false);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("admin socket " + address + ": " + e, e);
        }
    }

    private static String readToEnd(SocketChannel channel) throws IOException {
        var reply = new ByteArrayOutputStream();
        var chunk = ByteBuffer.allocate(16 * 1024);
        while (channel.read(chunk) >= 0) {
            reply.write(chunk.array(), 0, chunk.position());
            chunk.clear();
        }
        return reply.toString(StandardCharsets.UTF_8);
    }

    private static void close(SocketChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ScheduledThreadPoolExecutor watch() {
        var watch = new ScheduledThreadPoolExecutor(1, task -> {
            var thread = new Thread(task, "admin-socket-watch");
            thread.setDaemon(true);
            return thread;
        });
        watch.setRemoveOnCancelPolicy(true);
        return watch;
    }
}
