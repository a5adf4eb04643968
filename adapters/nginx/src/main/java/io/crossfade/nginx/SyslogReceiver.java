package io.crossfade.nginx;

import io.crossfade.core.port.Loop;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Receives NGINX's log as syslog datagrams, one line each. Bound to the loopback interface, so that nobody else can
 * write evidence. The socket is emptied every {@link #PAUSE} on the loop without ever waiting for it; the kernel drops
 * in silence what does not fit its buffer, so it is asked how many it dropped.
 */
final class SyslogReceiver implements LogStream {

    /** Between looks: at 20,000 requests a second 100 datagrams, which fit the smallest buffer of any Linux. */
    static final Duration PAUSE = Duration.ofMillis(5);

    /** Between attempts to bind. */
    static final Duration LONG_PAUSE = Duration.ofMillis(250);

    /** Asked for; Linux gives what {@code net.core.rmem_max} allows. */
    static final int RECEIVE_BUFFER = 8 * 1024 * 1024;

    /** The largest datagram there is. */
    private static final int LARGEST = 64 * 1024;

    /** Taken at one look, about a millisecond; what else there is waits for the next turn of the loop. */
    private static final int AT_ONCE = 500;

    private final InetSocketAddress address;
    private final Loop loop;
    private final Listener listener;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(LARGEST);
    private final byte[] bytes = new byte[LARGEST];
    private final DroppedDatagrams dropped;
    private String trouble = "";
    private boolean ended;
    private @Nullable DatagramChannel channel;
    private Loop.@Nullable Timer next;

    /**
     * A receiver at {@code address}.
     *
     * @throws IllegalArgumentException where that is not of the loopback interface
     */
    SyslogReceiver(InetSocketAddress address, Loop loop, Listener listener) {
        if (address.isUnresolved() || !address.getAddress().isLoopbackAddress()) {
            throw new IllegalArgumentException("syslog: " + address + " (expected: a loopback address)");
        }
        this.address = address;
        this.loop = loop;
        this.listener = listener;
        this.dropped = new DroppedDatagrams(address);
    }

    @Override
    public void open() {
        if (ended) {
            return;
        }
        try {
            channel = bind();
            trouble = "";
            dropped.since(loop.nanos());
            listener.attached();
            receive();
        } catch (IOException e) {
            failed(e);
        }
    }

    @Override
    public void close() {
        ended = true;
        if (next != null) {
            next.cancel();
        }
        release();
    }

    private DatagramChannel bind() throws IOException {
        var family = address.getAddress().getAddress().length == 4
                ? StandardProtocolFamily.INET
                : StandardProtocolFamily.INET6;
        var opened = DatagramChannel.open(family);
        try {
            opened.configureBlocking(false);
            opened.setOption(StandardSocketOptions.SO_RCVBUF, RECEIVE_BUFFER);
            opened.bind(address);
            return opened;
        } catch (IOException e) {
            opened.close();
            throw e;
        }
    }

    private void receive() {
        var open = channel;
        if (ended || open == null) {
            return;
        }
        try {
            listener.arrived();
            int left = AT_ONCE;
            while (left > 0 && take(open)) {
                left--;
            }
            long lost = dropped.look(loop.nanos());
            if (lost > 0) {
                listener.detached("syslog: the kernel dropped " + lost + " datagrams");
                listener.attached();
            }
            if (left == 0) {
                loop.execute(this::receive);
            } else if (!ended) {
                next = loop.schedule(PAUSE, this::receive);
            }
        } catch (IOException e) {
            failed(e);
        }
    }

    private boolean take(DatagramChannel open) throws IOException {
        buffer.clear();
        if (ended || open.receive(buffer) == null) {
            return false;
        }
        int length = buffer.position();
        buffer.get(0, bytes, 0, length);
        listener.line(bytes, 0, length);
        return true;
    }

    private void failed(IOException error) {
        release();
        if (ended) {
            return;
        }
        var why =
                Objects.requireNonNullElse(error.getMessage(), error.getClass().getSimpleName());
        if (!why.equals(trouble)) {
            trouble = why;
            listener.detached("syslog " + address.getAddress().getHostAddress() + ":" + address.getPort() + ": " + why);
        }
        next = loop.schedule(LONG_PAUSE, this::open);
    }

    private void release() {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            // Nothing was sent by it, and what it still held is told of as lost by the detachment.
            trouble = "";
        }
        channel = null;
    }
}
