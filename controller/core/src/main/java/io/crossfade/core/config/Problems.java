package io.crossfade.core.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Collects all faults of a file, so that they are reported at once. Bounded. */
public final class Problems {

    /** More faults than this are counted, not kept. */
    public static final int MOST = 200;

    private final List<Problem> kept = new ArrayList<>();
    private int dropped;

    public void add(Problem problem) {
        if (kept.size() < MOST) {
            kept.add(problem);
        } else {
            dropped++;
        }
    }

    /** Counts faults that another collection did not keep. */
    public void addDropped(int more) {
        dropped += more;
    }

    public boolean isEmpty() {
        return kept.isEmpty();
    }

    /** The faults in the order in which they were found. */
    public List<Problem> all() {
        return Collections.unmodifiableList(kept);
    }

    /** How many faults were found beyond {@link #MOST}. */
    public int dropped() {
        return dropped;
    }
}
