package io.crossfade.haproxy;

import io.crossfade.core.line.ServerTable;
import io.crossfade.core.plan.Cluster;
import io.crossfade.core.port.Outcome;
import io.crossfade.core.port.SignalObserver;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads HAProxy's {@code option httplog} lines from the bytes they arrived in, without allocating: the accepted date in
 * its bracket is looked for, and everything before it, which differs between the syslog formats, is passed over.
 *
 * <pre>{@code
 * [20/Nov/2026:03:48:38.504] fe be/y2 0/0/0/0/0 200 135 - - ---- 1/1/0/0/0 0/0 "GET / HTTP/1.1"
 *   accepted            frontend  backend/server  TR/Tw/Tc/Tr/Ta  status bytes cookies  termination  …
 * }</pre>
 *
 * <p>Call {@link #parse} for each line; a request of one of the two backends is told to the sink. Not for use by
 * several threads.
 */
public final class HaproxyLineParser {

    /** What a line was. */
    public enum Kind {
        /** A request of one of the two backends: the sink was called. */
        REQUEST,
        /** Something that says nothing of the two backends. */
        OTHER,
        /** The notice that events were dropped: requests are missing before this line. */
        DROPPED,
        /** A line of one of the two backends that is not of {@code option httplog}. */
        BROKEN
    }

    /** Makes a server known; called once for each name. */
    @FunctionalInterface
    public interface Enlister {
        /** The number to name the server by from now on. */
        int enlist(Cluster cluster, String server);
    }

    /** Takes what a line says. */
    @FunctionalInterface
    public interface Sink {
        /**
         * A request ended.
         *
         * @param server a number of the {@link Enlister}
         * @param outcome how it ended
         * @param latencyMicros from the selection of the server to its response header, or
         *     {@link SignalObserver#NO_HEADER}
         * @param activeMillis from the first byte of the request to the last of the answer
         */
        void request(int server, Outcome outcome, long latencyMicros, long activeMillis);
    }

    private static final int DATE_LENGTH = 26;
    private static final byte[] DROPPED = " dropped".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] EVENT = " event".getBytes(StandardCharsets.US_ASCII);
    private static final int SERVER_ERRORS = 500;

    /** What {@link #number} returns where there is no number: none of HAProxy's is below -1. */
    private static final long NONE = Long.MIN_VALUE;

    private final byte[] baseline;
    private final byte[] candidate;
    private final ServerTable baselineServers;
    private final ServerTable candidateServers;
    private final Sink sink;
    private byte[] line = {};
    private int date;
    private int at;
    private byte cause;
    private byte phase;

    /**
     * A parser for two backends.
     *
     * @param baseline the name of cluster X's backend
     * @param candidate the name of cluster Y's backend
     */
    public HaproxyLineParser(String baseline, String candidate, Enlister enlister, Sink sink) {
        this(
                baseline,
                candidate,
                new ServerTable(server -> enlister.enlist(Cluster.BASELINE, server)),
                new ServerTable(server -> enlister.enlist(Cluster.CANDIDATE, server)),
                sink);
    }

    HaproxyLineParser(
            String baseline, String candidate, ServerTable baselineServers, ServerTable candidateServers, Sink sink) {
        this.baseline = baseline.getBytes(StandardCharsets.UTF_8);
        this.candidate = candidate.getBytes(StandardCharsets.UTF_8);
        this.baselineServers = baselineServers;
        this.candidateServers = candidateServers;
        this.sink = sink;
    }

    /** Reads the line in {@code bytes} of {@code from} up to {@code to}, its line feed not included. */
    public Kind parse(byte[] bytes, int from, int to) {
        if (!pastDate(bytes, from, to)) {
            return isDropNotice(bytes, from, to) ? Kind.DROPPED : Kind.OTHER;
        }
        int backendStart = pastSpace(bytes, at, to);
        int slash = indexOf(bytes, backendStart, to, (byte) '/');
        boolean ofBaseline = Arrays.equals(bytes, backendStart, slash, baseline, 0, baseline.length);
        if (!ofBaseline && !Arrays.equals(bytes, backendStart, slash, candidate, 0, candidate.length)) {
            return Kind.OTHER;
        }
        int serverStart = Math.min(slash + 1, to);
        int hash = 0;
        int serverEnd = serverStart;
        while (serverEnd < to && bytes[serverEnd] != ' ') {
            hash = ServerTable.hash(hash, bytes[serverEnd++]);
        }
        if (serverEnd == serverStart) {
            return Kind.BROKEN;
        }
        at = serverEnd + 1;
        return parseRest(bytes, to, ofBaseline ? baselineServers : candidateServers, serverStart, serverEnd, hash);
    }

    /** True in the sink's call where the request ended because its client left. */
    boolean clientLeft() {
        return cause == 'C' || cause == 'c';
    }

    /** True in the sink's call where the request ended before a connection to the server stood. */
    boolean whileConnecting() {
        return phase == 'C' || phase == 'Q';
    }

    /**
     * In the sink's call, when the request was accepted, in microseconds since 1970 of the proxy's local clock, which
     * writes no time zone; below 0 where that is no date.
     */
    long acceptedMicros(AcceptDate calendar) {
        return calendar.micros(line, date);
    }

    private Kind parseRest(byte[] bytes, int to, ServerTable servers, int serverStart, int serverEnd, int hash) {
        long receive = number(bytes, to, '/');
        long wait = number(bytes, to, '/');
        long connect = number(bytes, to, '/');
        long response = number(bytes, to, '/');
        long active = number(bytes, to, ' ');
        long status = number(bytes, to, ' ');
        long size = number(bytes, to, ' ');
        if (receive == NONE || wait == NONE || connect == NONE || response == NONE) {
            return Kind.BROKEN;
        }
        // Two captured cookies stand between the size and the termination state.
        int termination = pastSpace(bytes, pastSpace(bytes, at, to), to);
        if (active == NONE || status == NONE || size == NONE || termination + 2 > to) {
            return Kind.BROKEN;
        }
        boolean answered = wait >= 0 && connect >= 0 && response >= 0;
        long latency = answered ? (wait + connect + response) * 1000 : SignalObserver.NO_HEADER;
        cause = bytes[termination];
        phase = bytes[termination + 1];
        var outcome = outcome(cause, phase, status);
        sink.request(servers.number(bytes, serverStart, serverEnd, hash), outcome, latency, Math.max(0, active));
        return Kind.REQUEST;
    }

    /**
     * The first letter says who ended the session (client, server, proxy, resource; small for a timeout), the second in
     * which phase (connect, headers, data). A client that leaves during the body of an error has seen the error.
     */
    private static Outcome outcome(byte cause, byte phase, long status) {
        if (cause == 'C' || cause == 'c') {
            return phase == 'D' && status >= SERVER_ERRORS ? Outcome.FAILED : Outcome.ABORTED;
        }
        boolean server = (cause == 'S' || cause == 's') && (phase == 'C' || phase == 'H' || phase == 'D');
        boolean proxy = (cause == 'P' && phase == 'H') || (cause == 'R' && phase == 'C');
        return status >= SERVER_ERRORS || server || proxy ? Outcome.FAILED : Outcome.OK;
    }

    /** Puts {@link #at} behind {@code [20/Nov/2026:03:48:38.504] frontend}'s opening; false where there is no date. */
    private boolean pastDate(byte[] bytes, int from, int to) {
        for (int i = from; i + DATE_LENGTH < to; i++) {
            if (bytes[i] == '['
                    && bytes[i + 3] == '/'
                    && bytes[i + 7] == '/'
                    && bytes[i + 12] == ':'
                    && bytes[i + DATE_LENGTH - 1] == ']') {
                line = bytes;
                date = i + 1;
                at = i + DATE_LENGTH + 1;
                return true;
            }
        }
        return false;
    }

    /** The number up to {@code end}, or {@link #NONE}; {@link #at} stands behind it. */
    private long number(byte[] bytes, int to, char end) {
        boolean negative = false;
        if (at < to && (bytes[at] == '-' || bytes[at] == '+')) {
            // A plus marks what was logged before the end (option logasap).
            negative = bytes[at] == '-';
            at++;
        }
        int start = at;
        long value = 0;
        while (at < to && bytes[at] >= '0' && bytes[at] <= '9' && at - start < 18) {
            value = value * 10 + (bytes[at++] - '0');
        }
        if (at == start || at >= to || bytes[at] != end) {
            return NONE;
        }
        at++;
        return negative ? -value : value;
    }

    private static int pastSpace(byte[] bytes, int from, int to) {
        return Math.min(to, indexOf(bytes, from, to, (byte) ' ') + 1);
    }

    private static int indexOf(byte[] bytes, int from, int to, byte wanted) {
        int i = Math.min(from, to);
        while (i < to && bytes[i] != wanted) {
            i++;
        }
        return i;
    }

    /** {@code 12 events dropped} at the end of a line. */
    private static boolean isDropNotice(byte[] bytes, int from, int to) {
        int start = to - DROPPED.length;
        if (start < from || !Arrays.equals(bytes, start, to, DROPPED, 0, DROPPED.length)) {
            return false;
        }
        int event = bytes[start - 1] == 's' ? start - 1 - EVENT.length : start - EVENT.length;
        return event > from
                && Arrays.equals(bytes, event, event + EVENT.length, EVENT, 0, EVENT.length)
                && bytes[event - 1] >= '0'
                && bytes[event - 1] <= '9';
    }
}
