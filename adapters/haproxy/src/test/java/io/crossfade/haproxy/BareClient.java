package io.crossfade.haproxy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;

/**
 * The least that a rollback can cost: a blocking channel on an own thread sends the router's very bytes and reads to
 * the end. Nothing is parsed but the value, and nothing is awaited but HAProxy.
 */
final class BareClient implements ActuationBenchmark.Way {

    private final HaproxySpec spec;
    private final boolean withFile;
    private final MapFile file;
    private final ByteBuffer chunk = ByteBuffer.allocate(16 * 1024);

    BareClient(HaproxySpec spec, boolean withFile) {
        this.spec = spec;
        this.withFile = withFile;
        this.file = new MapFile(Path.of(spec.mapFile()), spec.mapKey());
    }

    @Override
    public long[] rollBack(int count, long pauseNanos) {
        var nanos = new long[count];
        for (int i = 0; i < count; i++) {
            set(ActuationBenchmark.FORWARD);
            if (pauseNanos > 0) {
                LockSupport.parkNanos(pauseNanos);
            }
            long start = System.nanoTime();
            set(0);
            nanos[i] = System.nanoTime() - start;
        }
        return nanos;
    }

    private void set(int parts) {
        try {
            var reply = ask(Snapshot.writeLine(spec, parts) + "\n");
            if (!reply.contains("value=\"" + parts + "\"")) {
                throw new IllegalStateException("reply: " + reply + " (expected: value " + parts + ")");
            }
            if (withFile) {
                file.replace(Integer.toString(parts));
                if (!file.value().equals(Integer.toString(parts))) {
                    throw new IllegalStateException("file: " + file.value() + " (expected: " + parts + ")");
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String ask(String line) throws IOException {
        try (var channel =
                SocketChannel.open(UnixDomainSocketAddress.of(spec.endpoint().place()))) {
            channel.write(ByteBuffer.wrap(line.getBytes(StandardCharsets.US_ASCII)));
            chunk.clear();
            while (channel.read(chunk) >= 0) {
                if (!chunk.hasRemaining()) {
                    throw new IllegalStateException("reply: more than " + chunk.capacity() + " bytes");
                }
            }
            return new String(chunk.array(), 0, chunk.position(), StandardCharsets.US_ASCII);
        }
    }
}
