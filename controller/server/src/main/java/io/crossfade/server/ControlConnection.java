package io.crossfade.server;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * One client of the control socket: a line in, a line out, one at a time. While a request is being answered nothing
 * more is read, so that what waits here is one chunk and one line at most.
 */
final class ControlConnection {

    /** A longer line is nobody's request. */
    static final int LONGEST_LINE = 64 * 1024;

    private final NetSocket socket;
    private final Function<ControlRequest, CompletionStage<ControlReply>> handler;
    private Buffer carry = Buffer.buffer();
    private boolean busy;
    private boolean closed;

    ControlConnection(NetSocket socket, Function<ControlRequest, CompletionStage<ControlReply>> handler) {
        this.socket = socket;
        this.handler = handler;
    }

    void start() {
        socket.handler(this::received);
    }

    void closed() {
        closed = true;
        carry = Buffer.buffer();
    }

    private void received(Buffer chunk) {
        socket.pause();
        carry.appendBuffer(chunk);
        next();
    }

    private void next() {
        while (!busy && !closed) {
            int end = lineEnd();
            if (end < 0 && carry.length() <= LONGEST_LINE) {
                socket.resume();
                return;
            }
            if (end < 0 || end > LONGEST_LINE) {
                tooLong();
                return;
            }
            var line = carry.getString(0, end, StandardCharsets.UTF_8.name());
            carry = carry.getBuffer(end + 1, carry.length());
            answer(line);
        }
    }

    private int lineEnd() {
        for (int at = 0; at < carry.length(); at++) {
            if (carry.getByte(at) == '\n') {
                return at;
            }
        }
        return -1;
    }

    private void answer(String line) {
        ControlRequest request;
        try {
            request = ControlRequest.parse(line);
        } catch (IllegalArgumentException malformed) {
            send(ControlReply.refused(String.valueOf(malformed.getMessage())));
            return;
        }
        busy = true;
        handler.apply(request).whenComplete((reply, failure) -> {
            busy = false;
            send(failure == null ? reply : ControlReply.refused("internal error: " + failure));
            next();
        });
    }

    private void tooLong() {
        closed = true;
        send(ControlReply.refused("request: longer than " + LONGEST_LINE + " bytes (expected: one short line)"));
        socket.end();
    }

    void send(ControlReply reply) {
        socket.write(reply.toJson().encode() + "\n");
    }

    void end(ControlReply last) {
        closed = true;
        send(last);
        socket.end();
    }
}
