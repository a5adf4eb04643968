package io.crossfade.server.journal;

import io.crossfade.core.machine.Cutover;
import io.crossfade.core.machine.Moment;
import io.crossfade.core.port.Journal;
import io.crossfade.core.port.JournalEntry;
import io.crossfade.core.port.Loop;
import io.crossfade.server.journal.SegmentWriter.Item;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The journal in a state folder. Entries are written and made durable in order on a thread of its own, several with one
 * fsync where they have gathered, and complete on the loop: a disk that hangs holds up no rollback. Where too many wait,
 * the next fails at once.
 */
public final class FileJournal implements Journal {

    /** More entries than this never wait; a cutover decides a few in a second at most. */
    static final int MOST_WAITING = 1024;

    private static final int MOST_AT_ONCE = 64;

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Loop loop;
    private final SegmentWriter writer;
    private final Executor disk;
    private final BlockingQueue<Item> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private final AtomicBoolean writing = new AtomicBoolean();
    private Cutover latest;

    /** @param disk the one thread that {@code writer} is used on */
    FileJournal(Loop loop, SegmentWriter writer, Executor disk, Cutover latest) {
        this.loop = loop;
        this.writer = writer;
        this.disk = disk;
        this.latest = latest;
    }

    /**
     * Begins the journal of a cutover in a folder that has none; what {@code header} says is durable on return.
     *
     * @param folder the state folder
     * @throws IOException where the folder cannot be written, or has no room for the reserve
     */
    public static FileJournal begin(Path folder, Loop loop, Header header) throws IOException {
        var writer = SegmentWriter.begin(new FolderStorage(folder), header);
        return new FileJournal(loop, writer, thread(), header.begun());
    }

    /**
     * Goes on with the journal of a process that was lost, in a segment of its own; what was torn stays where it is and
     * counts for nothing. Where the cutover stands now is durable on return.
     *
     * @param recorded what the folder's journal says
     * @param now where the cutover stands
     * @param why it goes on, for people
     */
    public static FileJournal goOn(Path folder, Loop loop, Recorded recorded, Cutover now, Moment at, String why)
            throws IOException {
        var writer = SegmentWriter.goOn(new FolderStorage(folder), recorded, now, at, why);
        return new FileJournal(loop, writer, thread(), now);
    }

    private static ExecutorService thread() {
        return Executors.newSingleThreadExecutor(task -> {
            var thread = new Thread(task, "crossfade-journal");
            // A disk that hangs must not keep the process from ending.
            thread.setDaemon(true);
            return thread;
        });
    }

    @Override
    public CompletionStage<Void> append(JournalEntry entry) {
        var durable = new CompletableFuture<Void>();
        var item = new Item(entry, latest, (done, failure) -> loop.execute(() -> complete(durable, failure)));
        latest = entry.decision().next();
        if (!waiting.offer(item)) {
            durable.completeExceptionally(new IOException(
                    "journal: " + MOST_WAITING + " entries wait for the disk (expected: < " + MOST_WAITING + ")"));
            return durable;
        }
        turn();
        return durable;
    }

    private static void complete(CompletableFuture<Void> durable, @Nullable Exception failure) {
        if (failure == null) {
            durable.complete(null);
        } else {
            durable.completeExceptionally(failure);
        }
    }

    private void turn() {
        if (writing.compareAndSet(false, true)) {
            disk.execute(this::drain);
        }
    }

    private void drain() {
        var batch = new ArrayList<Item>();
        while (waiting.drainTo(batch, MOST_AT_ONCE) > 0) {
            writer.write(batch);
            batch = new ArrayList<>();
        }
        writing.set(false);
        if (!waiting.isEmpty()) {
            turn();
        }
    }

    /**
     * Says that nothing follows and waits a moment until all is durable; to be called off the loop, after the last
     * entry.
     *
     * @return false where the disk did not take it: the journal then reads as that of a process that was lost
     */
    public boolean close(Moment at) {
        var closed = new CompletableFuture<Boolean>();
        disk.execute(() -> closed.complete(closeNow(at)));
        if (disk instanceof ExecutorService thread) {
            thread.shutdown();
        }
        return closed.completeOnTimeout(false, PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }

    private boolean closeNow(Moment at) {
        drain();
        try {
            writer.close(at);
            return true;
        } catch (IOException | RuntimeException unwritten) {
            return false;
        }
    }
}
