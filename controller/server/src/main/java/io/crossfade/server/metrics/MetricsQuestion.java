package io.crossfade.server.metrics;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

/**
 * One connection of somebody who wants metrics: one request of HTTP/1 with a head of at most 8 KiB, one answer. The
 * client closes after it, since a close from here could overtake the answer of one that still sends.
 */
final class MetricsQuestion {

    static final int LONGEST_HEAD = 8 * 1024;

    private static final String END_OF_HEAD = "\r\n\r\n";
    private static final int WORDS = 3;

    private final NetSocket socket;
    private final Supplier<String> metrics;
    private final Buffer head = Buffer.buffer();
    private boolean answered;

    /** @param metrics the text of the moment */
    MetricsQuestion(NetSocket socket, Supplier<String> metrics) {
        this.socket = socket;
        this.metrics = metrics;
    }

    void start() {
        socket.handler(this::received);
    }

    /** What comes after the head is nothing that metrics depend on. */
    private void received(Buffer chunk) {
        if (answered) {
            return;
        }
        head.appendBuffer(chunk);
        var text = head.toString(StandardCharsets.ISO_8859_1);
        if (text.contains(END_OF_HEAD)) {
            answer(text.substring(0, text.indexOf("\r\n")).split(" ", -1));
        } else if (head.length() > LONGEST_HEAD) {
            send("431 Request Header Fields Too Large", "", "");
        }
    }

    private void answer(String[] words) {
        if (words.length != WORDS || !words[2].startsWith("HTTP/1.")) {
            send("400 Bad Request", "", "");
        } else if (!path(words[1]).equals(MetricsEndpoint.PATH)) {
            send("404 Not Found", "", "");
        } else if (!words[0].equals("GET")) {
            send("405 Method Not Allowed", "allow: GET\r\n", "");
        } else {
            send("200 OK", "content-type: text/plain; version=0.0.4; charset=utf-8\r\n", metrics.get());
        }
    }

    private static String path(String target) {
        int query = target.indexOf('?');
        return query < 0 ? target : target.substring(0, query);
    }

    private void send(String status, String header, String body) {
        answered = true;
        var bytes = Buffer.buffer(body);
        socket.write(Buffer.buffer("HTTP/1.1 " + status + "\r\n" + header + "connection: close\r\ncontent-length: "
                        + bytes.length() + END_OF_HEAD)
                .appendBuffer(bytes));
    }
}
