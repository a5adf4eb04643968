package io.crossfade.nginx;

import io.crossfade.core.port.Loop;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Follows a log file by looking every {@link #PAUSE} what was added. Looking blocks and is a worker's business; the
 * lines are told on the loop. One look at a time, so what waits is bounded by {@link TailedFile#CAPACITY}.
 */
final class LogTail implements LogStream {

    static final Duration PAUSE = Duration.ofMillis(25);

    /** Between looks for a file that cannot be read. */
    static final Duration LONG_PAUSE = Duration.ofMillis(250);

    private final Path path;
    private final Vertx vertx;
    private final Loop loop;
    private final Listener listener;
    private final FollowedLog log;
    private boolean looking;
    private boolean ended;
    private String trouble = "not opened yet";
    private Loop.@Nullable Timer next;

    LogTail(Path path, Vertx vertx, Loop loop, Listener listener) {
        this.path = path;
        this.vertx = vertx;
        this.loop = loop;
        this.listener = listener;
        this.log = new FollowedLog(path, listener::line);
    }

    @Override
    public void open() {
        look();
    }

    @Override
    public void close() {
        ended = true;
        if (next != null) {
            next.cancel();
        }
        if (!looking) {
            log.close();
        }
    }

    private void look() {
        if (ended) {
            return;
        }
        looking = true;
        long now = loop.nanos();
        vertx.executeBlocking(() -> log.look(now), false)
                .onComplete(
                        look -> loop.execute(() -> seen(look)),
                        error -> loop.execute(() -> seen(new FollowedLog.Look(
                                Objects.requireNonNullElse(error.getMessage(), error.toString()), "", false))));
    }

    private void seen(FollowedLog.Look look) {
        looking = false;
        if (ended) {
            log.close();
            return;
        }
        tell(look);
        listener.arrived();
        log.handOn();
        if (look.more()) {
            look();
        } else if (!ended) {
            next = loop.schedule(look.trouble().isEmpty() ? PAUSE : LONG_PAUSE, this::look);
        }
    }

    private void tell(FollowedLog.Look look) {
        boolean wasWhole = trouble.isEmpty();
        if (!look.trouble().equals(trouble) && !look.trouble().isEmpty()) {
            listener.detached(path + ": " + look.trouble());
        } else if (wasWhole && !look.gap().isEmpty()) {
            listener.detached(path + ": " + look.gap());
            listener.attached();
        } else if (!wasWhole && look.trouble().isEmpty()) {
            listener.attached();
        }
        trouble = look.trouble();
    }
}
