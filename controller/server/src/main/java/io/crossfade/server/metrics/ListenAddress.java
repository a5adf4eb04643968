package io.crossfade.server.metrics;

import java.util.regex.Pattern;

/**
 * Where metrics are served: on this host only, since they tell of the traffic of others and nobody is asked who they
 * are.
 *
 * @param host {@code localhost} or a loopback address
 * @param port 0-65535; 0 takes a free one
 */
public record ListenAddress(String host, int port) {

    private static final Pattern FORM = Pattern.compile("(\\[[0-9a-fA-F:]+]|[^:\\[\\]]+):([0-9]{1,5})");
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.[0-9]{1,3}){3}|::1");
    private static final int GREATEST_PORT = 65_535;

    public ListenAddress {
        if (!LOOPBACK.matcher(host).matches()) {
            throw new IllegalArgumentException(host + " (expected: a loopback address such as 127.0.0.1; for others put"
                    + " a proxy that asks who they are before it)");
        }
        if (port < 0 || port > GREATEST_PORT) {
            throw new IllegalArgumentException("port: " + port + " (expected: 0-" + GREATEST_PORT + ")");
        }
    }

    /**
     * Reads {@code 127.0.0.1:9464} or {@code [::1]:9464}.
     *
     * @throws IllegalArgumentException where it is none of this host
     */
    public static ListenAddress parse(String text) {
        var parts = FORM.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException(text + " (expected: HOST:PORT such as 127.0.0.1:9464)");
        }
        return new ListenAddress(parts.group(1).replaceAll("[\\[\\]]", ""), Integer.parseInt(parts.group(2)));
    }

    @Override
    public String toString() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
