package io.crossfade.server.journal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One file of a journal, read up to its first fault.
 *
 * @param name the file's name
 * @param lines the whole records before the fault
 * @param size of the file in bytes
 * @param fault what is wrong with the line after them; null where there is none
 * @param faultIsLast true where no other line follows the faulty one
 */
record Segment(
        String name, List<Line> lines, long size, @Nullable String fault, boolean faultIsLast) {

    static final Pattern NAME = Pattern.compile("journal-(?<number>[0-9]{6})\\.jsonl");

    Segment {
        lines = List.copyOf(lines);
    }

    static String name(int number) {
        return String.format("journal-%06d.jsonl", number);
    }

    static Segment parse(String name, byte[] bytes) {
        var lines = new ArrayList<Line>();
        int from = 0;
        while (from < bytes.length) {
            int end = lineEnd(bytes, from);
            if (end < 0) {
                boolean last = !Line.beginsWithRecord(bytes, from, bytes.length);
                return new Segment(name, lines, bytes.length, "no line end (expected: a whole record)", last);
            }
            try {
                lines.add(Line.read(lines.size() + 1, from, Arrays.copyOfRange(bytes, from, end)));
            } catch (IllegalArgumentException fault) {
                boolean last = end == bytes.length - 1 && !Line.beginsWithRecord(bytes, from, end);
                return new Segment(name, lines, bytes.length, String.valueOf(fault.getMessage()), last);
            }
            from = end + 1;
        }
        return new Segment(name, lines, bytes.length, null, true);
    }

    private static int lineEnd(byte[] bytes, int from) {
        for (int i = from; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                return i;
            }
        }
        return -1;
    }

    /** The number that the file has in its name. */
    int number() {
        var matcher = NAME.matcher(name);
        if (!matcher.matches()) {
            throw new IllegalStateException("segment: " + name + " (expected: " + NAME + ")");
        }
        return Integer.parseInt(matcher.group("number"));
    }

    /** Where the last whole record ends. */
    long goodEnd() {
        return lines.isEmpty() ? 0 : lines.get(lines.size() - 1).end();
    }

    /** This segment up to {@code end}; null where no record ends there. */
    @Nullable Segment upTo(long end) {
        for (int count = 1; count <= lines.size(); count++) {
            if (lines.get(count - 1).end() == end) {
                return new Segment(name, lines.subList(0, count), size, null, true);
            }
        }
        return null;
    }

    /** An error about the fault, or about the end of what is whole. */
    DamagedJournalException damaged(String what) {
        return new DamagedJournalException(name, lines.size() + 1, goodEnd(), what);
    }
}
