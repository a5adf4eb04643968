package io.crossfade.nginx;

import io.crossfade.core.port.Loop;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import io.vertx.ext.web.codec.BodyCodec;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;

/**
 * Requests to the API of one NGINX Plus, each on its own connection: a long-lived one would stay with an old worker after
 * a reload. Nothing is sent twice and no redirect is followed. Every completion is on the loop and never exceptional.
 */
final class PlusApi implements AutoCloseable {

    /** How long a request that changes something is waited for, so that it is known whether it can still land. */
    static final Duration PATIENCE = Duration.ofSeconds(60);

    /** The API's account of a group with a hundred servers is some hundred kilobytes. */
    static final int LONGEST_ANSWER = 1 << 20;

    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(1);
    private static final int MOST_CONNECTIONS = 256;
    private static final int OK = 200;
    private static final int CLIENT_ERRORS = 400;
    private static final int SERVER_ERRORS = 500;

    private final Loop loop;
    private final String root;

    /** Held here, since a client that nobody references is closed by the garbage collector with its connections. */
    private final WebClient client;

    PlusApi(Vertx vertx, Loop loop, String root) {
        this.loop = loop;
        this.root = root;
        var options = new WebClientOptions().setFollowRedirects(false).setUserAgentEnabled(false);
        options.setKeepAlive(false).setConnectTimeout((int) CONNECT_LIMIT.toMillis());
        this.client = WebClient.create(
                vertx,
                options,
                new PoolOptions().setHttp1MaxSize(MOST_CONNECTIONS).setMaxWaitQueueSize(MOST_CONNECTIONS));
    }

    /** Asks; given up after {@code patience}. */
    CompletionStage<PlusAnswer> get(String path, Duration patience) {
        return send(HttpMethod.GET, path, "", patience);
    }

    /** Changes something. */
    CompletionStage<PlusAnswer> patch(String path, String json) {
        return send(HttpMethod.PATCH, path, json, PATIENCE);
    }

    private CompletionStage<PlusAnswer> send(HttpMethod method, String path, String json, Duration patience) {
        var answer = new CompletableFuture<PlusAnswer>();
        var body = new BoundedBody(LONGEST_ANSWER);
        var late = "no answer within " + patience.toMillis() + " ms";
        var giveUp = loop.schedule(patience, () -> answer.complete(new PlusAnswer.Cut(late, false)));
        var request = client.requestAbs(method, root + path)
                .idleTimeout(patience.toMillis())
                .as(BodyCodec.pipe(body));
        var response = json.isEmpty()
                ? request.send()
                : request.putHeader("Content-Type", "application/json").sendBuffer(Buffer.buffer(json));
        response.onComplete(
                whole -> tell(answer, giveUp, judged(whole.statusCode(), body.collected())),
                error -> tell(answer, giveUp, failed(error)));
        return answer;
    }

    private void tell(CompletableFuture<PlusAnswer> answer, Loop.Timer giveUp, PlusAnswer found) {
        loop.execute(() -> {
            giveUp.cancel();
            answer.complete(found);
        });
    }

    private static PlusAnswer failed(Throwable error) {
        var reason = JsonValues.printable(
                Objects.requireNonNullElse(error.getMessage(), error.getClass().getSimpleName()));
        if (error instanceof ConnectException || error instanceof UnknownHostException) {
            return new PlusAnswer.NotSent(reason);
        }
        // Vert.x closes the connection of a request that it gives up on, which NGINX may have read all the same.
        return new PlusAnswer.Cut(reason, !(error instanceof TimeoutException));
    }

    private static PlusAnswer judged(int status, Buffer body) {
        try {
            var json = Json.decodeValue(body);
            if (status == OK) {
                return json instanceof JsonObject || json instanceof JsonArray
                        ? new PlusAnswer.Whole(json)
                        : new PlusAnswer.Cut("answer: neither an object nor a list", true);
            }
            if (isRefusal(status)
                    && json instanceof JsonObject object
                    && object.getValue("error") instanceof JsonObject) {
                var error = object.getJsonObject("error");
                return PlusError.refusal(status, JsonValues.text(error, "code"), JsonValues.text(error, "text"));
            }
        } catch (DecodeException | IllegalArgumentException e) {
            if (status == OK) {
                return new PlusAnswer.Cut("answer: not JSON", true);
            }
        }
        return isRefusal(status)
                ? PlusError.stranger(status)
                : new PlusAnswer.Cut("status " + status + " (expected: 200)", true);
    }

    /** Other statuses do not say that nothing was done. */
    private static boolean isRefusal(int status) {
        return status >= CLIENT_ERRORS && status < SERVER_ERRORS;
    }

    @Override
    public void close() {
        client.close();
    }
}
