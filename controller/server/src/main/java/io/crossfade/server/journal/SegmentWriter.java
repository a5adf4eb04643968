package io.crossfade.server.journal;

import io.crossfade.core.machine.Command;
import io.crossfade.core.machine.Cutover;
import io.crossfade.core.machine.Moment;
import io.crossfade.core.port.JournalEntry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes segments, on one thread. A write or an fsync that failed ends its segment for good: after a failed fsync the
 * system may have thrown the bytes away and call the next one a success. What comes then goes to a new segment that
 * begins with the whole state.
 *
 * <p>Where there is no room, the reserve is given up so that a rollback can be recorded, and entries that order more
 * traffic to the candidate are refused until the reserve can be taken again.
 */
final class SegmentWriter {

    /** Each failure costs a segment; so many failures are a disk that is not coming back. */
    static final int MOST_SEGMENTS = 1000;

    /**
     * An entry that waits to be durable.
     *
     * @param before where the cutover stood before it
     * @param done hears how it went: null for durable
     */
    record Item(JournalEntry entry, Cutover before, BiConsumer<Item, @Nullable Exception> done) {

        boolean isForward() {
            return entry.decision().commands().stream()
                    .anyMatch(command -> command instanceof Command.ApplySplit apply
                            && !apply.write().lowers());
        }

        void failed(Exception why) {
            done.accept(this, why);
        }
    }

    private final Storage storage;
    private final JournalText text;
    private Storage.@Nullable Output out;
    private int segments;
    /** The segment that the last durable record is in, and where that record ends; an older one while a new is empty. */
    private String durable = "";

    private long durableBytes;
    private String open = "";
    private String why = "";
    private long lastEntry;
    private long total;
    private boolean reserveSpent;

    private SegmentWriter(Storage storage, JournalText text) throws IOException {
        this.storage = storage;
        this.text = text;
        storage.reserve();
        total = storage.bytes();
    }

    /** A new journal; its header is durable on return. */
    static SegmentWriter begin(Storage storage, Header header) throws IOException {
        var text = new JournalText(header.plan(), JournalText.Place.START);
        var writer = new SegmentWriter(storage, text);
        writer.openNext();
        text.header(header);
        writer.put();
        return writer;
    }

    /** A journal that was left; where the cutover stands now is durable on return, in a segment of its own. */
    static SegmentWriter goOn(Storage storage, Recorded recorded, Cutover now, Moment at, String why)
            throws IOException {
        var tail = recorded.tail();
        var text = new JournalText(recorded.header().plan(), new JournalText.Place(tail.sequence() + 1, tail.crc()));
        var writer = new SegmentWriter(storage, text);
        writer.segments = tail.segments();
        writer.durable = tail.file();
        writer.durableBytes = tail.offset();
        writer.openNext();
        text.continues(now, 0, at.wall(), why, tail.file(), tail.offset());
        writer.put();
        return writer;
    }

    /** Makes {@code batch} durable with one fsync, or says of each entry why not. */
    void write(List<Item> batch) {
        var left = reserveSpent && !reserveAgain() ? withoutForward(batch, "the disk is full") : batch;
        if (left.isEmpty()) {
            return;
        }
        try {
            attempt(left);
        } catch (IOException failure) {
            end(failure);
            if (!reserveSpent && storage.isFull(failure)) {
                spendReserve(left, failure);
            } else {
                left.forEach(item -> item.failed(failure));
            }
        } catch (RuntimeException defect) {
            left.forEach(item -> item.failed(defect));
        }
    }

    /** Says that nothing follows. */
    void close(Moment at) throws IOException {
        var output = out;
        if (output == null) {
            return;
        }
        try (output) {
            if (isBegun()) {
                text.closed(at);
                put();
            }
        } finally {
            out = null;
        }
    }

    private void attempt(List<Item> items) throws IOException {
        var place = text.place();
        long entry = lastEntry;
        boolean done = false;
        try {
            var first = items.get(0);
            if (out == null) {
                openNext();
            }
            if (!isBegun()) {
                lastEntry = first.entry().sequence() - 1;
                var at = first.entry().at().wall();
                text.continues(first.before(), lastEntry, at, why, durable, durableBytes);
            }
            items.forEach(this::add);
            put();
            done = true;
            items.forEach(item -> item.done().accept(item, null));
        } finally {
            if (!done) {
                text.backTo(place);
                lastEntry = entry;
            }
        }
    }

    private void add(Item item) {
        long sequence = item.entry().sequence();
        if (sequence != lastEntry + 1) {
            var gap = "entries " + (lastEntry + 1) + " to " + (sequence - 1) + " could not be recorded";
            text.state(item.before(), sequence - 1, item.entry().at().wall(), gap);
        }
        text.entry(item.entry());
        lastEntry = sequence;
    }

    /** True where the open segment has a durable record. */
    private boolean isBegun() {
        return open.equals(durable);
    }

    private void openNext() throws IOException {
        if (segments >= MOST_SEGMENTS) {
            throw new IOException("segments: " + segments + " (expected: < " + MOST_SEGMENTS + ")");
        }
        segments++;
        open = Segment.name(segments);
        out = storage.create(open);
    }

    /** Writes what the text has and makes it durable. */
    private void put() throws IOException {
        var output = out;
        if (output == null) {
            throw new IllegalStateException("segment: none is open (expected: " + open + ")");
        }
        var bytes = ByteBuffer.wrap(text.take());
        int length = bytes.remaining();
        if (total + length > JournalReader.MOST_BYTES) {
            throw new IllegalStateException("journal: full (expected: <= " + JournalReader.MOST_BYTES + " bytes)");
        }
        while (bytes.hasRemaining()) {
            output.write(bytes);
        }
        output.force();
        total += length;
        durableBytes = isBegun() ? durableBytes + length : length;
        durable = open;
    }

    private void end(IOException failure) {
        why = open + " could not be written: " + failure.getMessage();
        var output = out;
        out = null;
        try {
            if (output != null) {
                output.close();
            }
            if (!isBegun()) {
                storage.delete(open);
            }
        } catch (IOException ignored) {
            // What is left of the segment counts for nothing: the next one says where the journal goes on from.
        }
    }

    private void spendReserve(List<Item> items, IOException failure) {
        reserveSpent = true;
        var left = withoutForward(items, failure.getMessage());
        try {
            storage.release();
            if (!left.isEmpty()) {
                attempt(left);
            }
        } catch (IOException | RuntimeException again) {
            if (again instanceof IOException ended) {
                end(ended);
            }
            left.forEach(item -> item.failed(again));
        }
    }

    private boolean reserveAgain() {
        try {
            storage.reserve();
            reserveSpent = false;
            return true;
        } catch (IOException stillFull) {
            return false;
        }
    }

    private static List<Item> withoutForward(List<Item> items, @Nullable String reason) {
        var why = "no shift without a record: " + reason;
        var left = new ArrayList<Item>();
        for (var item : items) {
            if (item.isForward()) {
                item.failed(new IOException(why));
            } else {
                left.add(item);
            }
        }
        return left;
    }
}
