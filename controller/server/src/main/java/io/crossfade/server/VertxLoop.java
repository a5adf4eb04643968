package io.crossfade.server;

import io.crossfade.core.port.Loop;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The loop of a real controller: one event loop of Vert.x. What a handler of this context starts on Vert.x (a
 * connection, a timer) completes on the same thread, so that adapters need no hand-over.
 */
public final class VertxLoop implements Loop {

    private static final long NANOS_PER_MILLI = 1_000_000L;

    private final Vertx vertx;
    private final Context context;
    private final Thread thread;
    private final long began = System.nanoTime();

    /** Must be made outside of any event loop, since it waits until its own has begun to turn. */
    public VertxLoop(Vertx vertx) {
        if (Context.isOnEventLoopThread()) {
            throw new IllegalStateException("loop: made on an event loop (expected: on another thread)");
        }
        this.vertx = vertx;
        context = vertx.getOrCreateContext();
        var own = new CompletableFuture<Thread>();
        context.runOnContext(started -> own.complete(Thread.currentThread()));
        thread = own.join();
    }

    @Override
    public long nanos() {
        return System.nanoTime() - began;
    }

    @Override
    public Instant wall() {
        return Instant.now();
    }

    @Override
    public void execute(Runnable task) {
        context.runOnContext(now -> task.run());
    }

    /** A timer of Vert.x counts whole milliseconds, at least one: a delay is rounded up, never down. */
    @Override
    public Timer schedule(Duration delay, Runnable task) {
        if (!onLoop()) {
            throw new IllegalStateException("schedule: called on "
                    + Thread.currentThread().getName() + " (expected: " + thread.getName() + ")");
        }
        if (delay.isNegative()) {
            throw new IllegalArgumentException("delay: " + delay + " (expected: >= 0)");
        }
        long millis = (delay.toNanos() + NANOS_PER_MILLI - 1) / NANOS_PER_MILLI;
        long id = vertx.setTimer(Math.max(1, millis), due -> task.run());
        return () -> vertx.cancelTimer(id);
    }

    /** True on the thread that every task of this loop runs on. */
    public boolean onLoop() {
        return Thread.currentThread() == thread;
    }

    /**
     * Starts {@code call} on the loop and hands its result out: for threads that are not the loop, which may wait for
     * it. A call that throws completes the result exceptionally.
     */
    public <T> CompletableFuture<T> call(Supplier<CompletionStage<T>> call) {
        var result = new CompletableFuture<T>();
        execute(() -> {
            try {
                call.get().whenComplete((value, failure) -> {
                    if (failure == null) {
                        result.complete(value);
                    } else {
                        result.completeExceptionally(failure);
                    }
                });
            } catch (RuntimeException | Error failure) {
                result.completeExceptionally(failure);
            }
        });
        return result;
    }

    /** Says who is told, on the loop, of what a task has thrown; without it Vert.x only logs it. */
    public void onUncaught(Consumer<Throwable> handler) {
        context.exceptionHandler(handler::accept);
    }
}
