package io.crossfade.nginx;

import io.crossfade.core.line.LineSplitter;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The log at a path, across rotation. After a rename NGINX goes on writing to the old file until it is told to reopen
 * its logs, so the old one is read beside the new one until the new one has lines and the old one has been quiet for
 * {@link #QUIET}. A file that became shorter (copytruncate) may have held lines that nobody read: that is a gap.
 */
final class FollowedLog implements AutoCloseable {

    /** How long an old file must be quiet to be let go. */
    static final Duration QUIET = Duration.ofSeconds(5);

    /** For so long a rotation may leave no file at the path without being told of. */
    static final Duration ABSENCE = Duration.ofSeconds(2);

    /**
     * What a look showed.
     *
     * @param trouble why the log cannot be followed now; empty where it is
     * @param gap why lines may be missing; empty where none are
     * @param more whether there is more to read at once
     */
    record Look(String trouble, String gap, boolean more) {}

    private final Path path;
    private final LineSplitter.Taker taker;
    private boolean fromStart;
    private boolean absent;
    private long absentSince;
    private @Nullable TailedFile current;
    private @Nullable TailedFile old;

    FollowedLog(Path path, LineSplitter.Taker taker) {
        this.path = path;
        this.taker = taker;
    }

    /** Looks what is new. May block; {@link #handOn} tells of it. */
    Look look(long nowNanos) {
        try {
            if (current == null) {
                // What is there at the first look was logged before; a file that comes later is new as a whole.
                current = TailedFile.open(path, !fromStart, nowNanos, taker).orElse(null);
                fromStart = false;
            }
            return current == null ? new Look("it was replaced while it was opened", "", false) : follow(nowNanos);
        } catch (IOException e) {
            fromStart = e instanceof NoSuchFileException;
            release();
            return new Look(reason(e), "", false);
        }
    }

    /** Tells of the lines that the last look found, those of the old file first. */
    void handOn() {
        if (old != null) {
            old.handOn();
        }
        if (current != null) {
            current.handOn();
        }
    }

    @Override
    public void close() {
        release();
    }

    private Look follow(long nowNanos) throws IOException {
        var file = Objects.requireNonNull(current);
        var gap = file.rewindIfTruncated() ? "the log was truncated" : "";
        if (isReplaced(file, nowNanos)) {
            var next = TailedFile.open(path, false, nowNanos, taker);
            if (next.isPresent()) {
                gap = old == null ? gap : "the log was rotated twice within a short time";
                close(old);
                old = file;
                current = next.get();
            }
        }
        boolean more = Objects.requireNonNull(current).fill(nowNanos);
        if (old != null) {
            more |= old.fill(nowNanos);
            if (current.hasGrown() && nowNanos - old.grewAtNanos() >= QUIET.toNanos()) {
                close(old);
                old = null;
            }
        }
        boolean gone = absent && nowNanos - absentSince >= ABSENCE.toNanos();
        return new Look(gone ? "the log is gone from its path" : "", gap, more);
    }

    private boolean isReplaced(TailedFile file, long nowNanos) throws IOException {
        try {
            boolean replaced = !file.isAt(TailedFile.key(path));
            absent = false;
            return replaced;
        } catch (NoSuchFileException e) {
            absentSince = absent ? absentSince : nowNanos;
            absent = true;
            return false;
        }
    }

    private void release() {
        close(old);
        close(current);
        old = null;
        current = null;
        absent = false;
    }

    private static void close(@Nullable TailedFile file) {
        try {
            if (file != null) {
                file.close();
            }
        } catch (IOException e) {
            // It was open for reading only: nothing can be lost by it.
            return;
        }
    }

    private static String reason(IOException error) {
        if (error instanceof NoSuchFileException) {
            return "no such file";
        }
        return error instanceof AccessDeniedException
                ? "no permission to read it"
                : Objects.requireNonNullElse(
                        error.getMessage(), error.getClass().getSimpleName());
    }
}
