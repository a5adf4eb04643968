package io.crossfade.simulations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crossfade.core.machine.Ending;
import io.crossfade.core.plan.Plan;
import io.crossfade.core.spi.AdapterProvider;
import io.crossfade.haproxy.HaproxyProvider;
import io.crossfade.nginx.NginxProvider;
import io.crossfade.planfile.ShapedFile;
import io.crossfade.simulations.replay.RequestLog;
import io.crossfade.simulations.replay.UnusableLog;
import io.crossfade.simulations.scenario.Scenario;
import io.crossfade.simulations.scenario.Scenarios;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReplayTest {

    private static final String STEPS = """
            cutover: short
            routers:
              - %s
            guards:
              - error-rate: { limit: 1%%, worse-than-baseline: 0.5%%, min-requests: 300 }
              - latency:    { quantile: p99, limit: 800ms, worse-than-baseline: 25%%, min-requests: 300 }
            steps:
              - { candidate: 10%%,  bake: 30s }
              - { candidate: 100%%, bake: 30s }
            """;
    private static final Plan PLAN = Reference.plan(STEPS.formatted("""
            haproxy: { socket: "unix:/a.sock", map: { file: /split.map, key: ycut }, baseline: be_x, candidate: be_y,\
             watch: { ring: crossfade } }\
            """));
    private static final Plan ON_NGINX = Reference.plan(STEPS.formatted("""
            nginx: { include: /a.conf, baseline: be_x, candidate: be_y, key: request_id, test: [nginx, -t],\
             reload: [nginx, -s, reload], watch: { log: /a.log } }\
            """));

    private static final int PER_SECOND = 200;
    private static final int LINES = 65 * PER_SECOND;
    private static final byte[] LOG = RecordedLog.of(LINES, PER_SECOND, RecordedLog::haproxy);

    @Test
    void trafficThatWasWellIsPromotedAndItsOwnFailuresAreNobodysHarm() {
        var result = replay(PLAN, LOG, "about: well");

        assertThat(result.outcome().ending()).isEqualTo(Ending.PROMOTED);
        assertThat(result.ranDryAt()).isEmpty();
        assertThat(result.outcome().failedBecauseOfCandidate()).isZero();
        assertThat((double) result.outcome().failed())
                .isBetween(
                        result.outcome().requests() / (double) RecordedLog.ONE_FAILS_OF - 1,
                        result.outcome().requests() / (double) RecordedLog.ONE_FAILS_OF + 1);
        assertThat(result.counts().broken()).isZero();
    }

    @Test
    void aCandidateThatIsDownIsTakenBackFromTheRecordedTraffic() {
        var result = replay(PLAN, LOG, "faults: [{ down: { in: candidate } }]");

        assertThat(result.outcome().ending()).isEqualTo(Ending.ROLLED_BACK);
        assertThat(result.outcome().failedBecauseOfCandidate()).isBetween(2L, 30L);
        assertThat(result.outcome().transcript()).anyMatch(line -> line.contains("candidate: refuses connections"));
    }

    @Test
    void answersThatTakeTwiceTheirTimeAreSeen() {
        var result = replay(PLAN, LOG, "faults: [{ slow: { in: candidate, times: 300%, reached: 10%, at: 5s } }]");

        assertThat(result.outcome().ending()).isEqualTo(Ending.ROLLED_BACK);
        assertThat(result.outcome().transcript()).anyMatch(line -> line.contains("rolling back: latency"));
        assertThat(result.outcome().failedBecauseOfCandidate()).isZero();
    }

    @Test
    void requestsThatHangEndWithTheTimeoutAndAreTheCandidatesHarm() {
        var result = replay(PLAN, LOG, "faults: [{ hang: { in: candidate, rate: 100% } }]");

        assertThat(result.outcome().ending()).isEqualTo(Ending.ROLLED_BACK);
        assertThat(result.outcome().failedBecauseOfCandidate()).isPositive();
    }

    @Test
    void theDifferenceOfAScenariosClustersIsAddedToWhatWas() {
        var result = replay(PLAN, LOG, "candidate: { errors: 20% }\nbaseline: { errors: 0.1% }");

        assertThat(result.outcome().ending()).isEqualTo(Ending.ROLLED_BACK);
        assertThat(result.outcome().failedBecauseOfCandidate()).isPositive();
    }

    @Test
    void theLinesOfNginxAreReplayedToo() {
        var log = RecordedLog.of(LINES, PER_SECOND, RecordedLog::nginx);

        assertThat(replay(ON_NGINX, log, "about: well").outcome().ending()).isEqualTo(Ending.PROMOTED);
        assertThat(replay(ON_NGINX, log, "faults: [{ down: { in: candidate } }]")
                        .outcome()
                        .ending())
                .isEqualTo(Ending.ROLLED_BACK);
    }

    @Test
    void theSameSeedGivesEachRequestToTheSameCluster() {
        var fault = "faults: [{ errors: { in: candidate, rate: 5%, reached: 10% } }]";
        var first = replay(PLAN, LOG, fault).outcome();

        assertThat(replay(PLAN, LOG, fault).outcome().hash()).isEqualTo(first.hash());
    }

    @Test
    void aLogThatIsShorterThanThePlanIsNoPromotion() {
        var result = replay(PLAN, RecordedLog.of(45 * PER_SECOND, PER_SECOND, RecordedLog::haproxy), "about: well");

        assertThat(result.outcome().ending()).isEqualTo(Ending.HELD);
        assertThat(result.ranDryAt()).hasValue(2);
        assertThat(result.counts().used()).isEqualTo(45 * PER_SECOND);
        assertThat(result.outcome().transcript()).anyMatch(line -> line.contains("the traffic ended at step 2"));
    }

    @Test
    void aRollbackThatOutlastsTheLogIsStillARollback() {
        var log = RecordedLog.of(100, PER_SECOND, RecordedLog::haproxy);
        var result = replay(PLAN, log, "faults: [{ down: { in: candidate } }]");

        assertThat(result.outcome().ending()).isEqualTo(Ending.ROLLED_BACK);
        assertThat(result.ranDryAt()).isEmpty();
    }

    @Test
    void linesThatStandALittleTooLateAreUsedAndThoseFarOffAreCounted() {
        var lines = lines(LOG);
        Collections.swap(lines, 1_000, 1_000 + 5 * PER_SECOND);
        lines.add(3_000, lines.get(0));
        lines.add(4_000, lines.get(0).replace("/2026:", "/2036:"));
        var result = replay(PLAN, bytes(lines), "about: well");

        assertThat(result.outcome().ending()).isEqualTo(Ending.PROMOTED);
        assertThat(result.counts().displaced()).isEqualTo(2);
        assertThat(result.counts().used()).isEqualTo(result.counts().lines() - 2);
        assertThat(result.counts().complaints().get(0))
                .startsWith("line 3,001: ")
                .contains("its time is far");
    }

    @Test
    void aFewBadLinesAreCountedAndQuoted() {
        var lines = lines(LOG);
        lines.add(10, "a note of somebody");
        lines.add(20, lines.get(30).substring(0, 120));
        lines.add(30, "<134>1 2026 - haproxy 1 - - 12 events dropped");
        var result = replay(PLAN, bytes(lines), "about: well");

        assertThat(result.outcome().ending()).isEqualTo(Ending.PROMOTED);
        assertThat(result.counts().text()).contains("1 of other things, 1 broken", "1 notices of lost lines");
        assertThat(result.counts().complaints()).singleElement().asString().startsWith("line 21: ");
    }

    @Test
    void aMillionBadLinesAreRefusedWithTheFirstOfThem() {
        assertThatThrownBy(() -> replay(
                        ON_NGINX,
                        "this is\u001b no log\n".repeat(1_000_000).getBytes(StandardCharsets.US_ASCII),
                        "about: well"))
                .isInstanceOf(UnusableLog.class)
                .hasMessageContaining("1,000,000 lines read, 0 used; skipped: 0 of other things, 1,000,000 broken")
                .hasMessageContaining("line 1: this is? no log (cannot be read)")
                .hasMessageContaining("line 5: ")
                .message()
                .doesNotContain("line 6");
    }

    @Test
    void aLogOfAnotherFormatIsRefused() {
        var nginx = RecordedLog.of(100, PER_SECOND, RecordedLog::nginx);

        assertThatThrownBy(() -> replay(PLAN, nginx, "about: well"))
                .isInstanceOf(UnusableLog.class)
                .hasMessageContaining("the log: no request of the plan's clusters in 100 lines")
                .hasMessageContaining("line 1: {\"t\"");
        assertThatThrownBy(() -> replay(ON_NGINX, LOG, "about: well"))
                .isInstanceOf(UnusableLog.class)
                .hasMessageContaining("13,000 broken");
    }

    @Test
    void anEmptyLogIsRefused() {
        assertThatThrownBy(() -> replay(PLAN, new byte[0], "about: well"))
                .isInstanceOf(UnusableLog.class)
                .hasMessage("the log: empty (expected: the lines of requests)");
    }

    @Test
    void aLineWithoutAnEndIsNotKept() {
        var endless = new InputStream() {
            private long left = 50_000_000;

            @Override
            public int read() {
                throw new UnsupportedOperationException();
            }

            @Override
            public int read(byte[] bytes, int from, int length) {
                int count = (int) Math.min(left, length);
                Arrays.fill(bytes, from, from + Math.max(0, count), (byte) 'x');
                left -= count;
                return count <= 0 ? -1 : count;
            }
        };

        assertThatThrownBy(() -> replay(PLAN, endless, "about: well"))
                .isInstanceOf(UnusableLog.class)
                .hasMessageContaining("1 lines read, 0 used")
                .hasMessageContaining("longer than 65536 bytes");
    }

    @Test
    void aLogThatBreaksOffIsRefusedWithTheLine() {
        var broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("disk on fire");
            }

            @Override
            public int read(byte[] bytes, int from, int length) throws IOException {
                return read();
            }
        };

        assertThatThrownBy(() -> replay(PLAN, broken, "about: well"))
                .isInstanceOf(UnusableLog.class)
                .hasMessage("the log: line 1: disk on fire");
    }

    private static Replay.Result replay(Plan plan, byte[] log, String line) {
        return replay(plan, new ByteArrayInputStream(log), line);
    }

    private static Replay.Result replay(Plan plan, InputStream stream, String line) {
        var spec = plan.routers().get(0);
        AdapterProvider adapter = spec.adapter().equals("nginx") ? new NginxProvider() : new HaproxyProvider();
        var log = new RequestLog(
                "the log", stream, sink -> adapter.logParser(spec, sink).orElseThrow());
        return Replay.run(plan, scenario(line), log, 1);
    }

    private static Scenario scenario(String line) {
        var about = line.startsWith("about:") ? "" : "about: ill\n";
        var text = "scenario: some\npatience: 1m\n" + about + line + "\n";
        return ((ShapedFile.Valid<Scenario>) new Scenarios().read("scenario", text)).value();
    }

    private static List<String> lines(byte[] log) {
        return new ArrayList<>(
                new String(log, StandardCharsets.US_ASCII).lines().toList());
    }

    private static byte[] bytes(List<String> lines) {
        return String.join("\n", lines).getBytes(StandardCharsets.US_ASCII);
    }
}
