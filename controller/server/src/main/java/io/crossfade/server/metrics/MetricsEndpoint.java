package io.crossfade.server.metrics;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Serves the metrics under {@code /metrics} in Prometheus' text format. On the controller's loop, so that gauges read the
 * state without locks; the text is made anew at most five times a second, whoever asks, so that nobody keeps the loop
 * busy.
 *
 * <p>On bare connections, counted as they are accepted: Vert.x' HTTP server tells of a connection with its first whole
 * request, so that clients that never finish one could not be bounded there.
 */
public final class MetricsEndpoint {

    static final String PATH = "/metrics";

    /** More clients than this at once are turned away, however slow the others are. */
    static final int MOST_CONNECTIONS = 16;

    /** From the first byte to the last of a question and its answer. */
    static final long CONNECTION_MILLIS = 3_000;

    private static final long FRESH_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private final Vertx vertx;
    private final PrometheusMeterRegistry registry;
    private final ListenAddress address;
    private final NetServer server;
    private final Set<NetSocket> connections = new LinkedHashSet<>();
    private String text = "";
    private long madeNanos;

    private MetricsEndpoint(Vertx vertx, ListenAddress address, PrometheusMeterRegistry registry) {
        this.vertx = vertx;
        this.registry = registry;
        this.address = address;
        server = vertx.createNetServer().connectHandler(this::connected);
    }

    /** Listens; to be called on the loop whose state the metrics read. */
    public static Future<MetricsEndpoint> open(Vertx vertx, ListenAddress address, PrometheusMeterRegistry registry) {
        var endpoint = new MetricsEndpoint(vertx, address, registry);
        return endpoint.server.listen(address.port(), address.host()).map(listening -> endpoint);
    }

    /** Where it is, with the port that it really has. */
    public String url() {
        return "http://" + new ListenAddress(address.host(), server.actualPort()) + PATH;
    }

    /** Stops to listen; what is asked in this moment gets no answer. */
    public void close() {
        server.close();
    }

    private void connected(NetSocket socket) {
        if (connections.size() >= MOST_CONNECTIONS) {
            socket.close();
            return;
        }
        connections.add(socket);
        long patience = vertx.setTimer(CONNECTION_MILLIS, over -> socket.close());
        socket.closeHandler(gone -> {
            vertx.cancelTimer(patience);
            connections.remove(socket);
        });
        socket.exceptionHandler(broken -> socket.close());
        new MetricsQuestion(socket, this::fresh).start();
    }

    private String fresh() {
        long now = System.nanoTime();
        if (text.isEmpty() || now - madeNanos >= FRESH_NANOS) {
            text = registry.scrape();
            madeNanos = now;
        }
        return text;
    }
}
