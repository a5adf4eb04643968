package io.crossfade.server;

import java.io.IOException;
import java.io.Serial;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Speaks to a running controller over its control socket; blocks, for no longer than it is told. A controller that
 * does not answer is as good as none, and the caller is told so by an {@link IOException}.
 */
public final class ControlClient implements AutoCloseable {

    private static final int CHUNK = 8192;

    private final SocketChannel channel;
    private final Selector selector;
    private final ByteBuffer received = ByteBuffer.allocate(ControlConnection.LONGEST_LINE * 16);

    /** Nothing came in time; the connection stands, and the next line may still come. */
    public static final class SilentException extends IOException {

        @Serial
        private static final long serialVersionUID = 1L;

        SilentException(String message) {
            super(message);
        }
    }

    private ControlClient(SocketChannel channel, Selector selector) {
        this.channel = channel;
        this.selector = selector;
    }

    /** Connects; to a Unix socket that takes no time, or fails at once. */
    public static ControlClient connect(Path socket) throws IOException {
        var channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            channel.connect(UnixDomainSocketAddress.of(socket));
            channel.configureBlocking(false);
            var selector = Selector.open();
            channel.register(selector, SelectionKey.OP_READ);
            return new ControlClient(channel, selector);
        } catch (IOException | RuntimeException failure) {
            channel.close();
            throw failure instanceof IOException io ? io : new IOException(failure.getMessage(), failure);
        }
    }

    /** True where somebody listens on {@code socket}. */
    static boolean answers(Path socket) {
        try (var client = connect(socket)) {
            return client.channel.isConnected();
        } catch (IOException nobody) {
            return false;
        }
    }

    /** Asks and waits for the answer. */
    public ControlReply ask(ControlRequest request, Duration within) throws IOException {
        var line = ByteBuffer.wrap((request.toJson().encode() + "\n").getBytes(StandardCharsets.UTF_8));
        try {
            while (line.hasRemaining()) {
                if (channel.write(line) == 0) {
                    throw new IOException("the controller does not read");
                }
            }
        } catch (IOException closed) {
            return lastWord(closed, within);
        }
        return next(within);
    }

    /** A controller that has ended says so before it closes, and that line may lie here unread. */
    private ControlReply lastWord(IOException closed, Duration within) throws IOException {
        try {
            return next(within);
        } catch (IOException nothing) {
            closed.addSuppressed(nothing);
            throw closed;
        }
    }

    /** Waits for the next line. */
    public ControlReply next(Duration within) throws IOException {
        long deadline = System.nanoTime() + within.toNanos();
        for (var line = cut(); ; line = cut()) {
            if (!line.isEmpty()) {
                return parse(line);
            }
            fill(deadline, within);
        }
    }

    private static ControlReply parse(String line) throws IOException {
        try {
            return ControlReply.parse(line);
        } catch (RuntimeException malformed) {
            throw new IOException("the controller's answer is not understood", malformed);
        }
    }

    /** The first whole line of what was received, or nothing. */
    private String cut() {
        received.flip();
        try {
            for (int at = 0; at < received.limit(); at++) {
                if (received.get(at) == '\n') {
                    var bytes = new byte[at + 1];
                    received.get(bytes);
                    return new String(bytes, StandardCharsets.UTF_8);
                }
            }
            return "";
        } finally {
            received.compact();
        }
    }

    private void fill(long deadline, Duration within) throws IOException {
        long left = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
        if (left <= 0 || (selector.select(left) == 0 && System.nanoTime() >= deadline)) {
            throw new SilentException("the controller did not answer within " + within.toMillis() + "ms");
        }
        selector.selectedKeys().clear();
        if (received.remaining() == 0) {
            throw new IOException("the controller's answer is too long");
        }
        var chunk = ByteBuffer.allocate(Math.min(CHUNK, received.remaining()));
        int count = channel.read(chunk);
        if (count < 0) {
            throw new IOException("the controller closed the connection");
        }
        received.put(chunk.flip());
    }

    @Override
    public void close() throws IOException {
        selector.close();
        channel.close();
    }
}
