package io.crossfade.simulations;

import io.crossfade.core.machine.Cutover;
import io.crossfade.core.machine.Recovery;
import io.crossfade.core.port.Journal;
import io.crossfade.core.port.JournalEntry;
import io.crossfade.core.reactor.MemoryJournal;
import io.crossfade.core.reactor.VirtualLoop;
import io.crossfade.simulations.world.Dice;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * A journal on a disk that takes its time, and on which now and then an entry cannot be made durable. A crash leaves
 * what was durable. Behind an entry that failed the next begins with the whole state, as a segment of its own does.
 */
final class SlowJournal implements Journal {

    private static final int LONGEST_MILLIS = 400;

    private final VirtualLoop loop;
    private final Dice dice;
    private final List<JournalEntry> entries = new ArrayList<>();
    private Cutover base;
    private Cutover latest;
    private boolean gap;
    private boolean faulty;
    private long durableAtNanos;

    /** How many processes were lost: what they had not made durable never is. */
    private int crashes;

    SlowJournal(VirtualLoop loop, Dice dice, Cutover beginning) {
        this.loop = loop;
        this.dice = dice;
        base = beginning;
        latest = beginning;
    }

    /** Whether the disk is slow and fails from now on. */
    void faulty(boolean next) {
        faulty = next;
    }

    /** What became durable since the last whole state, oldest first. */
    List<JournalEntry> entries() {
        return Collections.unmodifiableList(entries);
    }

    @Override
    public CompletionStage<Void> append(JournalEntry entry) {
        if (entries.size() >= MemoryJournal.MOST_ENTRIES) {
            return CompletableFuture.failedFuture(new IllegalStateException(
                    "journal: full (expected: < " + MemoryJournal.MOST_ENTRIES + " entries)"));
        }
        var before = latest;
        latest = entry.decision().next();
        if (!faulty && durableAtNanos <= loop.nanos()) {
            keep(entry, before);
            return CompletableFuture.completedFuture(null);
        }
        var durable = new CompletableFuture<Void>();
        // Entries become durable in the order in which they were appended, however long each takes.
        long taken = faulty ? Duration.ofMillis(dice.below(LONGEST_MILLIS)).toNanos() : 0;
        durableAtNanos = Math.max(durableAtNanos, loop.nanos() + taken);
        boolean fails = faulty && dice.below(50) == 0;
        int life = crashes;
        loop.schedule(Duration.ofNanos(durableAtNanos - loop.nanos()), () -> {
            if (life != crashes) {
                return;
            }
            if (fails) {
                gap = true;
                durable.completeExceptionally(new IllegalStateException("I/O error"));
            } else {
                keep(entry, before);
                durable.complete(null);
            }
        });
        return durable;
    }

    private void keep(JournalEntry entry, Cutover before) {
        if (gap) {
            gap = false;
            base = before;
            entries.clear();
        }
        entries.add(entry);
    }

    /** The process is lost. */
    void crash() {
        crashes++;
        gap = false;
        durableAtNanos = 0;
    }

    /** Where the journal leaves the cutover. */
    Cutover recovered() {
        latest = Recovery.replay(base, entries);
        return latest;
    }
}
