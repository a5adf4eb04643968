package io.crossfade.server.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
final class MetricsEndpointTest {

    @Test
    void metricsAreServedAndNothingElse() throws Exception {
        var registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        registry.counter("crossfade.sample").increment();
        var vertx = Vertx.vertx();
        try {
            var endpoint = MetricsEndpoint.open(vertx, ListenAddress.parse("127.0.0.1:0"), registry)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get();
            var client = HttpClient.newHttpClient();
            var url = URI.create(endpoint.url());
            var metrics = send(client, HttpRequest.newBuilder(url).build());
            assertThat(metrics.statusCode()).isEqualTo(200);
            assertThat(metrics.body()).contains("crossfade_sample_total 1.0");
            assertThat(metrics.headers().firstValue("content-type")).hasValueSatisfying(type -> {
                assertThat(type).startsWith("text/plain; version=0.0.4");
            });
            assertThat(send(
                                    client,
                                    HttpRequest.newBuilder(url.resolve("/other"))
                                            .build())
                            .statusCode())
                    .isEqualTo(404);
            assertThat(send(
                                    client,
                                    HttpRequest.newBuilder(url)
                                            .POST(HttpRequest.BodyPublishers.ofString("x"))
                                            .build())
                            .statusCode())
                    .isEqualTo(405);
            endpoint.close();
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().get();
        }
    }

    @Test
    void clientsThatNeverFinishTheirQuestionAreBoundedAndTheLoopGoesOn() throws Exception {
        var registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        var vertx = Vertx.vertx();
        var slow = new ArrayList<Socket>();
        try {
            var endpoint = MetricsEndpoint.open(vertx, ListenAddress.parse("127.0.0.1:0"), registry)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get();
            var url = URI.create(endpoint.url());
            for (int i = 0; i < MetricsEndpoint.MOST_CONNECTIONS; i++) {
                slow.add(halfAQuestion(url));
            }
            try (var extra = halfAQuestion(url)) {
                assertThat(extra.getInputStream().read()).as("turned away").isEqualTo(-1);
            }
            var answered = new CompletableFuture<Boolean>();
            vertx.runOnContext(next -> answered.complete(true));
            assertThat(answered.get(1, TimeUnit.SECONDS)).isTrue();

            slow.get(0).close();
            assertThat(isServedWithin(Duration.ofSeconds(5), url))
                    .as("served once one has gone")
                    .isTrue();
        } finally {
            for (var socket : slow) {
                socket.close();
            }
            vertx.close().toCompletionStage().toCompletableFuture().get();
        }
    }

    @Test
    void aHeadThatNeverEndsIsRefusedAtItsBoundAndAClientThatDripsIsGivenUp() throws Exception {
        var registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        var vertx = Vertx.vertx();
        try {
            var endpoint = MetricsEndpoint.open(vertx, ListenAddress.parse("127.0.0.1:0"), registry)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get();
            var url = URI.create(endpoint.url());
            try (var endless = halfAQuestion(url);
                    var dripping = halfAQuestion(url)) {
                endless.getOutputStream().write(new byte[MetricsQuestion.LONGEST_HEAD + 1]);
                assertThat(new String(endless.getInputStream().readNBytes(12), StandardCharsets.US_ASCII))
                        .isEqualTo("HTTP/1.1 431");
                dripping.setSoTimeout(2 * (int) MetricsEndpoint.CONNECTION_MILLIS);
                assertThat(dripping.getInputStream().read()).as("closed").isEqualTo(-1);
            }
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().get();
        }
    }

    private static boolean isServedWithin(Duration limit, URI url) throws Exception {
        long end = System.nanoTime() + limit.toNanos();
        while (System.nanoTime() < end) {
            try (var socket = halfAQuestion(url)) {
                socket.getOutputStream().write("Mood: calm\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                var answer = socket.getInputStream().readNBytes(12);
                if (new String(answer, StandardCharsets.US_ASCII).equals("HTTP/1.1 200")) {
                    return true;
                }
            } catch (IOException turnedAway) {
                // Until the server has heard that one has gone.
            }
        }
        return false;
    }

    /** A client that says the beginning of a request and no more. */
    private static Socket halfAQuestion(URI url) throws IOException {
        var socket = new Socket(url.getHost(), url.getPort());
        socket.setSoTimeout(5_000);
        socket.getOutputStream().write("GET /metrics HTTP/1.1\r\nHost: x\r\nX-".getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static HttpResponse<String> send(HttpClient client, HttpRequest request) throws Exception {
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1:9464", "localhost:0", "[::1]:65535", "127.8.7.6:1"})
    void addressesOfThisHostAreTaken(String address) {
        assertThat(ListenAddress.parse(address)).hasToString(address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"0.0.0.0:9464", "[::]:9464", "10.0.0.1:9464", "lb.example:9464", "127.0.0.1.evil.example:1"})
    void addressesThatOthersReachAreRefused(String address) {
        assertThatThrownBy(() -> ListenAddress.parse(address)).hasMessageContaining("expected: a loopback address");
    }

    @ParameterizedTest
    @ValueSource(strings = {"9464", "127.0.0.1", "127.0.0.1:", "127.0.0.1:65536", "::1:80", ""})
    void whatIsNoAddressIsRefused(String address) {
        assertThatThrownBy(() -> ListenAddress.parse(address)).hasMessageContaining("expected: ");
    }
}
