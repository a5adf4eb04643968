package io.crossfade.nginx;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.crossfade.core.line.ServerTable;
import io.crossfade.core.plan.Cluster;
import io.crossfade.core.port.Outcome;
import io.crossfade.core.port.SignalObserver;
import io.crossfade.core.spi.LogParser;
import io.crossfade.core.spi.LogParser.Kind;
import io.crossfade.core.spi.LogSink;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole lines were written by NGINX 1.22.1. */
class NginxLineParserTest {

    private static final String PLAIN = """
            {"t":1795166936.721,"ua":"127.0.0.1:28101","us":"200","urt":"0.005","uct":"0.000","st":200,"rt":0.006,\
            "side":"kong_x","gen":"7","uht":"0.004","pid":7744}""";

    private final List<String> servers = new ArrayList<>();
    private final List<String> told = new ArrayList<>();
    private final LogSink sink = new LogSink() {
        @Override
        public int enlist(Cluster cluster, String server) {
            servers.add(cluster.word() + " " + server);
            return servers.size() - 1;
        }

        @Override
        public void request(int server, Outcome outcome, long latencyMicros, long started, long ended) {
            var latency = latencyMicros == SignalObserver.NO_HEADER ? "no header" : String.valueOf(latencyMicros);
            told.add(servers.get(server) + " " + outcome + " " + latency + " " + started + " " + ended);
        }
    };
    private final LogParser parser = new NginxProvider()
            .logParser(NginxSpecTest.spec("kong_x", "kong_y", "request_id"), sink)
            .orElseThrow();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<190>Nov 20 03:48:38 lb1 crossfade: ",
                "<190>Nov 20 03:48:38 crossfade: ",
                "nginx 2026/11/20 03:48:38 "
            })
    void aLineIsReadFromItsFirstBraceOn(String header) {
        assertThat(parse(header + PLAIN)).isEqualTo(Kind.REQUEST);
        assertThat(told).containsExactly("baseline 127.0.0.1:28101 OK 4000 1795166936715000 1795166936721000");
    }

    @Test
    void theOrderOfTheKeysIsFreeAndOthersAreSkipped() {
        var line = """
                { "uri":"/a\\"b\\\\", "side":"kong_y", "h":{"a":["}",1],"b":"]"}, "none":, "rt":1.5, "x":null,\
                 "uht":"0.25", "st":"404", "us":"404", "ua":"unix:/run/y 1.sock", "t":7 }\r""";

        assertThat(parse(line.replace("y 1", "y1"))).isEqualTo(Kind.REQUEST);
        assertThat(told).containsExactly("candidate unix:/run/y1.sock OK 250000 5500000 7000000");
    }

    @Test
    void eachServerThatWasTriedIsToldOfByItself() {
        parse(line("127.0.0.1:28199, 127.0.0.1:28102", "502, 200", "-, 0.002", "200"));

        assertThat(told)
                .containsExactly(
                        "candidate 127.0.0.1:28199 FAILED no header 9990000 10000000",
                        "candidate 127.0.0.1:28102 OK 2000 9990000 10000000");
    }

    @Test
    void afterAnInternalRedirectOnlyTheFirstGroupIsToldOf() {
        parse(line("10.0.0.1:80, 10.0.0.2:80 : 10.0.0.9:80", "504, 502 : 200", "-, - : 0.001", "200"));

        assertThat(servers).containsExactly("candidate 10.0.0.1:80", "candidate 10.0.0.2:80");
        assertThat(told).hasSize(2).allMatch(request -> request.contains("FAILED no header"));
    }

    @ParameterizedTest
    @CsvSource({
        "200, 200, 0.003, OK 3000",
        "404, 404, 0.003, OK 3000",
        "101, 101, 0.003, OK 3000",
        "499, 499, 0.003, ABORTED 3000",
        "500, 500, 0.003, FAILED 3000",
        "502, 502, -, FAILED no header",
        "504, 504, -, FAILED no header",
        "-, 499, -, ABORTED no header",
        "200, 499, 0.004, ABORTED 4000",
        "503, 499, 0.004, FAILED 4000",
        "-, 502, -, FAILED no header",
        "'', 200, '', FAILED no header",
        "200, 009, 0.005, FAILED no header"
    })
    void theStatusesTellTheOutcome(String upstream, String client, String header, String expected) {
        assertThat(parse(line("10.0.0.1:80", upstream, header, client))).isEqualTo(Kind.REQUEST);
        assertThat(told).containsExactly("candidate 10.0.0.1:80 " + expected + " 9990000 10000000");
    }

    @Test
    void aClientThatLeftDuringTheSecondAttemptDoesNotExcuseTheFirst() {
        parse(line("10.0.0.1:80, 10.0.0.2:80", "-, -", "-, -", "499"));

        assertThat(told)
                .containsExactly(
                        "candidate 10.0.0.1:80 FAILED no header 9990000 10000000",
                        "candidate 10.0.0.2:80 ABORTED no header 9990000 10000000");
    }

    @Test
    void aMissingElementIsAFailureWithoutAHeader() {
        parse(line("10.0.0.1:80, 10.0.0.2:80 : 10.0.0.3:80", "200 : 200", "0.001 : 0.001", "200"));

        assertThat(told)
                .containsExactly(
                        "candidate 10.0.0.1:80 OK 1000 9990000 10000000",
                        "candidate 10.0.0.2:80 FAILED no header 9990000 10000000");
    }

    @Test
    void aGroupWithoutALiveServerIsToldOnceAndOnlyWhereNoServerWasTried() {
        parse(line("kong_y", "502", "-", "502"));
        parse(line("127.0.0.1:28102, kong_y", "502, 502", "-, -", "502"));

        assertThat(told)
                .containsExactly(
                        "candidate <none> FAILED no header 9990000 10000000",
                        "candidate 127.0.0.1:28102 FAILED no header 9990000 10000000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-"})
    void anErrorWithoutAnUpstreamIsTheSidesAndAnythingElseIsNobodys(String none) {
        assertThat(parse(line(none, none, none, "502"))).isEqualTo(Kind.REQUEST);
        assertThat(parse(line(none, none, none, "200"))).isEqualTo(Kind.OTHER);
        assertThat(parse(line(none, none, none, "404"))).isEqualTo(Kind.OTHER);

        assertThat(told).containsExactly("candidate <none> FAILED no header 9990000 10000000");
    }

    @Test
    void withoutTheTimeToTheHeaderTheTimeToTheEndStandsInForIt() {
        parse(PLAIN.replace("\"uht\":\"0.004\",", ""));

        assertThat(told).containsExactly("baseline 127.0.0.1:28101 OK 5000 1795166936715000 1795166936721000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nosuch", "kong_yy", "kong_", "kong_x\\u0000"})
    void linesOfOtherSidesAreIgnored(String side) {
        assertThat(parse(PLAIN.replace("kong_x", side))).isEqualTo(Kind.OTHER);
        assertThat(told).isEmpty();
    }

    @Test
    void aLineThatWasCutAnywhereIsBrokenAndTellsNothing() {
        for (int length = 1; length < PLAIN.length(); length++) {
            assertThat(parse(PLAIN.substring(0, length))).isEqualTo(Kind.BROKEN);
            assertThat(parse(PLAIN.substring(0, length) + PLAIN)).isEqualTo(Kind.BROKEN);
        }
        assertThat(told).isEmpty();
        assertThat(parse("")).isEqualTo(Kind.OTHER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"t", "ua", "us", "st", "rt", "side"})
    void aLineWithoutAFieldThatIsNeededIsBroken(String key) {
        assertThat(parse(PLAIN.replace("\"" + key + "\":", "\"z\":"))).isEqualTo(Kind.BROKEN);
    }

    @Test
    void aLineWithoutAnyTimeOfTheUpstreamIsBroken() {
        assertThat(parse(PLAIN.replace("uht", "z").replace("urt", "z"))).isEqualTo(Kind.BROKEN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1 - - [20/Nov/2026:03:48:38 +0000] \"GET / HTTP/1.1\" 200 2 \"-\" \"curl\"",
                "{}",
                "{",
                "{\"t\"",
                "{\"t\":\"",
                "{\"t\":\"\\",
                "{\"t\":{",
                "{\"t\":[\"",
                "{\"t\":1,}",
                "{\"t\":1 \"ua\":2}",
                "{t:1}"
            })
    void whatIsNotOfTheFormatIsBroken(String line) {
        assertThat(parse(line)).isEqualTo(Kind.BROKEN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "-1", "1.", "1.2x", ".5", "1234567890123", "1e3"})
    void whatIsNoNumberIsBroken(String number) {
        assertThat(parse(PLAIN.replace("1795166936.721", number))).isEqualTo(Kind.BROKEN);
        assertThat(parse(PLAIN.replace("\"rt\":0.006", "\"rt\":" + number))).isEqualTo(Kind.BROKEN);
    }

    @Test
    void serversBeyondTheBoundShareOneNumber() {
        for (int i = 0; i < ServerTable.MOST + 10; i++) {
            parse(line("10.0.0.1:" + i, "200", "0.001", "200"));
        }
        assertThat(servers).hasSize(ServerTable.MOST + 1).last().isEqualTo("candidate " + ServerTable.OTHERS);
    }

    @Test
    void aLineOfKnownServersCostsNoAllocation() {
        var thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long[] latencies = {0};
        var counting = new NginxLineParser("kong_x", "kong_y", new LogSink() {
            @Override
            public int enlist(Cluster cluster, String server) {
                return 1;
            }

            @Override
            public void request(int server, Outcome outcome, long latencyMicros, long started, long ended) {
                latencies[0] += latencyMicros;
            }
        });
        var bytes = line("10.0.0.1:80, 10.0.0.2:80", "502, 200", "0.001, 0.002", "200")
                .getBytes(StandardCharsets.UTF_8);
        counting.parse(bytes, 0, bytes.length);

        long before = thread.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < 10_000; i++) {
            counting.parse(bytes, 0, bytes.length);
        }

        assertThat(thread.getCurrentThreadAllocatedBytes() - before).isLessThan(10_000);
        assertThat(latencies[0]).isEqualTo(10_001 * 3_000L);
    }

    private Kind parse(String line) {
        var padded = ("##" + line + "\n").getBytes(StandardCharsets.UTF_8);
        return parser.parse(padded, 2, padded.length - 1);
    }

    private static String line(String servers, String statuses, String headers, String status) {
        return ("{\"t\":10.000,\"ua\":\"%s\",\"us\":\"%s\",\"urt\":\"%s\",\"uct\":\"-\",\"st\":%s,\"rt\":0.010,"
                        + "\"side\":\"kong_y\",\"gen\":\"7\",\"uht\":\"%s\",\"pid\":1}")
                .formatted(servers, statuses, headers, status, headers);
    }
}
