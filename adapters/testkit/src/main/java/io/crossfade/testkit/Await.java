package io.crossfade.testkit;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Waits for something outside the program, such as a real load balancer, by looking again until a deadline. What can
 * be counted or run in virtual time does not need it.
 */
public final class Await {

    /** How long {@link #until(String, BooleanSupplier)} waits: long enough for a loaded machine. */
    public static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

    private Await() {}

    /** Waits until {@code condition} holds; fails after {@link #PATIENCE} naming {@code what}. */
    public static void until(String what, BooleanSupplier condition) {
        until(what, PATIENCE, condition);
    }

    /**
     * Waits until {@code condition} holds.
     *
     * @throws AssertionError where it does not hold within {@code limit}, naming {@code what}
     */
    public static void until(String what, Duration limit, BooleanSupplier condition) {
        if (!within(limit, condition)) {
            throw new AssertionError(what + ": not within " + limit);
        }
    }

    /** Whether {@code condition} came to hold within {@code limit}. */
    public static boolean within(Duration limit, BooleanSupplier condition) {
        long start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - start > limit.toNanos()) {
                return condition.getAsBoolean();
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        return true;
    }

    /** Whether {@code condition} held at every look during {@code span}: for what must not happen. */
    public static boolean throughout(Duration span, BooleanSupplier condition) {
        return !within(span, () -> !condition.getAsBoolean());
    }

    /** The result of {@code stage}; fails after {@link #PATIENCE}, or where the stage does. */
    public static <T> T result(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError("no result within " + PATIENCE, e);
        } catch (ExecutionException e) {
            throw new AssertionError("failed: " + e.getCause(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    /** What {@code stage} failed with; fails after {@link #PATIENCE}, or where the stage succeeds. */
    public static Throwable failure(CompletionStage<?> stage) {
        var failed = new CompletableFuture<Throwable>();
        stage.whenComplete((value, error) -> {
            if (error == null) {
                failed.completeExceptionally(new AssertionError("completed with " + value + " (expected: a failure)"));
            } else {
                failed.complete(error);
            }
        });
        return result(failed);
    }

    /** Calls {@code attempt} until it returns without throwing, or fails with its last error after {@code limit}. */
    public static <T> T succeeding(String what, Duration limit, Supplier<T> attempt) {
        long start = System.nanoTime();
        while (true) {
            try {
                return attempt.get();
            } catch (RuntimeException e) {
                if (System.nanoTime() - start > limit.toNanos()) {
                    throw new AssertionError(what + ": not within " + limit, e);
                }
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }
}
