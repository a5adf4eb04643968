package io.crossfade.server.metrics;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.util.concurrent.TimeUnit;

/**
 * Serves the metrics under {@code /metrics} in Prometheus' text format. On the controller's loop, so that gauges read the
 * state without locks; the text is made anew at most five times a second, whoever asks, so that nobody keeps the loop
 * busy.
 */
public final class MetricsEndpoint {

    private static final String PATH = "/metrics";
    private static final int MOST_CONNECTIONS = 16;
    private static final int IDLE_SECONDS = 30;
    private static final long FRESH_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private final PrometheusMeterRegistry registry;
    private final ListenAddress address;
    private final HttpServer server;
    private int connections;
    private String text = "";
    private long madeNanos;

    private MetricsEndpoint(Vertx vertx, ListenAddress address, PrometheusMeterRegistry registry) {
        this.registry = registry;
        this.address = address;
        server = vertx.createHttpServer(
                new HttpServerOptions().setIdleTimeout(IDLE_SECONDS).setIdleTimeoutUnit(TimeUnit.SECONDS));
        server.connectionHandler(connection -> {
            connections++;
            connection.closeHandler(closed -> connections--);
            if (connections > MOST_CONNECTIONS) {
                connection.close();
            }
        });
        server.requestHandler(this::answer);
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

    private void answer(HttpServerRequest request) {
        var response = request.response();
        if (!request.path().equals(PATH)) {
            response.setStatusCode(404).end();
        } else if (!request.method().equals(HttpMethod.GET)) {
            response.setStatusCode(405).putHeader("allow", "GET").end();
        } else {
            response.putHeader("content-type", "text/plain; version=0.0.4; charset=utf-8")
                    .end(fresh());
        }
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
