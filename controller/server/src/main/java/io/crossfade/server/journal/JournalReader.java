package io.crossfade.server.journal;

import io.crossfade.core.machine.Cutover;
import io.crossfade.core.port.JournalEntry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the journal of a state folder without changing it. */
public final class JournalReader {

    /** The most bytes of a journal: a hundred times what a long cutover on many load balancers writes. */
    static final long MOST_BYTES = 64L << 20;

    private final List<Recorded.Stretch> stretches = new ArrayList<>();
    private final List<JournalEntry> entries = new ArrayList<>();
    private @Nullable Header header;
    private @Nullable Entries codec;
    private @Nullable Cutover begun;
    private String why = "";
    private long lastEntry;
    private boolean closed;

    private JournalReader() {}

    /** True where {@code folder} has a journal, whole or not. */
    public static boolean exists(Path folder) throws IOException {
        return !names(folder).isEmpty();
    }

    /**
     * Reads the journal of a state folder.
     *
     * @throws DamagedJournalException where a record before the end cannot be believed, with its file and offset
     * @throws IOException where a file cannot be read
     */
    public static Recorded read(Path folder) throws DamagedJournalException, IOException {
        return read(segments(folder));
    }

    /** The records that count, oldest first, each as the line that it was written as. */
    public static List<String> records(Path folder) throws DamagedJournalException, IOException {
        var segments = segments(folder);
        read(segments);
        var records = new ArrayList<String>();
        for (var part : Chain.of(segments).parts()) {
            byte[] bytes = Files.readAllBytes(folder.resolve(part.name()));
            for (var line : part.lines()) {
                int from = (int) line.offset();
                records.add(new String(bytes, from, (int) line.end() - 1 - from, StandardCharsets.UTF_8));
            }
        }
        return records;
    }

    private static List<Segment> segments(Path folder) throws DamagedJournalException, IOException {
        var segments = new ArrayList<Segment>();
        long bytes = 0;
        for (var name : names(folder)) {
            bytes += Files.size(folder.resolve(name));
            if (bytes > MOST_BYTES) {
                throw new DamagedJournalException(name, 1, 0, "too long (expected: <= " + MOST_BYTES + " bytes)");
            }
            segments.add(Segment.parse(name, Files.readAllBytes(folder.resolve(name))));
        }
        return segments;
    }

    /** The segments in {@code folder}, oldest first. */
    static List<String> names(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> Segment.NAME.matcher(name).matches())
                    .sorted()
                    .toList();
        }
    }

    static Recorded read(List<Segment> segments) throws DamagedJournalException {
        var chain = Chain.of(segments);
        var reader = new JournalReader();
        for (var part : chain.parts()) {
            for (var line : part.lines()) {
                try {
                    reader.take(line);
                } catch (RuntimeException fault) {
                    throw new DamagedJournalException(
                            part.name(), line.number(), line.offset(), String.valueOf(fault.getMessage()));
                }
            }
        }
        return reader.recorded(chain, segments.get(segments.size() - 1).number());
    }

    private void take(Line line) {
        var fields = line.fields();
        closed = false;
        if (codec == null) {
            requireType(line, Header.TYPE);
            header = Header.read(fields);
            codec = new Entries(header.plan());
            begin(header.begun(), "begun", 0);
            return;
        }
        switch (line.type()) {
            case JournalText.ENTRY -> add(codec.read(fields), fields);
            case Chain.STATE -> {
                finishStretch();
                begin(codec.cutover(fields.fields("cutover")), fields.text("why"), fields.number("entry"));
            }
            case JournalText.CLOSED -> closed = true;
            default -> throw fields.wrong("type", line.type(), "a record that this version knows");
        }
    }

    private static void requireType(Line line, String type) {
        if (!line.type().equals(type)) {
            throw line.fields().wrong("type", line.type(), type);
        }
    }

    private void add(JournalEntry entry, Fields fields) {
        if (entry.sequence() != lastEntry + 1) {
            throw fields.wrong("entry", entry.sequence(), (lastEntry + 1) + ", an entry is missing");
        }
        lastEntry = entry.sequence();
        entries.add(entry);
    }

    private void begin(Cutover cutover, String reason, long after) {
        begun = cutover;
        why = reason;
        lastEntry = after;
    }

    private void finishStretch() {
        if (begun != null) {
            stretches.add(new Recorded.Stretch(begun, why, entries));
            entries.clear();
        }
    }

    private Recorded recorded(Chain chain, int segments) {
        finishStretch();
        if (header == null) {
            throw new IllegalStateException("journal: no header (expected: one, since a chain has a record)");
        }
        var last = chain.last();
        var line = last.lines().get(last.lines().size() - 1);
        var kind = chain.dropped() > 0 ? Tail.Kind.TORN : closed ? Tail.Kind.CLOSED : Tail.Kind.OPEN;
        return new Recorded(
                header,
                stretches,
                new Tail(kind, last.name(), last.goodEnd(), chain.dropped(), line.sequence(), line.crc(), segments));
    }
}
