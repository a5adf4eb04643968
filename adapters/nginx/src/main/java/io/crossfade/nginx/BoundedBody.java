package io.crossfade.nginx;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.WriteStream;
import org.jspecify.annotations.Nullable;

/** Collects an answer up to a length; what is longer fails. */
final class BoundedBody implements WriteStream<Buffer> {

    private final int most;
    private final Buffer collected = Buffer.buffer();

    BoundedBody(int most) {
        this.most = most;
    }

    /** What has come so far. */
    Buffer collected() {
        return collected;
    }

    @Override
    public Future<Void> write(Buffer chunk) {
        if (collected.length() + chunk.length() > most) {
            return Future.failedFuture("answer: more than " + most + " bytes");
        }
        collected.appendBuffer(chunk);
        return Future.succeededFuture();
    }

    @Override
    public Future<Void> end() {
        return Future.succeededFuture();
    }

    @Override
    public boolean writeQueueFull() {
        return false;
    }

    @Override
    public BoundedBody setWriteQueueMaxSize(int size) {
        return this;
    }

    @Override
    public BoundedBody exceptionHandler(@Nullable Handler<Throwable> handler) {
        return this;
    }

    @Override
    public BoundedBody drainHandler(@Nullable Handler<Void> handler) {
        return this;
    }
}
