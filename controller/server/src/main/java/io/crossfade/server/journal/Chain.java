package io.crossfade.server.journal;

import java.util.ArrayList;
import java.util.List;

/**
 * The segments of a journal put together. A later segment says where the one before it counts up to: what stands there
 * after that was never promised to be durable. Only the very last record may be torn.
 */
final class Chain {

    /** The record that a segment after the first begins with, and that closes a gap. */
    static final String STATE = "state";

    static final String CONTINUES = "continues";

    private final List<Segment> parts = new ArrayList<>();
    private long dropped;

    private Chain() {}

    static Chain of(List<Segment> segments) throws DamagedJournalException {
        var chain = new Chain();
        for (int index = 0; index < segments.size(); index++) {
            chain.add(segments.get(index), index == segments.size() - 1);
        }
        chain.end();
        chain.check();
        return chain;
    }

    /** The records in order, each with its segment. */
    List<Segment> parts() {
        return parts;
    }

    Segment last() {
        return parts.get(parts.size() - 1);
    }

    /** Bytes at the end that count for nothing. */
    long dropped() {
        return dropped;
    }

    private void add(Segment segment, boolean last) throws DamagedJournalException {
        if (segment.lines().isEmpty()) {
            skip(segment, last);
        } else if (parts.isEmpty()) {
            parts.add(segment);
        } else {
            var first = segment.lines().get(0);
            try {
                cut(first.fields().fields(CONTINUES), segment);
            } catch (IllegalArgumentException | ArithmeticException fault) {
                throw new DamagedJournalException(segment.name(), 1, 0, String.valueOf(fault.getMessage()));
            }
            parts.add(segment);
        }
    }

    /** A segment whose first record never became whole: whoever wrote it went on with another. */
    private void skip(Segment segment, boolean last) throws DamagedJournalException {
        if (parts.isEmpty() || !segment.faultIsLast()) {
            var what = segment.fault() == null ? "empty (expected: a " + Header.TYPE + " record)" : segment.fault();
            boolean nothingBegun = parts.isEmpty() && last && segment.faultIsLast();
            throw new DamagedJournalException(segment.name(), 1, 0, what, nothingBegun);
        }
        if (last) {
            dropped += segment.size();
        }
    }

    private void cut(Fields continues, Segment by) throws DamagedJournalException {
        var before = last();
        if (!continues.text("segment").equals(before.name())) {
            throw continues.wrong("segment", continues.text("segment"), before.name());
        }
        var kept = before.upTo(continues.number("bytes"));
        if (kept == null) {
            throw before.damaged((before.fault() == null ? "the file ends" : before.fault()) + "; " + by.name()
                    + " says that it counts up to byte " + continues.number("bytes"));
        }
        parts.set(parts.size() - 1, kept);
    }

    private void end() throws DamagedJournalException {
        if (parts.isEmpty()) {
            throw new DamagedJournalException(Segment.name(1), 1, 0, "absent (expected: a journal)");
        }
        var last = last();
        if (last.fault() != null) {
            if (!last.faultIsLast()) {
                throw last.damaged(last.fault());
            }
            dropped += last.size() - last.goodEnd();
        }
    }

    /** Every record names the one before it and has the next number. */
    private void check() throws DamagedJournalException {
        int crc = Line.NO_CRC;
        long sequence = 0;
        for (var part : parts) {
            for (var line : part.lines()) {
                try {
                    require(line, "seq", line.sequence(), sequence);
                    require(line, "prev", line.previous(), Line.hex(crc));
                } catch (IllegalArgumentException fault) {
                    throw new DamagedJournalException(
                            part.name(), line.number(), line.offset(), String.valueOf(fault.getMessage()));
                }
                crc = line.crc();
                sequence++;
            }
        }
    }

    private static void require(Line line, String key, Object found, Object expected) {
        if (!found.equals(expected)) {
            throw line.fields().wrong(key, found, expected + ", a record is missing or was moved");
        }
    }
}
