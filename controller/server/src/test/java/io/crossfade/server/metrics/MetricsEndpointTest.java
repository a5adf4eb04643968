package io.crossfade.server.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
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
