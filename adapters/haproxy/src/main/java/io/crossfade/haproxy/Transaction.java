package io.crossfade.haproxy;

import io.crossfade.core.port.Loop;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One line on one connection, read to its end. The state changes on the loop only, but for the question whether
 * anything was sent, which the thread of the connection and the deadline on the loop decide between them.
 */
final class Transaction {

    /** No answer of the commands in use comes near this. */
    static final int LONGEST_REPLY = 1 << 20;

    private enum Stage {
        CONNECTING,
        SENT,
        ABANDONED
    }

    private final Loop loop;
    private final String line;
    private final Duration patience;
    private final CompletableFuture<Reply> reply = new CompletableFuture<>();
    private final CompletableFuture<Boolean> settled = new CompletableFuture<>();
    private final AtomicReference<Stage> stage = new AtomicReference<>(Stage.CONNECTING);
    private final Buffer received = Buffer.buffer();
    private final Loop.Timer deadline;
    private Loop.@Nullable Timer giveUp;
    private @Nullable NetSocket socket;

    /**
     * Begins to wait.
     *
     * @param limit when the outcome is told as unknown
     * @param patience when the connection is given up, not before {@code limit}
     */
    Transaction(Loop loop, String line, Duration limit, Duration patience) {
        this.loop = loop;
        this.line = line;
        this.patience = patience.minus(limit);
        this.deadline = loop.schedule(limit, () -> late(limit));
    }

    Exchange over(Future<NetSocket> connecting) {
        connecting.onComplete(this::connected, error -> loop.execute(() -> notSent(reason(error))));
        return new Exchange(reply, settled);
    }

    /** Runs on the connection's thread, where handlers must be set before the first byte can come. */
    private void connected(NetSocket connection) {
        if (!stage.compareAndSet(Stage.CONNECTING, Stage.SENT)) {
            connection.close();
            return;
        }
        loop.execute(() -> keep(connection));
        connection.handler(chunk -> loop.execute(() -> take(chunk)));
        connection.endHandler(end -> loop.execute(this::ended));
        connection.exceptionHandler(error -> loop.execute(() -> broken(reason(error))));
        connection.closeHandler(end -> loop.execute(() -> broken("connection closed")));
        connection.write(line + "\n").onFailure(error -> loop.execute(() -> broken(reason(error))));
    }

    private void keep(NetSocket connection) {
        socket = connection;
        if (settled.isDone()) {
            connection.close();
        }
    }

    private void take(Buffer chunk) {
        if (settled.isDone()) {
            return;
        }
        if (received.length() + chunk.length() > LONGEST_REPLY) {
            finish(new Reply.Cut("reply: more than " + LONGEST_REPLY + " bytes"), false);
            return;
        }
        received.appendBuffer(chunk);
    }

    private void ended() {
        finish(new Reply.Whole(received.toString(StandardCharsets.UTF_8)), true);
    }

    private void broken(String why) {
        finish(new Reply.Cut(why), true);
    }

    private void notSent(String why) {
        finish(new Reply.NotSent(why), true);
    }

    private void late(Duration limit) {
        if (stage.compareAndSet(Stage.CONNECTING, Stage.ABANDONED)) {
            notSent("no connection within " + limit.toMillis() + " ms");
        } else if (patience.isZero()) {
            finish(new Reply.Cut("no answer within " + limit.toMillis() + " ms"), false);
        } else {
            giveUp = loop.schedule(patience, () -> finish(new Reply.Cut("given up"), false));
            reply.complete(new Reply.Cut("no answer within " + limit.toMillis() + " ms"));
        }
    }

    private void finish(Reply end, boolean gone) {
        if (settled.isDone()) {
            return;
        }
        deadline.cancel();
        if (giveUp != null) {
            giveUp.cancel();
        }
        if (socket != null) {
            socket.close();
        }
        reply.complete(end);
        settled.complete(gone);
    }

    private static String reason(Throwable error) {
        return Objects.requireNonNullElse(error.getMessage(), error.getClass().getSimpleName());
    }
}
