package io.crossfade.simulations.replay;

import io.crossfade.core.plan.Cluster;
import io.crossfade.core.port.Outcome;
import io.crossfade.core.spi.LogParser;
import io.crossfade.core.spi.LogSink;
import io.crossfade.simulations.world.Recording;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * A log of a load balancer, read as a stream by its adapter's own parser: in bounded memory, however long it is. A line
 * that cannot be used is counted, the first few are quoted with their numbers.
 */
public final class RequestLog implements Recording.Tape, AutoCloseable {

    /** A longer line is no request's; it is passed over without being kept. */
    static final int LONGEST_LINE = 1 << 16;

    private static final int MOST_COMPLAINTS = 5;
    private static final int LONGEST_QUOTE = 100;

    private final String name;
    private final InputStream stream;
    private final LogParser parser;
    private final byte[] bytes = new byte[LONGEST_LINE * 4];
    private int from;
    private int to;
    private boolean whole;

    /** Within a line that is too long, up to its end. */
    private boolean overlong;

    private Recording recording;
    private boolean taken;
    private int servers;

    private long lines;
    private long used;
    private long other;
    private long broken;
    private long gaps;
    private long displaced;
    private final List<String> complaints = new ArrayList<>();
    private String firstOther = "";

    /**
     * A log that begins at the stream's present place.
     *
     * @param name what messages call it
     * @param parser makes the parser that tells a sink of the requests
     */
    public RequestLog(String name, InputStream stream, Function<LogSink, LogParser> parser) {
        this.name = name;
        this.stream = stream;
        this.parser = parser.apply(new Sink());
        this.recording = new Recording(this);
    }

    /** The requests of the log. */
    public Recording recording() {
        return recording;
    }

    /** What was read so far. */
    public LogCounts counts() {
        return new LogCounts(lines, used, other, broken, gaps, displaced, complaints);
    }

    /**
     * Refuses a log of which more was broken or out of order than could be used.
     *
     * @throws UnusableLog where nothing can be concluded from what was read
     */
    public void requireUsable() {
        if (lines == 0) {
            throw new UnusableLog(name + ": empty (expected: the lines of requests)");
        }
        if (used == 0 && broken + displaced == 0) {
            throw new UnusableLog(String.format(
                    Locale.ROOT,
                    "%s: no request of the plan's clusters in %,d lines (expected: the log of the plan's load balancer"
                            + " in its format); %s",
                    name,
                    lines,
                    firstOther));
        }
        if (broken + displaced > used) {
            throw new UnusableLog(name + ": " + counts().text() + " (expected: more lines used than broken or out of"
                    + " order)\n  " + String.join("\n  ", complaints));
        }
    }

    @Override
    public boolean advance(Recording to) {
        recording = to;
        if (!line()) {
            if (used == 0) {
                requireUsable();
            }
            return false;
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }

    /** Reads one line; false where there is none. */
    private boolean line() {
        int end = from;
        while (true) {
            while (end < to && bytes[end] != '\n') {
                end++;
            }
            if (end < to) {
                line(from, end);
                from = end + 1;
                return true;
            }
            if (whole) {
                boolean last = from < to || overlong;
                if (last) {
                    line(from, to);
                    from = to;
                }
                return last;
            }
            end = fill();
        }
    }

    /** Reads on, behind what is left of the present line; where that line goes on. */
    private int fill() {
        int left = to - from;
        if (left > LONGEST_LINE) {
            overlong = true;
            left = 0;
        } else {
            System.arraycopy(bytes, from, bytes, 0, left);
        }
        from = 0;
        to = left;
        try {
            int count = stream.read(bytes, left, bytes.length - left);
            whole = count < 0;
            to += Math.max(0, count);
        } catch (IOException unreadable) {
            throw new UnusableLog(
                    String.format(Locale.ROOT, "%s: line %,d: %s", name, lines + 1, unreadable.getMessage()),
                    unreadable);
        }
        return left;
    }

    private void line(int start, int end) {
        lines++;
        int last = end > start && bytes[end - 1] == '\r' ? end - 1 : end;
        if (overlong || last - start > LONGEST_LINE) {
            overlong = false;
            broken++;
            complain("longer than " + LONGEST_LINE + " bytes", start, last);
            return;
        }
        taken = false;
        switch (parser.parse(bytes, start, last)) {
            case REQUEST -> {
                if (taken) {
                    used++;
                } else {
                    displaced++;
                    complain("its time is far from that of the lines before", start, last);
                }
            }
            case OTHER -> {
                if (other++ == 0) {
                    firstOther = quote(start, last);
                }
            }
            case BROKEN -> {
                broken++;
                complain("cannot be read", start, last);
            }
            case GAP -> gaps++;
        }
    }

    private void complain(String what, int start, int end) {
        if (complaints.size() < MOST_COMPLAINTS) {
            complaints.add(quote(start, end) + " (" + what + ")");
        }
    }

    /** The line's number and its beginning, made fit for a terminal. */
    private String quote(int start, int end) {
        int length = Math.min(end - start, LONGEST_QUOTE);
        var text = new String(bytes, start, length, StandardCharsets.ISO_8859_1).replaceAll("[^ -~]", "?");
        return String.format(Locale.ROOT, "line %,d: %s%s", lines, text, end - start > length ? "..." : "");
    }

    /** Servers are numbered and forgotten: which of them served a request then does not matter now. */
    private final class Sink implements LogSink {

        @Override
        public int enlist(Cluster cluster, String server) {
            return servers++;
        }

        @Override
        public void request(int server, Outcome outcome, long latencyMicros, long startedMicros, long endedMicros) {
            taken |= recording.add(startedMicros, endedMicros, latencyMicros, outcome);
        }
    }
}
