package io.crossfade.simulations;

import io.crossfade.core.port.Journal;
import io.crossfade.core.port.JournalEntry;
import io.crossfade.core.reactor.MemoryJournal;
import io.crossfade.core.reactor.VirtualLoop;
import io.crossfade.simulations.world.Dice;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A journal on a disk that takes its time, and on which now and then an entry cannot be made durable. */
final class SlowJournal implements Journal {

    private static final int LONGEST_MILLIS = 400;

    private final VirtualLoop loop;
    private final Dice dice;
    private final MemoryJournal entries = new MemoryJournal();
    private boolean faulty;
    private long durableAtNanos;

    SlowJournal(VirtualLoop loop, Dice dice) {
        this.loop = loop;
        this.dice = dice;
    }

    /** Whether the disk is slow and fails from now on. */
    void faulty(boolean next) {
        faulty = next;
    }

    /** What was appended, durable or not, oldest first. */
    List<JournalEntry> entries() {
        return entries.entries();
    }

    @Override
    public CompletionStage<Void> append(JournalEntry entry) {
        var appended = entries.append(entry);
        if (!faulty) {
            return appended;
        }
        var durable = new CompletableFuture<Void>();
        // Entries become durable in the order in which they were appended, however long each takes.
        long taken = Duration.ofMillis(dice.below(LONGEST_MILLIS)).toNanos();
        durableAtNanos = Math.max(durableAtNanos, loop.nanos() + taken);
        boolean fails = dice.below(50) == 0;
        loop.schedule(Duration.ofNanos(durableAtNanos - loop.nanos()), () -> {
            if (fails) {
                durable.completeExceptionally(new IllegalStateException("I/O error"));
            } else {
                durable.complete(null);
            }
        });
        return durable;
    }
}
