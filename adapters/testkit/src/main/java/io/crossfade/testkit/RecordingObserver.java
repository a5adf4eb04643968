package io.crossfade.testkit;

import io.crossfade.core.plan.Cluster;
import io.crossfade.core.port.Counters;
import io.crossfade.core.port.Outcome;
import io.crossfade.core.port.SignalObserver;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** An observer that remembers what it was told, for another thread to read. Keeps a million requests at most. */
public final class RecordingObserver implements SignalObserver {

    /** A server as it was enlisted. */
    public record Server(int node, Cluster cluster, String name) {}

    /** A request as it was told. */
    public record Request(Server server, Outcome outcome, long latencyMicros, long startedNanos) {}

    /** Counters as they were told. */
    public record Count(Server server, Counters counters, long nowNanos) {}

    private static final int MOST = 1_000_000;

    private final BooleanSupplier onLoop;
    private final List<Server> servers = new ArrayList<>();
    private final List<Request> requests = new ArrayList<>();
    private final Map<Server, Count> latest = new LinkedHashMap<>();
    private final List<String> events = new ArrayList<>();
    private long counts;
    private long offLoop;

    /** An observer that counts the calls for which {@code onLoop} is false. */
    public RecordingObserver(BooleanSupplier onLoop) {
        this.onLoop = onLoop;
    }

    @Override
    public synchronized int enlist(int node, Cluster cluster, String server) {
        checkLoop();
        var enlisted = new Server(node, cluster, server);
        int known = servers.indexOf(enlisted);
        if (known >= 0) {
            return known;
        }
        servers.add(enlisted);
        return servers.size() - 1;
    }

    @Override
    public synchronized void request(int server, Outcome outcome, long latencyMicros, long startedNanos) {
        checkLoop();
        if (requests.size() == MOST) {
            throw new IllegalStateException("requests: more than " + MOST + " (expected: a shorter test)");
        }
        requests.add(new Request(servers.get(server), outcome, latencyMicros, startedNanos));
    }

    @Override
    public synchronized void counters(int server, Counters counters, long nowNanos) {
        checkLoop();
        counts++;
        latest.put(servers.get(server), new Count(servers.get(server), counters, nowNanos));
    }

    @Override
    public synchronized void incarnation(int node, String incarnation) {
        event("incarnation " + node + " " + incarnation);
    }

    @Override
    public synchronized void countersOnly(int node) {
        event("counters-only " + node);
    }

    @Override
    public synchronized void attached(int node) {
        event("attached " + node);
    }

    @Override
    public synchronized void detached(int node, String why) {
        event("detached " + node + " " + why);
    }

    /** The servers in the order in which they were enlisted. */
    public synchronized List<Server> servers() {
        return List.copyOf(servers);
    }

    /** The requests in the order in which they were told. */
    public synchronized List<Request> requests() {
        return List.copyOf(requests);
    }

    /** How many requests were told of the server named {@code name}, with this outcome. */
    public synchronized long requests(String name, Outcome outcome) {
        return requests.stream()
                .filter(request -> request.server().name().equals(name) && request.outcome() == outcome)
                .count();
    }

    /** The latest counters of the server named {@code name}. */
    public synchronized Optional<Count> latest(String name) {
        return latest.values().stream()
                .filter(count -> count.server().name().equals(name))
                .findFirst();
    }

    /** How often counters were told, of any server. */
    public synchronized long counts() {
        return counts;
    }

    /** {@code incarnation NODE ID}, {@code counters-only NODE}, {@code attached NODE} and {@code detached NODE WHY}, in the order told. */
    public synchronized List<String> events() {
        return List.copyOf(events);
    }

    /** Whether the latest word on the stream of {@code node} is that it is attached. */
    public synchronized boolean isAttached(int node) {
        var attached = "attached " + node;
        var detached = "detached " + node + " ";
        return events.stream()
                .filter(event -> event.equals(attached) || event.startsWith(detached))
                .reduce((first, second) -> second)
                .filter(attached::equals)
                .isPresent();
    }

    /** How many calls came from elsewhere than the loop. */
    public synchronized long offLoop() {
        return offLoop;
    }

    private void event(String text) {
        checkLoop();
        events.add(text);
    }

    private void checkLoop() {
        if (!onLoop.getAsBoolean()) {
            offLoop++;
        }
    }
}
