package io.crossfade.testkit;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * An open-loop load of HTTP/1.1 requests on keep-alive connections: each starts at its time of a fixed schedule,
 * whatever became of those before it, so that a stall of the load balancer is felt by all requests that it met and not
 * by one. Latency counts from the intended start. The clock's grain is 1 ms. All times are of
 * {@link System#nanoTime()}.
 */
public final class OpenLoopLoad implements AutoCloseable {

    /**
     * What to send.
     *
     * @param rate requests a second
     * @param length how long; with the rate at most {@value #MOST} requests
     * @param maxInFlight more unanswered requests than this are not sent, and told as {@link Result#NOT_SENT}
     * @param timeout how long an answer is waited for
     * @param path the request's path
     */
    public record Settings(double rate, Duration length, int maxInFlight, Duration timeout, String path) {

        public Settings {
            double requests = rate * length.toMillis() / 1000;
            if (!(rate > 0 && requests >= 1 && requests <= MOST)) {
                throw new IllegalArgumentException("requests: " + requests + " (expected: 1-" + MOST + ")");
            }
        }

        /** 256 in flight, 10 s timeout, path {@code /}. */
        public static Settings of(double rate, Duration length) {
            return new Settings(rate, length, 256, Duration.ofSeconds(10), "/");
        }
    }

    /** How a request ended, as its client saw it. */
    public enum Result {
        /** A status below 500. */
        OK,
        /** A status of 500 or above. */
        SERVER_ERROR,
        /** Closed before a whole head came. */
        CLOSED,
        /** Closed within the body. */
        TRUNCATED,
        /** An answer that is no HTTP. */
        GARBAGE,
        /** No answer in time. */
        TIMED_OUT,
        /** The connection could not be opened. */
        REFUSED,
        /** Too many were in flight. */
        NOT_SENT
    }

    /**
     * One request.
     *
     * @param intendedNanos when it was to start
     * @param endNanos when it ended
     * @param result how
     * @param status the status, 0 where none came
     * @param cluster the cluster that answered; empty where none did
     * @param reused whether its connection had carried a request before, so that a close may be its idle end
     */
    public record Sample(long intendedNanos, long endNanos, Result result, int status, String cluster, boolean reused) {

        public long latencyNanos() {
            return endNanos - intendedNanos;
        }
    }

    private static final int MOST = 5_000_000;

    private final Vertx vertx = SmallVertx.create();
    private final Context context = vertx.getOrCreateContext();
    private final NetClient client;
    private final int port;
    private final Settings settings;
    private final Buffer request;
    private final long planned;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final List<Sample> samples = new ArrayList<>();
    private final Pool pool = new Pool();
    private volatile long startNanos;
    // From here on touched on the event loop only.
    private final Deque<LoadConnection> idle = new ArrayDeque<>();
    private final Set<LoadConnection> busy = new LinkedHashSet<>();
    private long next;
    private boolean stopping;

    private OpenLoopLoad(int port, Settings settings) {
        this.port = port;
        this.settings = settings;
        this.planned = (long) (settings.rate() * settings.length().toMillis() / 1000);
        this.request = Buffer.buffer("GET " + settings.path() + " HTTP/1.1\r\nHost: crossfade.test\r\n\r\n");
        this.client = vertx.createNetClient(new NetClientOptions().setConnectTimeout(2000));
    }

    /** Begins to send to a loopback port. */
    public static OpenLoopLoad start(int port, Settings settings) {
        var load = new OpenLoopLoad(port, settings);
        var begun = new CompletableFuture<Boolean>();
        // The first connection of a program takes a while: it is opened before the schedule begins.
        load.context.runOnContext(ignored -> load.connection().open(() -> {
            load.startNanos = System.nanoTime();
            load.vertx.setPeriodic(1, load::tick);
            begun.complete(true);
        }));
        Await.result(begun);
        return load;
    }

    /** When the first request was to start. */
    public long startNanos() {
        return startNanos;
    }

    /** The requests that ended so far, in the order of their ends. */
    public List<Sample> samples() {
        synchronized (samples) {
            return List.copyOf(samples);
        }
    }

    /** How many requests ended so far. */
    public int ended() {
        synchronized (samples) {
            return samples.size();
        }
    }

    /** All requests that ended so far. */
    public Tally tally() {
        return new Tally(samples());
    }

    /** The requests that were to start from {@code fromNanos} to before {@code toNanos} and that ended so far. */
    public Tally tally(long fromNanos, long toNanos) {
        return new Tally(samples().stream()
                .filter(sample -> sample.intendedNanos() - fromNanos >= 0 && sample.intendedNanos() - toNanos < 0)
                .toList());
    }

    /** Starts no more requests. */
    public void stop() {
        context.runOnContext(ignored -> stopping = true);
    }

    /** Waits until the schedule is over, or {@link #stop} was called, and every request ended. */
    public Tally awaitEnd() {
        var limit = settings.length().plus(settings.timeout()).plus(Await.PATIENCE);
        try {
            if (!ended.await(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new AssertionError("load: not ended within " + limit);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
        return tally();
    }

    @Override
    public void close() {
        Await.result(vertx.close().toCompletionStage());
    }

    private void tick(long timer) {
        long now = System.nanoTime();
        expire(now);
        while (!stopping && next < planned && now - intended(next) >= 0) {
            send(intended(next));
            next++;
        }
        if ((stopping || next == planned) && busy.isEmpty()) {
            vertx.cancelTimer(timer);
            ended.countDown();
        }
    }

    private long intended(long number) {
        return startNanos + (long) (number * 1e9 / settings.rate());
    }

    /** All requests have the same time, so the oldest are first. */
    private void expire(long now) {
        while (!busy.isEmpty()) {
            var oldest = busy.iterator().next();
            if (now - oldest.sentNanos() < settings.timeout().toNanos()) {
                return;
            }
            oldest.fail(Result.TIMED_OUT);
        }
    }

    private void send(long intendedNanos) {
        if (busy.size() >= settings.maxInFlight()) {
            record(new Sample(intendedNanos, System.nanoTime(), Result.NOT_SENT, 0, "", false));
            return;
        }
        var connection = idle.isEmpty() ? connection() : idle.pop();
        busy.add(connection);
        connection.send(intendedNanos);
    }

    private LoadConnection connection() {
        return new LoadConnection(client, port, request, pool);
    }

    private void record(Sample sample) {
        synchronized (samples) {
            samples.add(sample);
        }
    }

    /** What becomes of connections. Called on the event loop. */
    private final class Pool implements LoadConnection.Owner {

        @Override
        public void ended(LoadConnection connection, Sample sample) {
            busy.remove(connection);
            record(sample);
        }

        @Override
        public void idle(LoadConnection connection) {
            idle.push(connection);
        }

        @Override
        public void closed(LoadConnection connection) {
            idle.remove(connection);
        }
    }
}
