package io.crossfade.nginx;

import io.crossfade.core.port.Loop;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** One worker thread for what blocks, one job after the other; every completion is on the loop. */
final class Workers implements AutoCloseable {

    /** So many jobs may wait; more are refused. */
    private static final int MOST_WAITING = 64;

    /** Vert.x warns of a worker that is busy longer; watching an unproven reload takes a minute. */
    private static final long LONGEST_SECONDS = 120;

    private final Loop loop;
    private final WorkerExecutor worker;
    private int waiting;

    Workers(Vertx vertx, Loop loop, String name) {
        this.loop = loop;
        this.worker = vertx.createSharedWorkerExecutor(name, 1, LONGEST_SECONDS, TimeUnit.SECONDS);
    }

    /** Runs {@code work} after what was given before it. To be called on the loop. */
    <T> CompletionStage<T> run(Callable<T> work) {
        var result = new CompletableFuture<T>();
        if (waiting >= MOST_WAITING) {
            result.completeExceptionally(new IllegalStateException(MOST_WAITING + " jobs wait: nothing answers"));
            return result;
        }
        waiting++;
        worker.executeBlocking(work)
                .onComplete(done -> loop.execute(() -> {
                    waiting--;
                    if (done.succeeded()) {
                        result.complete(done.result());
                    } else {
                        result.completeExceptionally(done.cause());
                    }
                }));
        return result;
    }

    static Throwable cause(Throwable error) {
        var cause = error.getCause();
        return error instanceof CompletionException && cause != null ? cause : error;
    }

    @Override
    public void close() {
        worker.close();
    }
}
