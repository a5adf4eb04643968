package io.crossfade.resilient;

import io.crossfade.core.port.Loop;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;

/** Bounds how long a call is waited for, in the loop's time. What comes later is dropped. */
final class TimeLimit {

    private final Loop loop;

    TimeLimit(Loop loop) {
        this.loop = loop;
    }

    /**
     * What {@code stage} completes with, or what {@code onFailure} makes of its failure, or {@code atLimit} after
     * {@code limit}; whichever is first. {@code onFailure} may throw.
     */
    <T> CompletionStage<T> bound(
            CompletionStage<T> stage, Duration limit, Supplier<T> atLimit, Function<Throwable, T> onFailure) {
        var result = new CompletableFuture<T>();
        var timer = loop.schedule(limit, () -> complete(result, atLimit));
        stage.whenComplete((value, error) -> {
            timer.cancel();
            if (error == null) {
                result.complete(value);
            } else {
                complete(result, () -> onFailure.apply(unwrapped(error)));
            }
        });
        return result;
    }

    private static <T> void complete(CompletableFuture<T> result, Supplier<T> value) {
        try {
            result.complete(value.get());
        } catch (RuntimeException e) {
            result.completeExceptionally(e);
        }
    }

    static Throwable unwrapped(Throwable error) {
        var cause = error.getCause();
        return error instanceof CompletionException && cause != null ? cause : error;
    }
}
