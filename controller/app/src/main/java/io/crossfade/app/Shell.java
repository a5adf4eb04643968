package io.crossfade.app;

import io.crossfade.core.spi.Host;
import io.crossfade.server.ShellHost;
import io.crossfade.server.VertxLoop;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** The one loop of a command that speaks to load balancers. */
final class Shell implements AutoCloseable {

    /** Longer than any bound within: only a defect takes so long. */
    private static final Duration STUCK = Duration.ofSeconds(30);

    private static final Duration CLOSE = Duration.ofSeconds(3);

    private final Vertx vertx;
    private final VertxLoop loop;

    Shell() {
        // One loop, since everything of a cutover runs on one; workers only for what adapters do with files.
        vertx = Vertx.vertx(new VertxOptions()
                .setEventLoopPoolSize(1)
                .setWorkerPoolSize(4)
                .setInternalBlockingPoolSize(2)
                .setFileSystemOptions(
                        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false)));
        loop = new VertxLoop(vertx);
    }

    Vertx vertx() {
        return vertx;
    }

    VertxLoop loop() {
        return loop;
    }

    Host host() {
        return new ShellHost(loop, vertx);
    }

    /** Runs {@code call} on the loop and waits for its result. */
    <T> T await(Supplier<CompletionStage<T>> call) throws Quit {
        try {
            return loop.call(call).get(STUCK.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException failure) {
            throw new IllegalStateException(String.valueOf(failure.getCause()), failure);
        } catch (TimeoutException stuck) {
            throw new IllegalStateException("no answer within " + STUCK + " (expected: every call has a limit)", stuck);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new Quit(ExitCode.INTERNAL_ERROR, "interrupted");
        }
    }

    @Override
    public void close() {
        try {
            vertx.close().toCompletionStage().toCompletableFuture().get(CLOSE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException unclosed) {
            // The process ends right after this and takes every connection with it.
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
