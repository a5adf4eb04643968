package io.crossfade.nginx;

import io.crossfade.core.plan.Share;
import io.crossfade.core.port.Write;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.util.Optional;

/**
 * Puts texts in the include's place, so that whatever fails there is a way back: what serves is kept under a second
 * name, and before the candidate gets anything the all-baseline text lies ready to be renamed. All methods block: for a
 * worker thread.
 */
final class Placement {

    private final NginxSpec spec;
    private final IncludeFiles files;
    private final Fence fence;

    Placement(NginxSpec spec, IncludeFiles files, Fence fence) {
        this.spec = spec;
        this.files = files;
        this.fence = fence;
    }

    /** Why {@code live} may not be replaced; empty where it may. */
    Optional<String> refusal(Optional<Include> live) throws IOException {
        fence.meet(live, ready());
        return fence.refusal(live);
    }

    /** Puts the text of {@code write} in its place and returns its generation. */
    long place(Look before, Write write) throws IOException {
        if (before.isProven()) {
            rememberBefore(write);
        }
        var wanted = write.split().candidate();
        long generation = fence.next(write.generation().number());
        if (wanted.isNone()) {
            generation = placeNone(before.live(), generation);
        } else {
            layReady(write);
            files.place(Include.of(spec, generation, wanted).text());
        }
        fence.placed(generation);
        return generation;
    }

    /** As {@link #place}, where NGINX cannot be looked at; nothing is written where the file gives no more already. */
    void placeUnseen(Optional<Include> live, Write write) throws IOException {
        var wanted = write.split().candidate();
        boolean gives = live.filter(include -> include.partsOf(spec.candidate()) <= wanted.parts()
                        && include.misfit(spec).isEmpty())
                .isPresent();
        if (!gives) {
            long generation = fence.next(write.generation().number());
            files.place(Include.of(spec, generation, wanted).text());
            fence.placed(generation);
        }
    }

    /** The include's value, where it is one of ours. */
    Optional<Include> live() throws IOException {
        return files.liveText().flatMap(Placement::parsed);
    }

    /** Remembers the include as what serves; on a disk without room for a name the workers' age has to tell. */
    void remember() {
        try {
            files.rememberServing();
        } catch (IOException ignored) {
            // A look finds the same by the workers' age.
        }
    }

    /** Puts back what serves; a text in words where that fails. */
    Optional<String> restore() {
        try {
            files.placeServing();
            live().ifPresent(include -> fence.placed(include.generation()));
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of("the old include could not be put back: " + message(e));
        }
    }

    /** The bare message of a missing or forbidden file is its path alone. */
    static String message(Exception e) {
        boolean bare = e instanceof FileSystemException file && file.getReason() == null;
        return bare ? String.valueOf(e) : String.valueOf(e.getMessage());
    }

    /** What lies ready is taken first, so that the way that a full disk needs is the way that is always gone. */
    private long placeNone(Optional<Include> live, long generation) throws IOException {
        var ready = ready().filter(include ->
                include.partsOf(spec.candidate()) == 0 && include.misfit(spec).isEmpty());
        boolean newer = ready.filter(include -> live.isEmpty() || live.get().generation() < include.generation())
                .isPresent();
        if (newer) {
            files.placeReady();
            return ready.get().generation();
        }
        try {
            files.place(Include.of(spec, generation, Share.NONE).text());
            return generation;
        } catch (IOException e) {
            if (ready.isEmpty()) {
                throw e;
            }
            files.placeReady();
            return ready.get().generation();
        }
    }

    private void layReady(Write write) throws IOException {
        try {
            files.layReady(Include.of(spec, fence.next(0), Share.NONE).text());
        } catch (IOException e) {
            if (!write.lowers()) {
                throw new IOException("no way back could be laid ready: " + message(e), e);
            }
        }
    }

    private void rememberBefore(Write write) throws IOException {
        try {
            files.rememberServing();
        } catch (IOException e) {
            if (!write.lowers()) {
                throw e;
            }
        }
    }

    private Optional<Include> ready() throws IOException {
        return files.readyText().flatMap(Placement::parsed);
    }

    private static Optional<Include> parsed(String text) {
        try {
            return Optional.of(Include.parse(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
