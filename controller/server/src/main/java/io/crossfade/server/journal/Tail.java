package io.crossfade.server.journal;

/**
 * How a journal ends. What is not {@link Kind#CLOSED} was left by a process that is running yet, or that was lost:
 * whatever it was about to record then is not there.
 *
 * @param kind how
 * @param file the segment that the journal ends in
 * @param offset where its last whole record ends, in bytes
 * @param dropped bytes after that, which count for nothing
 * @param sequence the number of the last record
 * @param crc the checksum of the last record
 * @param segments the number of the last segment, even where nothing of it counts
 */
public record Tail(Kind kind, String file, long offset, long dropped, long sequence, int crc, int segments) {

    /** How a journal can end. */
    public enum Kind {
        /** The process that wrote it has said that nothing follows. */
        CLOSED,
        /** Whole records alone, and nothing that says that no other was to follow. */
        OPEN,
        /** The last record is cut or damaged: it counts for nothing. */
        TORN
    }

    /** How the journal ends, in words. */
    public String text() {
        var end = file + " ends at byte " + offset;
        return switch (kind) {
            case CLOSED -> end + ", closed";
            case OPEN -> end + ", not closed: its controller is running yet or was lost";
            case TORN ->
                end + ", not closed, and its last record is torn: " + dropped + " bytes after that count for nothing";
        };
    }
}
