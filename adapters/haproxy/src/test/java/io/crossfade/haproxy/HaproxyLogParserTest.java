package io.crossfade.haproxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.core.plan.Cluster;
import io.crossfade.core.plan.RouterSpec;
import io.crossfade.core.port.Outcome;
import io.crossfade.core.port.SignalObserver;
import io.crossfade.core.spi.LogParser;
import io.crossfade.core.spi.LogParser.Kind;
import io.crossfade.core.spi.LogSink;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The lines were written by HAProxy 2.6.12. */
class HaproxyLogParserTest {

    private static final HaproxySpec MAP =
            new HaproxySpec("unix:/run/haproxy.sock", "/etc/split.map", "ycut", "be", "be_y", "crossfade", false);
    private static final String LINE = """
            <134>1 2026-11-20T03:48:38.504474+00:00 - haproxy 9307 - - 127.0.0.1:55974 [20/Nov/2026:03:48:38.504] fe \
            be/y2 0/1/2/30/40 200 135 - - ---- 1/1/0/0/0 0/0 "GET / HTTP/1.1\"""";
    private static final long ACCEPTED =
            Instant.parse("2026-11-20T03:48:38.504Z").toEpochMilli() * 1000;

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
            told.add(servers.get(server) + " " + outcome + " " + latency + " " + (started - ACCEPTED) + " "
                    + (ended - started));
        }
    };

    @Test
    void aRequestIsToldWithItsBeginningAndItsEnd() {
        var parser = parser(MAP);

        assertThat(parse(parser, LINE)).isEqualTo(Kind.REQUEST);
        assertThat(parse(parser, LINE.replace("38.504]", "39.504]").replace("0/1/2/30/40 200", "0/1/-1/-1/7 503")))
                .isEqualTo(Kind.REQUEST);
        assertThat(parse(parser, LINE.replace("20/Nov", "21/Nov"))).isEqualTo(Kind.REQUEST);
        assertThat(told)
                .containsExactly(
                        "baseline y2 OK 33000 0 40000",
                        "baseline y2 FAILED no header 1000000 7000",
                        "baseline y2 OK 33000 86400000000 40000");
    }

    @Test
    void whereBothClustersShareABackendTheServersNameTellsWhose() {
        var parser =
                parser(new HaproxyWeightsSpec("unix:/s", "be", List.of("x1"), List.of("y1", "y2"), "crossfade", false));

        assertThat(parse(parser, LINE)).isEqualTo(Kind.REQUEST);
        assertThat(parse(parser, LINE.replace("be/y2", "be/x1"))).isEqualTo(Kind.REQUEST);
        assertThat(parse(parser, LINE.replace("be/y2", "be/other"))).isEqualTo(Kind.OTHER);
        assertThat(parse(parser, LINE.replace("be/y2", "be/<NOSRV>").replace(" 200 ", " 503 ")))
                .isEqualTo(Kind.OTHER);
        assertThat(told).containsExactly("candidate y2 OK 33000 0 40000", "baseline x1 OK 33000 0 40000");
    }

    @Test
    void otherLinesGapsAndLinesThatWereCutAreToldApart() {
        var parser = parser(MAP);

        assertThat(parse(parser, LINE.replace("be/y2", "elsewhere/s1"))).isEqualTo(Kind.OTHER);
        assertThat(parse(parser, "Server be/y2 is DOWN")).isEqualTo(Kind.OTHER);
        assertThat(parse(parser, "<133>1 2026-11-20T03:48:38.5+00:00 - haproxy 9307 - - 8 events dropped"))
                .isEqualTo(Kind.GAP);
        assertThat(parse(parser, LINE.substring(0, LINE.indexOf(" 200 ")))).isEqualTo(Kind.BROKEN);
        assertThat(told).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "31/Nov/2026:03:48:38.504",
                "20/XXX/2026:03:48:38.504",
                "x0/Nov/2026:03:48:38.504",
                "20/Nov/2026:03:48:38.5x4"
            })
    void whatIsNoDateIsBroken(String date) {
        assertThat(parse(parser(MAP), LINE.replace("20/Nov/2026:03:48:38.504", date)))
                .isEqualTo(Kind.BROKEN);
        assertThat(told).isEmpty();
    }

    private LogParser parser(RouterSpec spec) {
        return new HaproxyProvider().logParser(spec, sink).orElseThrow();
    }

    private static Kind parse(LogParser parser, String line) {
        var bytes = ("#" + line + "\n").getBytes(StandardCharsets.UTF_8);
        return parser.parse(bytes, 1, bytes.length - 1);
    }
}
