package io.crossfade.app.demo;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Two small HTTP servers that answer within a few milliseconds until they are broken. */
final class DemoCluster {

    /** How much later a broken cluster answers. */
    static final Duration SLOW = Duration.ofMillis(1200);

    private static final int LEAST_MILLIS = 2;
    private static final int SPREAD_MILLIS = 4;

    /** Of five requests in a row these many fail, spread evenly. */
    private static final int FAILING_OF_FIVE = 2;

    private final Vertx vertx;
    private final Context context;
    private final List<HttpServer> servers;
    private long requests;
    private @Nullable Fault fault;

    private DemoCluster(Vertx vertx, Context context) {
        this.vertx = vertx;
        this.context = context;
        servers = List.of(server(), server());
    }

    static Future<DemoCluster> start(Vertx vertx) {
        var context = vertx.getOrCreateContext();
        var started = Promise.<DemoCluster>promise();
        context.runOnContext(begun -> {
            var cluster = new DemoCluster(vertx, context);
            Future.all(cluster.servers.stream().map(HttpServer::listen).toList())
                    .map(cluster)
                    .onComplete(started);
        });
        return started.future();
    }

    List<Integer> ports() {
        return servers.stream().map(HttpServer::actualPort).toList();
    }

    /** Breaks it, for good. */
    void broken(Fault how) {
        context.runOnContext(now -> {
            fault = how;
            if (how == Fault.DOWN) {
                servers.forEach(HttpServer::close);
            }
        });
    }

    private HttpServer server() {
        return vertx.createHttpServer(
                        new HttpServerOptions().setHost("127.0.0.1").setPort(0))
                .requestHandler(this::answer);
    }

    private void answer(HttpServerRequest request) {
        requests++;
        long wait = LEAST_MILLIS + requests % SPREAD_MILLIS;
        if (fault == Fault.HANG) {
            return;
        }
        boolean failing = fault == Fault.ERRORS && (requests * FAILING_OF_FIVE) % 5 < FAILING_OF_FIVE;
        vertx.setTimer(fault == Fault.LATENCY ? wait + SLOW.toMillis() : wait, due -> {
            if (!request.response().closed()) {
                request.response().setStatusCode(failing ? 500 : 200).end("hello\n");
            }
        });
    }
}
