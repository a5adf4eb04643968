package io.crossfade.testkit;

import io.crossfade.testkit.OpenLoopLoad.Result;
import io.crossfade.testkit.OpenLoopLoad.Sample;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetSocket;
import org.jspecify.annotations.Nullable;

/** One keep-alive connection of an {@link OpenLoopLoad} with one request at a time. On the event loop only. */
final class LoadConnection {

    /** Who is told what becomes of a connection. */
    interface Owner {

        /** The connection's request ended. */
        void ended(LoadConnection connection, Sample sample);

        /** The connection can take a request. */
        void idle(LoadConnection connection);

        /** The connection can take no more. */
        void closed(LoadConnection connection);
    }

    private final HttpCutter cutter = new HttpCutter();
    private final NetClient client;
    private final int port;
    private final Buffer request;
    private final Owner owner;
    private @Nullable NetSocket socket;
    private long intendedNanos;
    private long sentNanos;
    private boolean busy;
    private boolean reused;

    LoadConnection(NetClient client, int port, Buffer request, Owner owner) {
        this.client = client;
        this.port = port;
        this.request = request;
        this.owner = owner;
    }

    /** Opens the connection ahead of a request; where it is refused, so will be the request. */
    void open(Runnable then) {
        client.connect(port, "127.0.0.1")
                .onSuccess(opened -> {
                    attach(opened);
                    owner.idle(this);
                })
                .onComplete(ignored -> then.run());
    }

    void send(long intended) {
        intendedNanos = intended;
        sentNanos = System.nanoTime();
        busy = true;
        var open = socket;
        if (open != null) {
            open.write(request);
            return;
        }
        client.connect(port, "127.0.0.1").onComplete(this::attachAndWrite, error -> fail(Result.REFUSED));
    }

    /** When the present request was sent. */
    long sentNanos() {
        return sentNanos;
    }

    /** Ends the present request so, and the connection. */
    void fail(Result result) {
        end(result, 0, "");
        close();
    }

    private void attachAndWrite(NetSocket opened) {
        if (!busy) {
            opened.close();
            return;
        }
        attach(opened);
        opened.write(request);
    }

    private void attach(NetSocket opened) {
        socket = opened;
        opened.handler(this::receive);
        opened.exceptionHandler(error -> opened.close());
        opened.closeHandler(ignored -> closed());
    }

    private void receive(Buffer bytes) {
        cutter.add(bytes);
        var answer = cutter.next();
        if (answer.isPresent()) {
            finish(answer.get());
        } else if (cutter.head().filter(head -> head.status() == 0).isPresent()) {
            fail(Result.GARBAGE);
        }
    }

    private void finish(HttpCutter.Message answer) {
        int status = answer.status();
        if (status == 0) {
            fail(Result.GARBAGE);
            return;
        }
        end(status >= 500 ? Result.SERVER_ERROR : Result.OK, status, answer.header(FaultyCluster.CLUSTER));
        if (answer.header("Connection").equalsIgnoreCase("close")) {
            close();
        } else {
            reused = true;
            owner.idle(this);
        }
    }

    private void closed() {
        owner.closed(this);
        var head = cutter.head();
        end(
                head.isPresent() ? Result.TRUNCATED : Result.CLOSED,
                head.map(HttpCutter.Message::status).orElse(0),
                head.map(answer -> answer.header(FaultyCluster.CLUSTER)).orElse(""));
    }

    private void end(Result result, int status, String cluster) {
        if (busy) {
            busy = false;
            owner.ended(this, new Sample(intendedNanos, System.nanoTime(), result, status, cluster, reused));
        }
    }

    private void close() {
        var open = socket;
        if (open != null) {
            open.close();
        }
    }
}
