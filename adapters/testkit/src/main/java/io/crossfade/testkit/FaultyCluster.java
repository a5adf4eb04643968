package io.crossfade.testkit;

import static java.util.Objects.requireNonNull;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * A cluster of small HTTP/1.1 servers on loopback ports that answer as told, and count what they answered: the truth
 * that a signal source is measured against. An answer carries the headers {@value #CLUSTER} and {@value #SERVER}.
 * Chance is seeded, but its order is that of the requests.
 */
public final class FaultyCluster implements AutoCloseable {

    /** The header that names the cluster. */
    public static final String CLUSTER = "X-Cluster";

    /** The header that names the server: the cluster's name and a number from 1. */
    public static final String SERVER = "X-Server";

    /** What a request was answered with. */
    public enum Answer {
        /** Status 200. */
        OK,
        /** Status 500. */
        ERROR,
        /** Nothing, on an open connection. */
        HANG,
        /** Nothing, and the connection was closed. */
        SILENT_CLOSE,
        /** No HTTP. */
        GARBAGE,
        /** Status 200 and half a body. */
        TRUNCATED
    }

    private static final String BODY = "0123456789";

    private final Vertx vertx = SmallVertx.create();
    private final Context context = vertx.getOrCreateContext();
    private final String name;
    private final Random random;
    private final List<Server> servers = new ArrayList<>();

    private FaultyCluster(String name, long seed) {
        this.name = name;
        this.random = new Random(seed);
    }

    /** Starts {@code size} servers that answer as {@code behaviour} says. */
    public static FaultyCluster start(String name, int size, long seed, Behaviour behaviour) {
        var cluster = new FaultyCluster(name, seed);
        for (int i = 1; i <= size; i++) {
            var server = cluster.new Server(name + i, behaviour);
            cluster.servers.add(server);
            server.open();
        }
        return cluster;
    }

    /** The ports of the servers, in their order. */
    public List<Integer> ports() {
        return servers.stream().map(server -> server.port).toList();
    }

    /** Changes how all servers answer, from the next request on. */
    public void behave(Behaviour behaviour) {
        servers.forEach(server -> server.behaviour = behaviour);
    }

    /** Changes how one server answers; servers count from 0 here. */
    public void behave(int server, Behaviour behaviour) {
        servers.get(server).behaviour = behaviour;
    }

    /** Takes a server down: its port refuses, and its connections are closed. */
    public void down(int server) {
        servers.get(server).close();
    }

    /** Takes all servers down. */
    public void down() {
        servers.forEach(Server::close);
    }

    /** Brings a server back on its port. */
    public void up(int server) {
        servers.get(server).open();
    }

    /** Brings all servers back on their ports. */
    public void up() {
        servers.forEach(Server::open);
    }

    /** How many requests a server answered so. */
    public long count(int server, Answer answer) {
        return servers.get(server).count(answer);
    }

    /** How many requests the cluster answered so. */
    public long count(Answer answer) {
        return servers.stream().mapToLong(server -> server.count(answer)).sum();
    }

    /** How many requests reached the cluster. */
    public long total() {
        long total = 0;
        for (var answer : Answer.values()) {
            total += count(answer);
        }
        return total;
    }

    @Override
    public void close() {
        Await.result(vertx.close().toCompletionStage());
    }

    /** One server. Its listener is touched on the cluster's event loop only. */
    private final class Server {

        private final String label;
        private final Map<Answer, AtomicLong> counts = new EnumMap<>(Answer.class);
        private volatile Behaviour behaviour;
        private volatile int port;
        private NetServer listener = vertx.createNetServer();
        private boolean open;

        Server(String label, Behaviour behaviour) {
            this.label = label;
            this.behaviour = behaviour;
            for (var answer : Answer.values()) {
                counts.put(answer, new AtomicLong());
            }
        }

        long count(Answer answer) {
            return requireNonNull(counts.get(answer)).get();
        }

        void open() {
            onLoop(() -> {
                if (open) {
                    return Future.succeededFuture();
                }
                open = true;
                listener = vertx.createNetServer().connectHandler(this::serve);
                return listener.listen(port, "127.0.0.1").onSuccess(listening -> port = listening.actualPort());
            });
        }

        void close() {
            onLoop(() -> {
                open = false;
                return listener.close();
            });
        }

        private void onLoop(Supplier<Future<?>> work) {
            var done = new CompletableFuture<Boolean>();
            context.runOnContext(
                    ignored -> work.get().onComplete(value -> done.complete(true), done::completeExceptionally));
            Await.result(done);
        }

        private void serve(NetSocket socket) {
            var cutter = new HttpCutter();
            var served = new AtomicInteger();
            socket.exceptionHandler(error -> socket.close());
            socket.handler(bytes -> {
                cutter.add(bytes);
                while (cutter.next().isPresent()) {
                    answer(socket, served.getAndIncrement() > 0);
                }
            });
        }

        private void answer(NetSocket socket, boolean reused) {
            var now = behaviour;
            var answer = now.answer(random.nextDouble(), reused);
            long wait = now.waitMillis(random.nextDouble());
            requireNonNull(counts.get(answer)).incrementAndGet();
            if (wait == 0) {
                send(socket, answer);
            } else {
                vertx.setTimer(wait, ignored -> send(socket, answer));
            }
        }

        private void send(NetSocket socket, Answer answer) {
            switch (answer) {
                case OK -> socket.write(response(200, BODY));
                case ERROR -> socket.write(response(500, BODY));
                case HANG -> {}
                case SILENT_CLOSE -> socket.close();
                case GARBAGE -> socket.end(Buffer.buffer("\u0001garbage\r\n\r\n"));
                case TRUNCATED -> socket.end(response(200, BODY.substring(BODY.length() / 2)));
            }
        }

        /** A response that promises the whole body, whatever part of it follows. */
        private Buffer response(int status, String body) {
            return Buffer.buffer("HTTP/1.1 " + status + " -\r\n" + CLUSTER + ": " + name + "\r\n" + SERVER + ": "
                    + label + "\r\nContent-Length: " + BODY.length() + "\r\n\r\n" + body);
        }
    }
}
