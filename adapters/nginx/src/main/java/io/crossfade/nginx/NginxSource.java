package io.crossfade.nginx;

import io.crossfade.core.plan.Cluster;
import io.crossfade.core.port.Loop;
import io.crossfade.core.port.Outcome;
import io.crossfade.core.port.SignalObserver;
import io.crossfade.core.port.SignalSource;
import io.crossfade.core.spi.LogSink;
import io.vertx.core.Vertx;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Watches an NGINX by the one witness that it has: its log, a line for each request that ended, with every server that
 * was tried. There are no counters, so {@link SignalObserver#counters} and {@link SignalObserver#incarnation} are never
 * told, and no second witness can show that lines are missing.
 *
 * <p><b>What is seen late.</b> A request is seen when it ends. One that hangs is seen after {@code proxy_read_timeout},
 * by default 60 s, or when its client gives up, and then as the client's doing. A buffered log is seen when the buffer
 * is flushed.
 *
 * <p><b>What is not seen.</b> An answer that breaks off within its body is logged with the status of its header. Lines
 * that NGINX could not write (a full disk) or send (nobody listens) leave no trace here.
 *
 * <p><b>Generations.</b> For some time after a reload the old workers end what they began. Such a request is told with
 * its true beginning, so whoever asks for requests that began after a shift leaves it out by that.
 */
final class NginxSource implements SignalSource {

    /** NGINX measures between two instants cut to whole milliseconds. */
    private static final Duration RESOLUTION = Duration.ofMillis(1);

    /** The stream is whole again with a readable line so long after the last unreadable one. */
    static final Duration CLEAN = Duration.ofSeconds(1);

    private final Function<LogStream.Listener, LogStream> place;
    private final int node;
    private final Function<LogSink, NginxLineParser> parsers;
    private final Loop loop;
    private @Nullable LogStream stream;
    private @Nullable Requests requests;

    private NginxSource(
            Function<LogStream.Listener, LogStream> place,
            int node,
            Function<LogSink, NginxLineParser> parsers,
            Loop loop) {
        this.place = place;
        this.node = node;
        this.parsers = parsers;
        this.loop = loop;
    }

    /** A source that reads a file, from its end on. */
    static NginxSource ofFile(int node, Function<LogSink, NginxLineParser> parsers, Path log, Vertx vertx, Loop loop) {
        return new NginxSource(listener -> new LogTail(log, vertx, loop, listener), node, parsers, loop);
    }

    /** A source that receives syslog datagrams at {@code address}, which must be of the loopback interface. */
    static NginxSource ofSyslog(
            int node, Function<LogSink, NginxLineParser> parsers, InetSocketAddress address, Loop loop) {
        return new NginxSource(listener -> new SyslogReceiver(address, loop, listener), node, parsers, loop);
    }

    @Override
    public void start(SignalObserver observer) {
        var taker = new Requests(observer, node, parsers, loop);
        var opened = place.apply(taker);
        requests = taker;
        stream = opened;
        loop.execute(opened::open);
    }

    @Override
    public Duration latencyResolution() {
        return RESOLUTION;
    }

    @Override
    public void close() {
        if (stream != null && requests != null) {
            requests.ended = true;
            stream.close();
        }
    }

    /** Tells the observer what the lines say. */
    private static final class Requests implements LogStream.Listener, LogSink {

        private final SignalObserver observer;
        private final int node;
        private final Loop loop;
        private final NginxLineParser parser;
        private boolean ended;
        private boolean streaming;
        private long broken;
        private boolean isBroken;
        private long brokenAt;
        private long nowNanos;
        private long nowMicros;

        Requests(SignalObserver observer, int node, Function<LogSink, NginxLineParser> parsers, Loop loop) {
            this.observer = observer;
            this.node = node;
            this.loop = loop;
            this.parser = parsers.apply(this);
        }

        @Override
        public void attached() {
            streaming = true;
            isBroken = false;
            observer.attached(node);
        }

        @Override
        public void detached(String why) {
            streaming = false;
            observer.detached(node, why);
        }

        @Override
        public void arrived() {
            Instant wall = loop.wall();
            nowNanos = loop.nanos();
            nowMicros = TimeUnit.SECONDS.toMicros(wall.getEpochSecond()) + wall.getNano() / 1000;
        }

        @Override
        public void line(byte[] bytes, int from, int to) {
            if (ended) {
                return;
            }
            switch (parser.parse(bytes, from, to)) {
                case REQUEST -> readable();
                case BROKEN -> unreadable();
                case OTHER, GAP -> {}
            }
        }

        @Override
        public int enlist(Cluster cluster, String server) {
            return observer.enlist(node, cluster, server);
        }

        /** The wall clock says only how long ago the request ended; where that jumped, it ended just now. */
        @Override
        public void request(int server, Outcome outcome, long latencyMicros, long startedMicros, long endedMicros) {
            long ago = Math.max(0, nowMicros - endedMicros) + (endedMicros - startedMicros);
            observer.request(server, outcome, latencyMicros, nowNanos - TimeUnit.MICROSECONDS.toNanos(ago));
        }

        private void unreadable() {
            broken++;
            brokenAt = nowNanos;
            if (streaming && !isBroken) {
                isBroken = true;
                observer.detached(node, "a line is not of Crossfade's log_format, " + broken + " so far");
            }
        }

        private void readable() {
            if (isBroken && streaming && nowNanos - brokenAt >= CLEAN.toNanos()) {
                isBroken = false;
                observer.attached(node);
            }
        }
    }
}
