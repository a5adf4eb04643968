package io.crossfade.app;

import io.crossfade.core.plan.Cluster;
import io.crossfade.core.port.Counters;
import io.crossfade.core.port.Outcome;
import io.crossfade.core.port.SignalObserver;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Counts what signal sources tell for a moment, without judging it. To be used on the loop. */
final class TrafficSample implements SignalObserver {

    /** More servers than this share the last number. */
    private static final int MOST_SERVERS = 10_000;

    private final List<Cluster> servers = new ArrayList<>();
    private final String[] detached;
    private final boolean[] attached;
    private long baseline;
    private long candidate;
    private long failed;

    TrafficSample(int nodes) {
        detached = new String[nodes];
        attached = new boolean[nodes];
    }

    long requests() {
        return baseline + candidate;
    }

    long requests(Cluster cluster) {
        return cluster == Cluster.BASELINE ? baseline : candidate;
    }

    long failed() {
        return failed;
    }

    /** Why the request stream of {@code node} tells nothing; empty where it is attached. */
    Optional<String> silent(int node) {
        var why = detached[node] == null ? "not attached in time" : detached[node];
        return attached[node] ? Optional.empty() : Optional.of(why);
    }

    @Override
    public int enlist(int node, Cluster cluster, String server) {
        if (servers.size() < MOST_SERVERS) {
            servers.add(cluster);
        }
        return servers.size() - 1;
    }

    @Override
    public void request(int server, Outcome outcome, long latencyMicros, long startedNanos) {
        if (servers.get(server) == Cluster.BASELINE) {
            baseline++;
        } else {
            candidate++;
        }
        if (outcome == Outcome.FAILED) {
            failed++;
        }
    }

    @Override
    public void counters(int server, Counters counters, long nowNanos) {
        // Requests are counted as they are told; the counters would count them twice.
    }

    @Override
    public void incarnation(int node, String incarnation) {
        // A reload within a few seconds of sampling changes no rate that matters.
    }

    @Override
    public void countersOnly(int node) {
        attached[node] = true;
    }

    @Override
    public void attached(int node) {
        attached[node] = true;
    }

    @Override
    public void detached(int node, String why) {
        attached[node] = false;
        detached[node] = why;
    }
}
