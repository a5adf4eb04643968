package io.crossfade.haproxy;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.crossfade.core.line.ServerTable;
import io.crossfade.core.port.SignalObserver;
import io.crossfade.haproxy.HaproxyLineParser.Kind;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HaproxyLineParserTest {

    private static final String REST =
            "[20/Nov/2026:03:48:38.504] fe be_y/y2 1/2/3/40/55 200 135 - - ---- 1/1/0/0/0 0/0 \"GET / HTTP/1.1\"";

    private final List<String> servers = new ArrayList<>();
    private final List<String> told = new ArrayList<>();
    private final HaproxyLineParser parser = new HaproxyLineParser(
            "be_x",
            "be_y",
            (cluster, server) -> {
                servers.add(cluster.word() + " " + server);
                return servers.size() - 1;
            },
            (server, outcome, latencyMicros, activeMillis) ->
                    told.add(servers.get(server) + " " + outcome + " " + latencyMicros + " " + activeMillis));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<134>1 2026-11-20T03:48:38.504474+00:00 - haproxy 9307 - - 127.0.0.1:55974 ",
                "<134>1 2026-11-20T03:48:38.504474+00:00 lb1 haproxy 9307 - [meta sequenceId=\"1\"] [::1]:5597 ",
                "<134>Nov 20 03:48:38 haproxy[9307]: 127.0.0.1:55974 ",
                "2026-11-20T03:48:38.504474+00:00 127.0.0.1:55974 ",
                "127.0.0.1:55974 ",
                ""
            })
    void everySyslogFormatIsReadFromTheDateOn(String header) {
        assertThat(parse(header + REST)).isEqualTo(Kind.REQUEST);
        assertThat(told).containsExactly("candidate y2 OK 45000 55");
    }

    @ParameterizedTest
    @CsvSource({
        "----, 200, OK",
        "--NI, 404, OK",
        "----, 500, FAILED",
        "SC--, 503, FAILED",
        "sC--, 503, FAILED",
        "SH--, 502, FAILED",
        "sH--, 504, FAILED",
        "PH--, 502, FAILED",
        "RC--, 503, FAILED",
        "SD--, 200, FAILED",
        "sD--, 200, FAILED",
        "PR--, 403, OK",
        "CH--, -1, ABORTED",
        "cR--, 408, ABORTED",
        "CC--, 503, ABORTED",
        "CD--, 200, ABORTED",
        "CD--, 500, FAILED"
    })
    void theTerminationStateAndTheStatusTellTheOutcome(String termination, String status, String outcome) {
        assertThat(parse(line("be_x/x1", "0/1/1/1/9", status, termination))).isEqualTo(Kind.REQUEST);
        assertThat(told).containsExactly("baseline x1 " + outcome + " 3000 9");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0/-1/-1/-1/9", "0/0/-1/-1/9", "0/0/0/-1/9"})
    void aRequestWithoutAResponseHeaderIsOverEveryLatencyLimit(String timers) {
        parse(line("be_y/y1", timers, "503", "SC--"));

        assertThat(told).containsExactly("candidate y1 FAILED " + SignalObserver.NO_HEADER + " 9");
    }

    @Test
    void whereNoServerCouldTakeTheRequestItIsToldOfAsOne() {
        parse(line("be_y/<NOSRV>", "0/-1/-1/-1/0", "503", "SC--"));

        assertThat(servers).containsExactly("candidate <NOSRV>");
    }

    @Test
    void aRedispatchedRequestCountsForTheServerNamed() {
        var line = "[20/Nov/2026:03:48:38.504] fe be_x/x1 0/0/0/1/1 200 135 - - ---- 1/1/0/0/+2 0/0 \"GET / HTTP/1.1\"";
        parse(line);

        assertThat(told).containsExactly("baseline x1 OK 1000 1");
    }

    @Test
    void capturedCookiesHeadersAndEarlyLogsAreReadOver() {
        var line =
                "[20/Nov/2026:03:48:38.504] fe~ be_x/x1 0/0/0/1/+30 200 +135 A=1 B=2 ---- 1/1/0/0/0 0/0 {a|b} \"GET /\"";

        assertThat(parse(line)).isEqualTo(Kind.REQUEST);
        assertThat(told).containsExactly("baseline x1 OK 1000 30");
    }

    @Test
    void aServerIsMadeKnownOnce() {
        for (int i = 0; i < 3; i++) {
            parse(REST);
            parse(line("be_x/y2", "0/0/0/0/0", "200", "----"));
        }
        assertThat(servers).containsExactly("candidate y2", "baseline y2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"other/s1", "be_yy/s1", "be_/s1", "fe/<NOSRV>"})
    void linesOfOtherBackendsAreIgnored(String server) {
        assertThat(parse(line(server, "0/0/0/0/0", "200", "----"))).isEqualTo(Kind.OTHER);
        assertThat(told).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<133>1 2026-11-20T03:48:38.504474+00:00 - haproxy 9307 - - 8 events dropped",
                "<133>1 2026-11-20T03:48:38.504474+00:00 - haproxy 9307 - - 1 event dropped",
                "8 events dropped"
            })
    void theNoticeOfDroppedEventsIsSeen(String line) {
        assertThat(parse(line)).isEqualTo(Kind.DROPPED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[", "Server be_x/x2 is DOWN", "a request dropped", " dropped", "events dropped"})
    void otherMessagesAreIgnored(String line) {
        assertThat(parse(line)).isEqualTo(Kind.OTHER);
    }

    @Test
    void aLineOfOurBackendsThatWasCutIsBrokenAndTellsNothing() {
        int firstReadable = REST.indexOf("----") + 2;
        for (int length = 0; length < firstReadable; length++) {
            assertThat(parse(REST.substring(0, length))).isIn(Kind.BROKEN, Kind.OTHER);
        }
        assertThat(told).isEmpty();
        assertThat(parse(REST.substring(0, firstReadable))).isEqualTo(Kind.REQUEST);
    }

    @Test
    void anotherLogFormatIsBroken() {
        assertThat(parse("[20/Nov/2026:03:48:38.504] fe be_y/y1 0/0/5 212 -- 1/1/0/0/0 0/0"))
                .isEqualTo(Kind.BROKEN);
    }

    @Test
    void serversBeyondTheBoundShareOneNumber() {
        for (int i = 0; i < ServerTable.MOST + 10; i++) {
            parse(line("be_x/s" + i, "0/0/0/0/0", "200", "----"));
        }
        assertThat(servers).hasSize(ServerTable.MOST + 1).last().isEqualTo("baseline " + ServerTable.OTHERS);
    }

    @Test
    void aLineOfAKnownServerCostsNoAllocation() {
        var thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long[] latencies = {0};
        var counting = new HaproxyLineParser(
                "be_x",
                "be_y",
                (cluster, server) -> 1,
                (server, outcome, latencyMicros, activeMillis) -> latencies[0] += latencyMicros);
        var bytes = REST.getBytes(StandardCharsets.UTF_8);
        counting.parse(bytes, 0, bytes.length);

        long before = thread.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < 10_000; i++) {
            counting.parse(bytes, 0, bytes.length);
        }

        assertThat(thread.getCurrentThreadAllocatedBytes() - before).isLessThan(10_000);
        assertThat(latencies[0]).isEqualTo(10_001 * 45_000L);
    }

    private Kind parse(String line) {
        var padded = ("##" + line + "\n").getBytes(StandardCharsets.UTF_8);
        return parser.parse(padded, 2, padded.length - 1);
    }

    private static String line(String server, String timers, String status, String termination) {
        return "<134>1 2026-11-20T03:48:38.504474+00:00 - haproxy 9307 - - 127.0.0.1:55974 [20/Nov/2026:03:48:38.504] fe "
                + server + " " + timers + " " + status + " 217 - - " + termination
                + " 1/1/0/0/3 0/0 \"GET / HTTP/1.1\"";
    }
}
