package io.crossfade.core.reactor;

import io.crossfade.core.port.Journal;
import io.crossfade.core.port.JournalEntry;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A journal that lives as long as the process. Bounded: when it is full no forward shift can be made any more. */
public final class MemoryJournal implements Journal {

    /** A cutover decides a few entries a step; this many are a defect. */
    public static final int MOST_ENTRIES = 100_000;

    private final List<JournalEntry> entries = new ArrayList<>();

    @Override
    public CompletionStage<Void> append(JournalEntry entry) {
        if (entries.size() >= MOST_ENTRIES) {
            return CompletableFuture.failedFuture(
                    new IllegalStateException("journal: full (expected: < " + MOST_ENTRIES + " entries)"));
        }
        entries.add(entry);
        return CompletableFuture.completedFuture(null);
    }

    /** What was appended, oldest first. */
    public List<JournalEntry> entries() {
        return Collections.unmodifiableList(entries);
    }
}
