package io.crossfade.nginx;

import io.crossfade.core.line.ServerTable;
import io.crossfade.core.port.Outcome;
import io.crossfade.core.port.SignalObserver;
import io.crossfade.core.spi.LogParser;
import io.crossfade.core.spi.LogSink;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads Crossfade's {@code log_format} from the bytes it arrived in. Everything before the first brace, such as the
 * header of a syslog datagram, is passed over; the order of the keys is free and other keys are skipped.
 *
 * <pre>{@code
 * {"t":1700000000.123,"ua":"10.0.0.1:80, 10.0.0.2:80","us":"502, 200","uht":"-, 0.012","st":200,"rt":0.014,"side":"kong_y"}
 *   logged at         servers tried                  their statuses and times to header  client's view   upstream group
 * }</pre>
 *
 * <p>Each server tried is told of by itself, since {@code proxy_next_upstream} hides from the client what failed.
 * Where the request was redirected internally ({@code error_page}, {@code X-Accel-Redirect}; groups separated by
 * {@code " : "}) only the first group is told of: whose servers answered after that the line does not say.
 *
 * <p>A failure without any server ({@code no live upstreams}, where NGINX logs the group's name as the server, or an
 * error that NGINX made itself) is told once, of {@value #NO_SERVER}.
 */
public final class NginxLineParser implements LogParser {

    /** What a failure without a server is told of. */
    public static final String NO_SERVER = "<none>";

    private static final byte[] NO_SERVER_BYTES = NO_SERVER.getBytes(StandardCharsets.US_ASCII);
    private static final int SERVER_ERRORS = 500;
    private static final int CLIENT_GONE = 499;

    /** NGINX 1.22 takes an answer that is no HTTP for HTTP/0.9, and logs it as status 200 upstream and 009 to the client. */
    private static final int NO_HTTP = 9;

    private static final long NONE = -1;

    private final Sides sides;
    private final LogSink sink;
    private final JsonFields json = new JsonFields();

    // Of the line that is read; an end of 0 says that the key is missing.
    private int sideStart;
    private int sideEnd;
    private int serversStart;
    private int serversEnd;
    private int statusesStart;
    private int statusesEnd;
    private int headersStart;
    private int headersEnd;
    private int responsesStart;
    private int responsesEnd;
    private long ended;
    private long took;
    private long status;

    /**
     * A parser for two upstream groups.
     *
     * @param baseline the name of cluster X's group
     * @param candidate the name of cluster Y's group
     */
    public NginxLineParser(String baseline, String candidate, LogSink sink) {
        this(new Sides.Groups(baseline, candidate, sink), sink);
    }

    /** A parser for one upstream group with the servers of both clusters, told apart by their addresses. */
    NginxLineParser(List<String> baseline, List<String> candidate, LogSink sink) {
        this(new Sides.Addresses(baseline, candidate, sink), sink);
    }

    private NginxLineParser(Sides sides, LogSink sink) {
        this.sides = sides;
        this.sink = sink;
    }

    @Override
    public Kind parse(byte[] bytes, int from, int to) {
        clear();
        json.open(bytes, from, to);
        while (json.next()) {
            field(bytes, json.keyStart(), json.keyEnd(), json.valueStart(), json.valueEnd());
        }
        if (!json.isWhole()) {
            return from == to ? Kind.OTHER : Kind.BROKEN;
        }
        boolean timed = headersEnd > 0 || responsesEnd > 0;
        if ((sideEnd == 0 && sides.needsSide()) || serversEnd == 0 || statusesEnd == 0 || !timed) {
            return Kind.BROKEN;
        }
        if (ended < 0 || took < 0 || status < 0) {
            return Kind.BROKEN;
        }
        if (!sides.needsSide()) {
            return attempts(bytes, null);
        }
        var group = sides.ofGroup(bytes, sideStart, sideEnd);
        return group == null ? Kind.OTHER : request(bytes, group);
    }

    private void clear() {
        sideEnd = 0;
        serversEnd = 0;
        statusesEnd = 0;
        headersEnd = 0;
        responsesEnd = 0;
        ended = NONE;
        took = NONE;
        status = NONE;
    }

    private void field(byte[] bytes, int key, int keyEnd, int from, int to) {
        switch (keyEnd - key) {
            case 1 -> {
                if (bytes[key] == 't') {
                    ended = Decimals.micros(bytes, from, to);
                }
            }
            case 2 -> shortField(bytes, key, from, to);
            case 3 -> {
                if (is(bytes, key, 'u', 'h', 't')) {
                    headersStart = from;
                    headersEnd = to;
                } else if (is(bytes, key, 'u', 'r', 't')) {
                    responsesStart = from;
                    responsesEnd = to;
                }
            }
            case 4 -> {
                if (bytes[key + 3] == 'e' && is(bytes, key, 's', 'i', 'd')) {
                    sideStart = from;
                    sideEnd = to;
                }
            }
            default -> {}
        }
    }

    private void shortField(byte[] bytes, int key, int from, int to) {
        switch (bytes[key] << 8 | bytes[key + 1]) {
            case 'u' << 8 | 'a' -> {
                serversStart = from;
                serversEnd = to;
            }
            case 'u' << 8 | 's' -> {
                statusesStart = from;
                statusesEnd = to;
            }
            case 's' << 8 | 't' -> status = Decimals.whole(bytes, from, to);
            case 'r' << 8 | 't' -> took = Decimals.micros(bytes, from, to);
            default -> {}
        }
    }

    private Kind request(byte[] bytes, ServerTable servers) {
        if (isAbsent(bytes, serversStart, serversEnd)) {
            if (status < SERVER_ERRORS) {
                return Kind.OTHER;
            }
            tell(noServer(servers), Outcome.FAILED, SignalObserver.NO_HEADER);
            return Kind.REQUEST;
        }
        return attempts(bytes, servers);
    }

    /** Tells of each server that was tried. Without {@code group} each belongs to the cluster of its address, or to none. */
    private Kind attempts(byte[] bytes, @Nullable ServerTable group) {
        var kind = group == null ? Kind.OTHER : Kind.REQUEST;
        // Without the time to the header, the time to the end of the answer is the nearest above it.
        boolean header = headersEnd > 0;
        int time = header ? headersStart : responsesStart;
        int timesEnd = header ? headersEnd : responsesEnd;
        int statusAt = statusesStart;
        int server = serversStart;
        boolean more = true;
        while (more) {
            int serverEnd = elementEnd(bytes, server, serversEnd);
            int statusEnd = elementEnd(bytes, statusAt, statusesEnd);
            int timeEnd = elementEnd(bytes, time, timesEnd);
            more = serverEnd < serversEnd && bytes[serverEnd] == ',';
            long answered = Decimals.whole(bytes, statusAt, statusEnd);
            // A group without a live server is no attempt; where one went before it, that one is the failure.
            boolean tried = group == null || !Arrays.equals(bytes, server, serverEnd, bytes, sideStart, sideEnd);
            boolean last = serverEnd == serversEnd;
            var servers = group == null ? sides.ofServer(bytes, server, serverEnd) : group;
            if (servers != null && (tried || server == serversStart)) {
                kind = Kind.REQUEST;
                tell(
                        tried ? number(servers, bytes, server, serverEnd) : noServer(servers),
                        outcome(answered, last),
                        latency(Decimals.micros(bytes, time, timeEnd), last));
            }
            server = following(bytes, serverEnd, serversEnd);
            statusAt = following(bytes, statusEnd, statusesEnd);
            time = following(bytes, timeEnd, timesEnd);
        }
        return kind;
    }

    /** A client that left after an error of the cluster does not undo the error. */
    private Outcome outcome(long answered, boolean last) {
        if (answered >= SERVER_ERRORS) {
            return Outcome.FAILED;
        }
        if (last && status == CLIENT_GONE) {
            return Outcome.ABORTED;
        }
        return answered > 0 && !(last && status == NO_HTTP) ? Outcome.OK : Outcome.FAILED;
    }

    private long latency(long micros, boolean last) {
        return micros < 0 || (last && status == NO_HTTP) ? SignalObserver.NO_HEADER : micros;
    }

    private void tell(int server, Outcome outcome, long latencyMicros) {
        sink.request(server, outcome, latencyMicros, ended - took, ended);
    }

    private static int number(ServerTable servers, byte[] bytes, int from, int to) {
        int hash = 0;
        for (int i = from; i < to; i++) {
            hash = ServerTable.hash(hash, bytes[i]);
        }
        return servers.number(bytes, from, to, hash);
    }

    private static int noServer(ServerTable servers) {
        return number(servers, NO_SERVER_BYTES, 0, NO_SERVER_BYTES.length);
    }

    /** The end of the element that begins at {@code from}: a comma, or the space of {@code " : "}, or the end. */
    private static int elementEnd(byte[] bytes, int from, int to) {
        int i = from;
        while (i < to && bytes[i] != ',' && bytes[i] != ' ') {
            i++;
        }
        return i;
    }

    /** Where the element after the one that ends at {@code at} begins; {@code to} where its group has no other. */
    private static int following(byte[] bytes, int at, int to) {
        return at + 2 < to && bytes[at] == ',' ? at + 2 : to;
    }

    private static boolean isAbsent(byte[] bytes, int from, int to) {
        return from == to || (to - from == 1 && bytes[from] == '-');
    }

    private static boolean is(byte[] bytes, int at, char first, char second, char third) {
        return bytes[at] == first && bytes[at + 1] == second && bytes[at + 2] == third;
    }
}
