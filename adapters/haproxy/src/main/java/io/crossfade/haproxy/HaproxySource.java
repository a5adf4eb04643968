package io.crossfade.haproxy;

import io.crossfade.core.plan.Cluster;
import io.crossfade.core.port.Loop;
import io.crossfade.core.port.Outcome;
import io.crossfade.core.port.SignalObserver;
import io.crossfade.core.port.SignalSource;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Watches an HAProxy by two witnesses of the same requests: the ring that tells of each, and the servers' counters. */
final class HaproxySource implements SignalSource {

    /** The latency is the sum of three timers, each cut to whole milliseconds. */
    private static final Duration RESOLUTION = Duration.ofMillis(3);

    private final HaproxySpec spec;
    private final int node;
    private final Loop loop;
    private final RuntimeSocket runtime;
    private @Nullable EventStream stream;
    private @Nullable StatPoller poller;

    HaproxySource(HaproxySpec spec, int node, Vertx vertx, Loop loop) {
        this.spec = spec;
        this.node = node;
        this.loop = loop;
        this.runtime = new RuntimeSocket(vertx, loop, spec.endpoint());
    }

    @Override
    public void start(SignalObserver observer) {
        var baseline = new ServerTable(name -> observer.enlist(node, Cluster.BASELINE, name));
        var candidate = new ServerTable(name -> observer.enlist(node, Cluster.CANDIDATE, name));
        var departures = new Departures();
        var requests = new Requests(observer, node, loop, spec, baseline, candidate, departures);
        var events = new EventStream(runtime, loop, spec.ring(), requests);
        var counters = new StatPoller(spec, node, runtime, loop, events, baseline, candidate, departures, observer);
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
        private final HaproxyLineParser parser;
        private final Departures departures;
        private boolean brokenTold;

        Requests(
                SignalObserver observer,
                int node,
                Loop loop,
                HaproxySpec spec,
                ServerTable baseline,
                ServerTable candidate,
                Departures departures) {
            this.observer = observer;
            this.node = node;
            this.loop = loop;
            this.departures = departures;
            this.parser = new HaproxyLineParser(spec.baseline(), spec.candidate(), baseline, candidate, this::request);
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

        private void request(int server, Outcome outcome, long latencyMicros, long activeMillis) {
            long started = loop.nanos() - TimeUnit.MILLISECONDS.toNanos(activeMillis);
            if (parser.clientLeft()) {
                departures.add(server, latencyMicros != SignalObserver.NO_HEADER, parser.whileConnecting());
            }
            observer.request(server, outcome, latencyMicros, started);
        }
    }
}
