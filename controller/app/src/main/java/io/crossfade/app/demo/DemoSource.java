package io.crossfade.app.demo;

import io.crossfade.core.plan.Cluster;
import io.crossfade.core.port.Counters;
import io.crossfade.core.port.Loop;
import io.crossfade.core.port.Outcome;
import io.crossfade.core.port.SignalObserver;
import io.crossfade.core.port.SignalSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Tells what the demo's proxy sees: each request as it ends, and the counters of each server ten times a second. */
final class DemoSource implements SignalSource {

    private static final Duration POLL = Duration.ofMillis(100);

    /** More requests than this never wait to be told; those beyond are lost, which the counters then show. */
    private static final int MOST_WAITING = 10_000;

    private final DemoSpec spec;
    private final int node;
    private final DemoProxy proxy;
    private final Loop loop;
    private final List<Integer> numbers = new ArrayList<>();
    private final AtomicInteger waiting = new AtomicInteger();

    /** Read on the proxy's thread too: nothing may be handed to a loop that is gone. */
    private volatile boolean closed;

    DemoSource(DemoSpec spec, int node, DemoProxy proxy, Loop loop) {
        this.spec = spec;
        this.node = node;
        this.proxy = proxy;
        this.loop = loop;
    }

    @Override
    public void start(SignalObserver observer) {
        for (var server : proxy.servers()) {
            var prefix = server.cluster() == Cluster.BASELINE ? spec.baseline() : spec.candidate();
            numbers.add(observer.enlist(node, server.cluster(), prefix + server.number()));
        }
        observer.incarnation(node, "1@" + spec.proxy());
        proxy.listen(
                (server, outcome, headNanos, startedNanos) -> tell(observer, server, outcome, headNanos, startedNanos));
        proxy.execute(() -> loop.execute(() -> {
            if (!closed) {
                observer.attached(node);
                poll(observer);
            }
        }));
    }

    @Override
    public Duration latencyResolution() {
        return Duration.ZERO;
    }

    @Override
    public void close() {
        closed = true;
        proxy.listen((server, outcome, headNanos, startedNanos) -> {});
    }

    /** On the proxy's thread. */
    private void tell(SignalObserver observer, int server, Outcome outcome, long headNanos, long startedNanos) {
        if (closed || waiting.get() >= MOST_WAITING) {
            return;
        }
        waiting.incrementAndGet();
        long latency = headNanos < 0 ? SignalObserver.NO_HEADER : TimeUnit.NANOSECONDS.toMicros(headNanos);
        loop.execute(() -> {
            waiting.decrementAndGet();
            if (!closed) {
                observer.request(
                        numbers.get(server), outcome, latency, loop.nanos() - (System.nanoTime() - startedNanos));
            }
        });
    }

    /** The next count is asked for when this one is told, so that never more than one is on its way. */
    private void poll(SignalObserver observer) {
        proxy.count(counters -> {
            if (!closed) {
                loop.execute(() -> counted(observer, counters));
            }
        });
    }

    private void counted(SignalObserver observer, List<Counters> counters) {
        if (closed) {
            return;
        }
        loop.schedule(POLL, () -> poll(observer));
        long now = loop.nanos();
        for (int server = 0; server < counters.size(); server++) {
            observer.counters(numbers.get(server), counters.get(server), now);
        }
    }
}
