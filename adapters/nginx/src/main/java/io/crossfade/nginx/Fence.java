package io.crossfade.nginx;

import java.util.Optional;

/**
 * Which generation of the include is this controller's own. A newer one was written by another controller, and from
 * then on this one no longer may: its decisions were made without knowing of that.
 *
 * <p>Numbers are never used twice, so that a marker stands for one text. For several threads.
 */
final class Fence {

    private long own = -1;
    private long used;

    /** What lay there when this controller came is not held against it. */
    synchronized void meet(Optional<Include> live, Optional<Include> ready) {
        ready.ifPresent(include -> used = Math.max(used, include.generation()));
        if (own < 0 && live.isPresent()) {
            own = live.get().generation();
            used = Math.max(used, own);
        }
    }

    /** Why the include may not be written; empty where it may. */
    synchronized Optional<String> refusal(Optional<Include> live) {
        return live.filter(include -> own >= 0 && include.generation() > own)
                .map(include -> "another controller has written generation " + include.generation()
                        + ", newer than this one's " + own);
    }

    /** A number that no text had yet, and at least {@code decision}, the number of the decision behind the write. */
    synchronized long next(long decision) {
        used = Math.max(used + 1, decision);
        return used;
    }

    /** The include is now the text of {@code generation}, by this controller's hand. */
    synchronized void placed(long generation) {
        own = generation;
        used = Math.max(used, generation);
    }
}
