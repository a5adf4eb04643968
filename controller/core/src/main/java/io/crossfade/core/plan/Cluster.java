package io.crossfade.core.plan;

import java.util.Locale;

/** One of the two clusters that a cutover moves traffic between. */
public enum Cluster {
    /** Cluster X, the one now serving. */
    BASELINE,
    /** Cluster Y, the one being introduced. */
    CANDIDATE;

    /** The word an operator reads: {@code baseline} or {@code candidate}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
