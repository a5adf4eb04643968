package io.crossfade.nginx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The one address that the controller asks by itself stands in the plan, and leads nowhere else. */
class ProbeTest {

    private final AtomicInteger elsewhere = new AtomicInteger();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/elsewhere", exchange -> {
            elsewhere.incrementAndGet();
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void theGenerationIsRead() throws IOException {
        answers(200, "42\n");
        assertThat(probe().generation()).isEqualTo("42");
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void aRedirectIsNotFollowed(int status) {
        answers(status, "7");
        assertThatThrownBy(() -> probe().generation())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("answers " + status + " (expected: 200)");
        assertThat(elsewhere).hasValue(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no number", "-1", "1234567890123456789"})
    void whatIsNoGenerationIsRefusedAndNotRepeated(String answer) {
        answers(200, answer);
        assertThatThrownBy(() -> probe().generation())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("answers no generation");
    }

    @Test
    void noMoreIsReadThanAGenerationIsLong() {
        answers(200, "1".repeat(1 << 20));
        assertThatThrownBy(() -> probe().generation()).hasMessageContaining("answers no generation");
    }

    private void answers(int status, String text) {
        server.createContext("/generation", exchange -> {
            var bytes = text.getBytes(StandardCharsets.US_ASCII);
            exchange.getResponseHeaders().add("Location", "/elsewhere");
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            try (var body = exchange.getResponseBody()) {
                body.write(bytes);
            } catch (IOException enough) {
                // The client has read what it wanted.
            }
        });
    }

    private Probe probe() {
        return new Probe("http://127.0.0.1:" + server.getAddress().getPort() + "/generation");
    }
}
