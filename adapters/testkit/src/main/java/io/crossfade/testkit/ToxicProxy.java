package io.crossfade.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * A socket proxy that misbehaves as told, on a Unix socket or a loopback TCP port. Blocking channels with a thread for
 * each direction: slow, plain, and able to do to a connection what networks do. At most {@value #MOST} connections are
 * open at once; more are closed at once.
 */
public final class ToxicProxy implements AutoCloseable {

    private static final int MOST = 256;

    private final SocketAddress upstream;
    private final Set<Channel> open = ConcurrentHashMap.newKeySet();
    private final AtomicLong accepted = new AtomicLong();
    private SocketAddress address;
    private ServerSocketChannel listener;
    private Thread accepting;
    private volatile Toxic toxic = new Toxic.None();

    private ToxicProxy(SocketAddress address, SocketAddress upstream) {
        this.address = address;
        this.upstream = upstream;
        this.listener = listen();
        this.accepting = startAccepting();
        this.address = localAddress(listener);
    }

    /** Listens on the Unix socket {@code path} and forwards to {@code upstream}. */
    public static ToxicProxy unix(Path path, SocketAddress upstream) {
        return new ToxicProxy(UnixDomainSocketAddress.of(path), upstream);
    }

    /** Listens on a free loopback port and forwards to {@code upstream}. */
    public static ToxicProxy tcp(SocketAddress upstream) {
        return new ToxicProxy(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), upstream);
    }

    /** Where it listens. */
    public SocketAddress address() {
        return address;
    }

    /** The port that it listens on, of a proxy made by {@link #tcp}. */
    public int port() {
        return ((InetSocketAddress) address).getPort();
    }

    /** Treats connections this way from now on; those that are open go on as they began. */
    public synchronized void set(Toxic next) {
        toxic = next;
        if (next instanceof Toxic.Refuse) {
            stopListening();
        } else if (!listener.isOpen()) {
            listener = listen();
            accepting = startAccepting();
        }
    }

    /** Closes every open connection. */
    public void cutAll() {
        open.forEach(ToxicProxy::close);
        open.clear();
    }

    /** How many connections were accepted. */
    public long accepted() {
        return accepted.get();
    }

    @Override
    public synchronized void close() {
        stopListening();
        cutAll();
        if (address instanceof UnixDomainSocketAddress unix) {
            deleteIfExists(unix.getPath());
        }
    }

    private ServerSocketChannel listen() {
        try {
            boolean unix = address instanceof UnixDomainSocketAddress;
            var channel = ServerSocketChannel.open(unix ? StandardProtocolFamily.UNIX : StandardProtocolFamily.INET);
            if (address instanceof UnixDomainSocketAddress path) {
                Files.deleteIfExists(path.getPath());
            } else {
                channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            }
            channel.bind(address);
            return channel;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Thread startAccepting() {
        var channel = listener;
        return Daemon.start("toxic-accept", () -> accept(channel));
    }

    /** A call that waits for connections may still get one after its channel was closed, until it is woken. */
    private void stopListening() {
        close(listener);
        try {
            accepting.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    private void accept(ServerSocketChannel channel) throws IOException {
        while (true) {
            var client = channel.accept();
            accepted.incrementAndGet();
            if (open.size() >= MOST) {
                close(client);
                continue;
            }
            open.add(client);
            var treatment = toxic;
            Daemon.start("toxic-request", () -> serve(client, treatment));
        }
    }

    private void serve(SocketChannel client, Toxic treatment) throws IOException {
        if (treatment instanceof Toxic.Hang) {
            return;
        }
        if (treatment instanceof Toxic.Flood flood) {
            flood(client, flood.bytes());
        } else if (treatment instanceof Toxic.Reset) {
            reset(client);
        } else {
            forward(client, treatment);
        }
    }

    private void forward(SocketChannel client, Toxic treatment) throws IOException {
        SocketChannel server;
        try {
            server = SocketChannel.open(upstream);
        } catch (IOException e) {
            discard(client);
            throw e;
        }
        open.add(server);
        Daemon.start("toxic-reply", () -> {
            try {
                copyReply(server, client, treatment);
            } finally {
                discard(server);
                discard(client);
            }
        });
        long most = treatment instanceof Toxic.CutRequest cut ? cut.bytes() : Long.MAX_VALUE;
        boolean whole = false;
        try {
            whole = copy(client, server, most);
        } finally {
            if (whole) {
                server.shutdownOutput();
            } else {
                discard(server);
                discard(client);
            }
        }
    }

    private void copyReply(SocketChannel server, SocketChannel client, Toxic treatment) throws IOException {
        if (treatment instanceof Toxic.Mute) {
            // The reply is read to its end and kept; the client's connection stays open until it goes away.
            var end = ByteBuffer.allocate(4096);
            while (server.read(end) >= 0) {
                end.clear();
            }
            while (client.isOpen() && open.contains(client)) {
                LockSupport.parkNanos(5_000_000);
            }
        } else if (treatment instanceof Toxic.Delay delay) {
            copyWithPause(server, client, 16 * 1024, delay.duration().toNanos());
        } else if (treatment instanceof Toxic.Drip drip) {
            copyWithPause(server, client, 1, drip.pause().toNanos());
        } else {
            copy(server, client, treatment instanceof Toxic.CutReply cut ? cut.bytes() : Long.MAX_VALUE);
        }
    }

    /** Copies to the end, true, or until {@code most} bytes are over, false. */
    private static boolean copy(SocketChannel from, SocketChannel to, long most) throws IOException {
        var chunk = ByteBuffer.allocate(16 * 1024);
        long left = most;
        while (left > 0) {
            chunk.clear().limit((int) Math.min(chunk.capacity(), left));
            int read = from.read(chunk);
            if (read < 0) {
                return true;
            }
            left -= read;
            writeAll(to, chunk.flip());
        }
        return false;
    }

    private static void copyWithPause(SocketChannel from, SocketChannel to, int size, long pauseNanos)
            throws IOException {
        var chunk = ByteBuffer.allocate(size);
        while (from.read(chunk) >= 0) {
            long until = System.nanoTime() + pauseNanos;
            while (System.nanoTime() < until) {
                LockSupport.parkNanos(until - System.nanoTime());
            }
            writeAll(to, chunk.flip());
            chunk.clear();
        }
    }

    private void flood(SocketChannel client, int bytes) throws IOException {
        var chunk = new byte[64 * 1024];
        Arrays.fill(chunk, (byte) 'x');
        try {
            // A close over an unread request would reset the connection and throw away what was sent.
            client.read(ByteBuffer.allocate(16 * 1024));
            for (int left = bytes; left > 0; left -= chunk.length) {
                writeAll(client, ByteBuffer.wrap(chunk, 0, Math.min(left, chunk.length)));
            }
        } finally {
            discard(client);
        }
    }

    private void reset(SocketChannel client) throws IOException {
        if (client.read(ByteBuffer.allocate(1)) >= 0 && address instanceof InetSocketAddress) {
            client.setOption(StandardSocketOptions.SO_LINGER, 0);
        }
        discard(client);
    }

    private static void writeAll(SocketChannel to, ByteBuffer chunk) throws IOException {
        while (chunk.hasRemaining()) {
            to.write(chunk);
        }
    }

    private void discard(SocketChannel channel) {
        open.remove(channel);
        close(channel);
    }

    private static SocketAddress localAddress(ServerSocketChannel channel) {
        try {
            return channel.getLocalAddress();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void close(Channel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void deleteIfExists(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
