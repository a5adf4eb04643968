package io.crossfade.haproxy;

import io.crossfade.core.line.LineSplitter;
import io.crossfade.core.port.Loop;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Follows a ring by {@code show events}. The line begins with {@code show info}: its answer shows that HAProxy has read
 * the line, and which process is followed, since the connection stays with an old worker after a reload. A stream that
 * ends is opened again, at once where it lived for a while, else after 100 ms, doubling to 1 s.
 */
final class EventStream implements AutoCloseable {

    /** What is told, on the loop. */
    interface Listener {
        void attached();

        void detached(String why);

        void line(byte[] bytes, int from, int to);
    }

    static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

    /** So many chunks may wait for the loop; then HAProxy waits, and its ring counts what does not fit. */
    private static final int CHUNKS_AHEAD = 64;

    private static final int LONGEST_HEADER = 64 * 1024;
    private static final long LIVED_NANOS = LONGEST_PAUSE.toNanos();

    private enum Phase {
        CLOSED,
        HEADER,
        REFUSAL,
        STREAM
    }

    private final RuntimeSocket runtime;
    private final Loop loop;
    private final Listener listener;
    private final String line;
    private final LineSplitter splitter = new LineSplitter(this::line);
    private final StringBuilder header = new StringBuilder();
    private Phase phase = Phase.CLOSED;
    private String incarnation = "";
    private String refusal = "";
    private boolean told = true;
    private boolean ended;
    private Duration pause = Duration.ZERO;
    private long attempt;
    private long attachedAt;
    private @Nullable NetSocket socket;
    private Loop.@Nullable Timer deadline;

    EventStream(RuntimeSocket runtime, Loop loop, String ring, Listener listener) {
        this.runtime = runtime;
        this.loop = loop;
        this.listener = listener;
        // -w: go on with what comes; -n: leave out what is there.
        this.line = Commands.line(List.of("show info", "show events " + ring + " -w -n")) + "\n";
    }

    void open() {
        long mine = ++attempt;
        deadline = loop.schedule(
                RuntimeSocket.DEADLINE,
                () -> lost(mine, "no answer within " + RuntimeSocket.DEADLINE.toMillis() + " ms"));
        runtime.connect()
                .onComplete(
                        connection -> connected(mine, connection),
                        error -> loop.execute(() -> lost(mine, reason(error))));
    }

    /** Tells which process takes new requests: a stream of another one is opened anew. */
    void follow(String current) {
        if (phase == Phase.STREAM && !incarnation.equals(current)) {
            pause = Duration.ZERO;
            lost(attempt, "HAProxy was reloaded");
        }
    }

    @Override
    public void close() {
        ended = true;
        drop();
    }

    /** Runs on the connection's thread, where handlers must be set before the first byte can come. */
    private void connected(long mine, NetSocket connection) {
        connection.pause();
        connection.handler(chunk -> loop.execute(() -> take(mine, connection, chunk)));
        connection.endHandler(end -> loop.execute(() -> lost(mine, "stream ended")));
        connection.exceptionHandler(error -> loop.execute(() -> lost(mine, reason(error))));
        connection.closeHandler(end -> loop.execute(() -> lost(mine, "stream closed")));
        loop.execute(() -> subscribe(mine, connection));
    }

    private void subscribe(long mine, NetSocket connection) {
        if (mine != attempt || ended) {
            connection.close();
            return;
        }
        socket = connection;
        phase = Phase.HEADER;
        header.setLength(0);
        splitter.reset();
        connection.write(line);
        connection.fetch(CHUNKS_AHEAD);
    }

    private void take(long mine, NetSocket connection, Buffer chunk) {
        if (mine != attempt || ended) {
            return;
        }
        splitter.take(chunk.length(), chunk::getBytes);
        if (phase == Phase.REFUSAL) {
            lost(mine, refusal);
        } else if (phase == Phase.STREAM) {
            attached();
        }
        connection.fetch(1);
    }

    /** Told after the whole first chunk: a refusal of the ring comes with it. */
    private void attached() {
        if (deadline != null) {
            deadline.cancel();
            deadline = null;
            attachedAt = loop.nanos();
            told = false;
            listener.attached();
        }
    }

    private void line(byte[] bytes, int from, int to) {
        switch (phase) {
            case HEADER -> headerLine(bytes, from, to);
            case STREAM -> {
                if (deadline != null && from < to && bytes[from] != '<') {
                    refuseOr(bytes, from, to);
                } else {
                    listener.line(bytes, from, to);
                }
            }
            case REFUSAL, CLOSED -> {}
        }
    }

    /** Before the stream is told of as attached, a line may be HAProxy's refusal instead of an event. */
    private void refuseOr(byte[] bytes, int from, int to) {
        var text = new String(bytes, from, Math.min(to - from, 200), StandardCharsets.UTF_8);
        if (text.startsWith("No such event sink") || text.startsWith("Permission denied")) {
            refusal = text;
            phase = Phase.REFUSAL;
        } else {
            listener.line(bytes, from, to);
        }
    }

    private void headerLine(byte[] bytes, int from, int to) {
        if (from < to && header.length() + to - from < LONGEST_HEADER) {
            header.append(new String(bytes, from, to - from, StandardCharsets.UTF_8))
                    .append('\n');
            return;
        }
        try {
            var process = ProcessInfo.parse(header.toString());
            incarnation = process.incarnation();
            refusal = "process " + process.pid() + " is stopping";
            phase = process.stopping() ? Phase.REFUSAL : Phase.STREAM;
        } catch (IllegalArgumentException e) {
            refusal = "not understood: " + e.getMessage();
            phase = Phase.REFUSAL;
        }
    }

    private void lost(long mine, String why) {
        if (mine != attempt || ended) {
            return;
        }
        if (!told) {
            told = true;
            if (loop.nanos() - attachedAt >= LIVED_NANOS) {
                pause = Duration.ZERO;
            }
            listener.detached(why);
        } else if (mine == 1) {
            listener.detached(why);
        }
        drop();
        loop.schedule(pause, () -> {
            if (!ended) {
                open();
            }
        });
        pause = next(pause);
    }

    /** From here on nothing of the present attempt is heard. */
    private void drop() {
        attempt++;
        phase = Phase.CLOSED;
        if (deadline != null) {
            deadline.cancel();
            deadline = null;
        }
        if (socket != null) {
            socket.close();
            socket = null;
        }
    }

    private static Duration next(Duration pause) {
        var doubled = pause.isZero() ? FIRST_PAUSE : pause.multipliedBy(2);
        return doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
    }

    private static String reason(Throwable error) {
        return Objects.requireNonNullElse(error.getMessage(), error.getClass().getSimpleName());
    }
}
