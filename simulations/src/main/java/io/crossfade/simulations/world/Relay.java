package io.crossfade.simulations.world;

import io.crossfade.core.plan.Cluster;
import io.crossfade.core.port.Counters;
import io.crossfade.core.port.Loop;
import io.crossfade.core.port.Outcome;
import io.crossfade.core.port.SignalObserver;
import io.crossfade.core.port.SignalSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Hands on what a feed tells to the process that listens now; what is told while none does is lost. Servers keep their
 * numbers here whatever each process calls them, and times are those of the process.
 */
public final class Relay implements SignalObserver {

    private record Enlisted(int node, Cluster cluster, String server) {}

    private final List<Enlisted> servers = new ArrayList<>();

    /** Why the stream of a node is not whole; null where it is. */
    private final @Nullable String[] broken;

    /** Whether counters alone tell of a node. */
    private final boolean[] countersOnly;

    private @Nullable SignalObserver observer;
    private int[] handles = new int[64];
    private long bornAt;

    public Relay(int nodes) {
        broken = new String[nodes];
        countersOnly = new boolean[nodes];
    }

    /** What a process on the loop {@code own} listens to, where everybody else lives by {@code world}. */
    public SignalSource source(Loop own, Loop world) {
        return new SignalSource() {
            @Override
            public void start(SignalObserver next) {
                attach(next, world.nanos() - own.nanos());
            }

            @Override
            public Duration latencyResolution() {
                return Duration.ZERO;
            }

            @Override
            public void close() {
                detach();
            }
        };
    }

    /** Nobody listens from now on. */
    public void detach() {
        observer = null;
    }

    private void attach(SignalObserver next, long born) {
        observer = next;
        bornAt = born;
        for (int i = 0; i < servers.size(); i++) {
            enlist(next, i);
        }
        for (int node = 0; node < broken.length; node++) {
            var why = broken[node];
            if (countersOnly[node]) {
                next.countersOnly(node);
            } else if (why == null) {
                next.attached(node);
            } else {
                next.detached(node, why);
            }
        }
    }

    private void enlist(SignalObserver with, int number) {
        var server = servers.get(number);
        if (number >= handles.length) {
            handles = Arrays.copyOf(handles, number * 2);
        }
        handles[number] = with.enlist(server.node(), server.cluster(), server.server());
    }

    @Override
    public int enlist(int node, Cluster cluster, String server) {
        servers.add(new Enlisted(node, cluster, server));
        if (observer != null) {
            enlist(observer, servers.size() - 1);
        }
        return servers.size() - 1;
    }

    @Override
    public void request(int server, Outcome outcome, long latencyMicros, long startedNanos) {
        if (observer != null) {
            observer.request(handles[server], outcome, latencyMicros, startedNanos - bornAt);
        }
    }

    @Override
    public void counters(int server, Counters counters, long nowNanos) {
        if (observer != null) {
            observer.counters(handles[server], counters, nowNanos - bornAt);
        }
    }

    @Override
    public void incarnation(int node, String incarnation) {
        if (observer != null) {
            observer.incarnation(node, incarnation);
        }
    }

    @Override
    public void countersOnly(int node) {
        countersOnly[node] = true;
        if (observer != null) {
            observer.countersOnly(node);
        }
    }

    @Override
    public void attached(int node) {
        countersOnly[node] = false;
        broken[node] = null;
        if (observer != null) {
            observer.attached(node);
        }
    }

    @Override
    public void detached(int node, String why) {
        broken[node] = why;
        if (observer != null) {
            observer.detached(node, why);
        }
    }
}
