package io.crossfade.simulations.prover;

import io.crossfade.core.machine.Command;
import io.crossfade.core.machine.Cutover;
import io.crossfade.core.machine.Recovery;
import io.crossfade.core.port.Journal;
import io.crossfade.core.port.JournalEntry;
import io.crossfade.core.port.Write;
import io.crossfade.core.reactor.VirtualLoop;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * A journal on a disk that takes its time and now and then fails, and of which a crash leaves what was durable and
 * perhaps some more. What fails is not recorded; the next entry that is stands behind the whole state, as in a segment
 * of its own.
 */
final class Ledger implements Journal {

    private static final int LONGEST_MILLIS = 400;

    private final VirtualLoop loop;
    private final SplittableRandom random;
    private final List<JournalEntry> entries = new ArrayList<>();
    private final Queue<CompletableFuture<Void>> waiting = new ArrayDeque<>();
    private final Set<Order> durable = new HashSet<>();
    private Cutover base;
    private Cutover latest;
    private boolean gap;
    private boolean slow;
    private boolean failing;
    private long durableAtNanos;

    /** A write to a node. */
    record Order(int node, Write write) {}

    Ledger(VirtualLoop loop, SplittableRandom random, Cutover beginning) {
        this.loop = loop;
        this.random = random;
        base = beginning;
        latest = beginning;
    }

    void disk(boolean isSlow, boolean fails) {
        slow = isSlow;
        failing = fails;
    }

    /** True where the record that orders a write is durable. */
    boolean hasDurable(int node, Write write) {
        return durable.contains(new Order(node, write));
    }

    @Override
    public CompletionStage<Void> append(JournalEntry entry) {
        if (failing) {
            gap = true;
            latest = entry.decision().next();
            return CompletableFuture.failedFuture(new IllegalStateException("no space left on device"));
        }
        if (gap) {
            base = latest;
            entries.clear();
            waiting.clear();
            gap = false;
        }
        entries.add(entry);
        latest = entry.decision().next();
        var done = new CompletableFuture<Void>();
        if (slow) {
            long taken = Duration.ofMillis(random.nextInt(LONGEST_MILLIS)).toNanos();
            durableAtNanos = Math.max(durableAtNanos, loop.nanos() + taken);
            waiting.add(done);
            loop.schedule(Duration.ofNanos(durableAtNanos - loop.nanos()), () -> durable(entry, done));
        } else if (waiting.isEmpty()) {
            durable(entry, done);
        } else {
            waiting.add(done);
            loop.schedule(Duration.ofNanos(Math.max(0, durableAtNanos - loop.nanos())), () -> durable(entry, done));
        }
        return done;
    }

    private void durable(JournalEntry entry, CompletableFuture<Void> done) {
        waiting.removeIf(one -> one == done);
        for (var command : entry.decision().commands()) {
            if (command instanceof Command.ApplySplit apply) {
                durable.add(new Order(apply.node(), apply.write()));
            }
        }
        done.complete(null);
    }

    /** The process is lost, and with it some of what was not durable. */
    void crash() {
        int lost = random.nextInt(waiting.size() + 1);
        entries.subList(Math.max(0, entries.size() - lost), entries.size()).clear();
        waiting.clear();
    }

    /** Where the journal leaves the cutover. */
    Cutover recovered() {
        gap = false;
        latest = Recovery.replay(base, entries);
        return latest;
    }
}
