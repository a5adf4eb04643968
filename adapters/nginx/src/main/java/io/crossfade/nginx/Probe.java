package io.crossfade.nginx;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** The location that answers {@code $crossfade_generation}. Blocks: for a worker thread. */
final class Probe {

    static final Duration LIMIT = Duration.ofMillis(500);

    private static final int LARGEST = 64;

    private final String url;

    Probe(String url) {
        this.url = url;
    }

    /**
     * The generation that a worker serves, on a connection of its own: a kept one would stay with an old worker.
     *
     * @throws IOException where it does not answer one in time
     */
    String generation() throws IOException {
        var connection = (HttpURLConnection) URI.create(url).toURL().openConnection(Proxy.NO_PROXY);
        connection.setConnectTimeout((int) LIMIT.toMillis());
        connection.setReadTimeout((int) LIMIT.toMillis());
        connection.setInstanceFollowRedirects(false);
        connection.setRequestProperty("Connection", "close");
        try {
            int status = connection.getResponseCode();
            if (status != HttpURLConnection.HTTP_OK) {
                throw new IOException("probe " + url + " answers " + status + " (expected: 200)");
            }
            try (var body = connection.getInputStream()) {
                var answer = new String(body.readNBytes(LARGEST), StandardCharsets.US_ASCII).strip();
                if (!answer.matches("[0-9]{1,18}")) {
                    throw new IOException("probe " + url + " answers no generation (expected: the location to return"
                            + " \"$crossfade_generation\")");
                }
                return answer;
            }
        } finally {
            connection.disconnect();
        }
    }
}
