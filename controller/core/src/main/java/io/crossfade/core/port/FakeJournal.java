package io.crossfade.core.port;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A journal that is durable at once, or when a test says so, or never. */
public final class FakeJournal implements Journal {

    private final List<JournalEntry> entries = new ArrayList<>();
    private final Queue<CompletableFuture<Void>> waiting = new ArrayDeque<>();
    private boolean slow;
    private boolean failing;

    /** From now on entries become durable only by {@link #catchUp}. */
    public void slowDown() {
        slow = true;
    }

    /** Makes durable all that waits, and what comes from now on at once. */
    public void catchUp() {
        slow = false;
        for (var next = waiting.poll(); next != null; next = waiting.poll()) {
            next.complete(null);
        }
    }

    /** The process is lost, and with it what was not durable. */
    public void crash() {
        entries.subList(entries.size() - waiting.size(), entries.size()).clear();
        waiting.clear();
        slow = false;
        failing = false;
    }

    /** From now on nothing can be appended. */
    public void fail() {
        failing = true;
    }

    /** What was appended, durable or not, oldest first. */
    public List<JournalEntry> entries() {
        return Collections.unmodifiableList(entries);
    }

    @Override
    public CompletionStage<Void> append(JournalEntry entry) {
        if (failing) {
            return CompletableFuture.failedFuture(new IllegalStateException("no space left on device"));
        }
        entries.add(entry);
        var durable = new CompletableFuture<Void>();
        if (slow) {
            waiting.add(durable);
        } else {
            durable.complete(null);
        }
        return durable;
    }
}
