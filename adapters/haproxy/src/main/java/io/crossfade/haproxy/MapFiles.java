package io.crossfade.haproxy;

import io.crossfade.core.port.Finding;
import io.crossfade.core.port.Loop;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The map file off the loop: one worker thread for each file, so that two writes never change places and a disk that
 * hangs holds up nothing else. Every completion is on the loop.
 */
final class MapFiles implements AutoCloseable {

    /** When an answer of the disk is no longer waited for. */
    static final Duration LIMIT = Duration.ofSeconds(1);

    /** So many jobs may wait for the disk; more are refused. */
    private static final int MOST_WAITING = 16;

    /**
     * What the file says.
     *
     * @param value the key's value; empty where there is none
     * @param trouble why it could not be read or written; empty where it could
     */
    record State(String value, String trouble) {}

    /**
     * A job on its way.
     *
     * @param state what the file says, within {@link #LIMIT}, never exceptionally
     * @param ended completes when the disk is done, however late
     */
    record Job(CompletionStage<State> state, CompletionStage<?> ended) {}

    private final Loop loop;
    private final WorkerExecutor worker;
    private final MapFile file;
    private int waiting;

    MapFiles(Vertx vertx, Loop loop, String name, MapFile file) {
        this.loop = loop;
        this.worker = vertx.createSharedWorkerExecutor("map-file " + name, 1);
        this.file = file;
    }

    Job read() {
        return run(file::value);
    }

    Job replace(String value) {
        return run(() -> {
            file.replace(value);
            return file.value();
        });
    }

    /** What would keep the file from being written. */
    CompletionStage<List<Finding>> examine() {
        var findings = new ArrayList<Finding>();
        var looked = run(() -> {
            for (var obstacle : file.obstacles()) {
                findings.add(Finding.error(obstacle, "run as the owner of the map file, or as root"));
            }
            return file.value();
        });
        return looked.state().thenApply(state -> {
            if (!state.trouble().isEmpty()) {
                return List.of(Finding.error(state.trouble(), "the map file must be readable and its folder writable"));
            }
            return List.copyOf(findings);
        });
    }

    private Job run(Callable<String> work) {
        var state = new CompletableFuture<State>();
        var ended = new CompletableFuture<State>();
        if (waiting >= MOST_WAITING) {
            state.complete(new State("", "map file: the disk does not answer"));
            ended.complete(new State("", ""));
            return new Job(state, ended);
        }
        waiting++;
        var limit = loop.schedule(
                LIMIT, () -> state.complete(new State("", "map file: no answer of the disk within " + LIMIT)));
        worker.executeBlocking(work)
                .onComplete(done -> loop.execute(() -> {
                    waiting--;
                    limit.cancel();
                    var result = done.succeeded() ? new State(done.result(), "") : new State("", trouble(done.cause()));
                    state.complete(result);
                    ended.complete(result);
                }));
        return new Job(state, ended);
    }

    private static String trouble(Throwable cause) {
        var kind = cause instanceof IOException ? cause.getClass().getSimpleName() + " " : cause.getClass() + " ";
        return "map file: " + kind + Objects.requireNonNullElse(cause.getMessage(), "");
    }

    @Override
    public void close() {
        worker.close();
    }
}
