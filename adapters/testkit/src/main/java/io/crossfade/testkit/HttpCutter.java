package io.crossfade.testkit;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * Cuts a connection's bytes into HTTP/1.1 messages with a Content-Length, requests or responses: just enough of HTTP
 * for the ends of a test, none of what a proxy must know. A message may be 1 MiB long.
 */
final class HttpCutter {

    private static final int MOST = 1 << 20;
    private static final byte[] HEAD_END = {'\r', '\n', '\r', '\n'};

    private Buffer carry = Buffer.buffer();

    /** One message: its head as text. */
    record Message(String head) {

        /** The value of a header, empty where it is absent. */
        String header(String name) {
            var wanted = name.toLowerCase(Locale.ROOT) + ":";
            return head.lines()
                    .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(wanted))
                    .map(line -> line.substring(wanted.length()).strip())
                    .findFirst()
                    .orElse("");
        }

        /** The status of a response; 0 where this is none. */
        int status() {
            boolean response = head.startsWith("HTTP/1.") && head.length() >= 12 && head.charAt(8) == ' ';
            return response && head.substring(9, 12).chars().allMatch(Character::isDigit)
                    ? Integer.parseInt(head.substring(9, 12))
                    : 0;
        }

        private int length() {
            var length = header("Content-Length");
            return length.isEmpty() ? 0 : Integer.parseInt(length);
        }
    }

    void add(Buffer bytes) {
        carry.appendBuffer(bytes);
        if (carry.length() > MOST) {
            throw new IllegalStateException("message: " + carry.length() + " bytes (expected: <= " + MOST + ")");
        }
    }

    /** Whether bytes of an unfinished message are there. */
    boolean hasCarry() {
        return carry.length() > 0;
    }

    /** The head of the unfinished message where that is whole, for what was cut in its body. */
    Optional<Message> head() {
        int end = headEnd();
        return end < 0 ? Optional.empty() : Optional.of(message(end));
    }

    /** Takes the first whole message off; empty where there is none yet. */
    Optional<Message> next() {
        int end = headEnd();
        if (end < 0) {
            return Optional.empty();
        }
        var message = message(end);
        int total = end + message.length();
        if (carry.length() < total) {
            return Optional.empty();
        }
        carry = carry.length() == total ? Buffer.buffer() : carry.getBuffer(total, carry.length());
        return Optional.of(message);
    }

    private Message message(int end) {
        return new Message(carry.getString(0, end, StandardCharsets.ISO_8859_1.name()));
    }

    /** Where the body begins, or -1. */
    private int headEnd() {
        for (int i = 0; i + HEAD_END.length <= carry.length(); i++) {
            if (carry.getByte(i) == HEAD_END[0]
                    && carry.getByte(i + 1) == HEAD_END[1]
                    && carry.getByte(i + 2) == HEAD_END[2]
                    && carry.getByte(i + 3) == HEAD_END[3]) {
                return i + HEAD_END.length;
            }
        }
        return -1;
    }
}
