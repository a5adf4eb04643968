package io.crossfade.haproxy;

import io.crossfade.core.port.Loop;
import io.crossfade.core.port.Outcome;
import io.crossfade.core.port.SignalObserver;
import io.crossfade.core.port.SignalSource;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Watches an HAProxy by two witnesses of the same requests: the ring that tells of each, and the servers' counters. */
final class HaproxySource implements SignalSource {

    /** The latency is the sum of three timers, each cut to whole milliseconds. */
    private static final Duration RESOLUTION = Duration.ofMillis(3);

    private final Function<HaproxyLineParser.Enlister, Watched> view;
    private final String ring;
    private final int node;
    private final Loop loop;
    private final RuntimeSocket runtime;
    private @Nullable EventStream stream;
    private @Nullable StatPoller poller;

    HaproxySource(HaproxySpec spec, int node, Vertx vertx, Loop loop) {
        this(
                enlister -> new WatchedMap(spec, enlister),
                spec.ring(),
                node,
                loop,
                new RuntimeSocket(vertx, loop, spec.endpoint()));
    }

    HaproxySource(HaproxyWeightsSpec spec, int node, Vertx vertx, Loop loop) {
        this(
                enlister -> new WatchedBackend(spec, enlister),
                spec.ring(),
                node,
                loop,
                new RuntimeSocket(vertx, loop, spec.endpoint()));
    }

    private HaproxySource(
            Function<HaproxyLineParser.Enlister, Watched> view,
            String ring,
            int node,
            Loop loop,
            RuntimeSocket runtime) {
        this.view = view;
        this.ring = ring;
        this.node = node;
        this.loop = loop;
        this.runtime = runtime;
    }

    @Override
    public void start(SignalObserver observer) {
        var watched = view.apply((cluster, server) -> observer.enlist(node, cluster, server));
        var departures = new Departures();
        var requests = new Requests(observer, node, loop, watched, departures);
        var events = new EventStream(runtime, loop, ring, requests);
        var counters = new StatPoller(watched, node, runtime, loop, events, departures, observer);
        stream = events;
        poller = counters;
        loop.execute(() -> {
            events.open();
            counters.poll();
        });
    }

    @Override
    public Duration latencyResolution() {
        return RESOLUTION;
    }

    @Override
    public void close() {
        if (stream != null && poller != null) {
            stream.close();
            poller.close();
        }
        runtime.close();
    }

    /** Tells the observer what the lines of the stream say. */
    private static final class Requests implements EventStream.Listener {

        private final SignalObserver observer;
        private final int node;
        private final Loop loop;
        private final Watched watched;
        private final HaproxyLineParser parser;
        private final Departures departures;
        private boolean brokenTold;

        Requests(SignalObserver observer, int node, Loop loop, Watched watched, Departures departures) {
            this.observer = observer;
            this.node = node;
            this.loop = loop;
            this.watched = watched;
            this.departures = departures;
            this.parser = watched.parser(this::request);
        }

        @Override
        public void attached() {
            brokenTold = false;
            observer.attached(node);
        }

        @Override
        public void detached(String why) {
            observer.detached(node, why);
        }

        @Override
        public void line(byte[] bytes, int from, int to) {
            switch (parser.parse(bytes, from, to)) {
                case REQUEST, OTHER -> {}
                case DROPPED -> {
                    observer.detached(node, "the ring dropped events");
                    observer.attached(node);
                }
                case BROKEN -> broken();
            }
        }

        /** Told once: from then on the stream is not whole until it is opened anew. */
        private void broken() {
            if (!brokenTold) {
                brokenTold = true;
                observer.detached(node, "a line is not of `option httplog`");
            }
        }

        private void request(int named, Outcome outcome, long latencyMicros, long activeMillis) {
            int server = watched.attributed(named, outcome);
            if (server <= Watched.NOBODY) {
                return;
            }
            long started = loop.nanos() - TimeUnit.MILLISECONDS.toNanos(activeMillis);
            if (parser.clientLeft()) {
                departures.add(server, latencyMicros != SignalObserver.NO_HEADER, parser.whileConnecting());
            }
            observer.request(server, outcome, latencyMicros, started);
        }
    }
}
