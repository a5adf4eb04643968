package io.crossfade.haproxy;

import io.vertx.core.net.SocketAddress;
import java.util.regex.Pattern;

/**
 * Where a runtime socket listens: {@code unix:/run/haproxy/admin.sock} or {@code tcp://127.0.0.1:9999}.
 *
 * @param place the path, or the host
 * @param port 1 to 65535, or 0 for a Unix socket
 */
record Endpoint(String place, int port) {

    /** No white space and nothing that a shell or HAProxy reads as anything but itself. */
    static final String PATH = "/[A-Za-z0-9_.:@%+=,/-]{1,1000}";

    /** What the text of an endpoint must match. */
    static final String PATTERN = "unix:" + PATH + "|tcp://([A-Za-z0-9.-]+|\\[[0-9A-Fa-f:.]+\\]):[0-9]{1,5}";

    private static final Pattern SHAPE = Pattern.compile(PATTERN);
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.[0-9]+){3}|::1");

    static Endpoint parse(String text) {
        if (!SHAPE.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "socket: " + text + " (expected: unix:/absolute/path or tcp://host:port)");
        }
        if (text.startsWith("unix:")) {
            return new Endpoint(text.substring("unix:".length()), 0);
        }
        int colon = text.lastIndexOf(':');
        int port = Integer.parseInt(text.substring(colon + 1));
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("socket: " + text + " (expected: a port of 1-65535)");
        }
        return new Endpoint(text.substring("tcp://".length(), colon).replaceAll("[\\[\\]]", ""), port);
    }

    boolean isUnix() {
        return port == 0;
    }

    boolean isLoopback() {
        return isUnix() || LOOPBACK.matcher(place).matches();
    }

    SocketAddress address() {
        return isUnix() ? SocketAddress.domainSocketAddress(place) : SocketAddress.inetSocketAddress(port, place);
    }

    /** What socat calls it. */
    String socat() {
        if (isUnix()) {
            return "unix-connect:" + place;
        }
        return "tcp-connect:" + (place.contains(":") ? "[" + place + "]" : place) + ":" + port;
    }
}
