package io.crossfade.testkit;

import io.crossfade.core.port.Loop;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** A real loop for tests of adapters: one Vert.x event loop of its own. It can say whether a call came on it. */
public final class VertxTestLoop implements Loop, AutoCloseable {

    private final Vertx vertx = SmallVertx.create();
    private final Context context = vertx.getOrCreateContext();
    private final long origin = System.nanoTime();
    private final Thread thread;

    public VertxTestLoop() {
        var running = new CompletableFuture<Thread>();
        context.runOnContext(ignored -> running.complete(Thread.currentThread()));
        thread = Await.result(running);
    }

    /** The Vertx whose only event loop this is. */
    public Vertx vertx() {
        return vertx;
    }

    /** Whether the caller runs on this loop. */
    public boolean inLoop() {
        return Thread.currentThread() == thread;
    }

    /** Calls {@code work} on this loop and waits for what it returns; not to be called on the loop. */
    public <T> T call(Supplier<T> work) {
        var done = new CompletableFuture<T>();
        execute(() -> {
            try {
                done.complete(work.get());
            } catch (RuntimeException | Error e) {
                done.completeExceptionally(e);
            }
        });
        return Await.result(done);
    }

    /** Runs {@code work} on this loop and waits until it has run; not to be called on the loop. */
    public void run(Runnable work) {
        call(() -> {
            work.run();
            return true;
        });
    }

    /** Calls {@code work} on this loop and waits for the result of the stage that it returns. */
    public <T> T await(Supplier<? extends CompletionStage<T>> work) {
        return Await.result(call(() -> work.get().toCompletableFuture()));
    }

    @Override
    public long nanos() {
        return System.nanoTime() - origin;
    }

    @Override
    public Instant wall() {
        return Instant.now();
    }

    @Override
    public void execute(Runnable task) {
        context.runOnContext(ignored -> task.run());
    }

    /** Vert.x counts in whole milliseconds from 1, so a delay is rounded up. */
    @Override
    public Timer schedule(Duration delay, Runnable task) {
        long millis = Math.max(1, TimeUnit.NANOSECONDS.toMillis(delay.toNanos() + 999_999));
        long id = vertx.setTimer(millis, ignored -> task.run());
        return () -> vertx.cancelTimer(id);
    }

    @Override
    public void close() {
        Await.result(vertx.close().toCompletionStage());
    }
}
