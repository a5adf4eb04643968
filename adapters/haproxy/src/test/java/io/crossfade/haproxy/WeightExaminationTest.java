package io.crossfade.haproxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.core.plan.Share;
import io.crossfade.core.port.Finding;
import io.crossfade.core.port.Finding.Severity;
import io.crossfade.testkit.HaproxyConfig;
import io.crossfade.testkit.HaproxyProcess;
import io.crossfade.testkit.Ports;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WeightExaminationTest {

    private final List<Integer> ports = Ports.free(11);

    @Test
    void aHaproxyThatIsAsItShouldBeIsWarnedOfTheNextReloadAlone() {
        try (var haproxy = config(2, 2).start()) {
            var before = haproxy.cli("show servers state kong").length();

            assertThat(examine(haproxy, 2, 2))
                    .filteredOn(finding -> finding.severity() != Severity.INFO)
                    .singleElement()
                    .satisfies(finding -> {
                        assertThat(finding.severity()).isEqualTo(Severity.WARNING);
                        assertThat(finding.text()).contains("lost at the next reload");
                        assertThat(finding.remedy()).contains("server x2 … weight 0", "server y1 … weight 100");
                    });
            assertThat(haproxy.cli("show servers state kong")).hasSize(before);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"operator", "user"})
    void aSocketThatMayNotWriteIsAnErrorFoundWithoutAWrite(String level) {
        try (var haproxy = config(2, 2).start();
                var rig = new WeightsRig(
                        WeightsRig.spec("unix:" + haproxy.directory().resolve(level + ".sock"), 2, 2, false))) {
            assertThat(texts(rig.examine(), Severity.ERROR))
                    .containsExactly("socket level: " + level + " (expected: admin; weights are refused to others)");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "roundrobin, INFO, keeps to weights exactly",
        "random,     WARNING, HAProxy does not tell the algorithm",
        "leastconn,  WARNING, weights are no shares",
        "first,      ERROR, takes weights and heeds none",
        "static-rr,  ERROR, refuses new weights",
        "source,     WARNING, a share of keys",
        "uri,        WARNING, a share of keys"
    })
    void theAlgorithmIsJudged(String algorithm, Severity severity, String text) {
        try (var haproxy = config(2, 2).balance(algorithm).start()) {
            assertThat(texts(examine(haproxy, 2, 2), severity)).anyMatch(found -> found.contains(text));
        }
    }

    @Test
    void anAlgorithmThatIsNotKnownIsRefused() {
        assertThat(BalanceFindings.of("kong", "sticky"))
                .singleElement()
                .satisfies(finding -> assertThat(finding.severity()).isEqualTo(Severity.ERROR));
        assertThat(BalanceFindings.of("kong", "")).isEmpty();
    }

    @Test
    void aStepThatNoWeightsReachIsAnErrorThatNamesTheNearestShares() {
        try (var haproxy = config(1, 10).start();
                var rig = WeightsRig.before(haproxy, 1, 10)) {
            assertThat(texts(rig.examine(Share.ofPercent(1), Share.ofPercent(50)), Severity.ERROR))
                    .containsExactly("step 1%: whole weights of these servers do not reach it (nearest: 3.7594%;"
                            + " reachable: 3.7594% to 99.961%, and 100%)");
        }
        try (var haproxy = config(10, 1).start();
                var rig = WeightsRig.before(haproxy, 10, 1)) {
            assertThat(texts(rig.examine(Share.ofPercent(1), Share.ofPercent(99)), Severity.ERROR))
                    .containsExactly("step 99%: whole weights of these servers do not reach it (nearest: 96.2406%;"
                            + " reachable: 0.039% to 96.2406%, and 100%)");
        }
    }

    @Test
    void theShareThatAStepReallyGetsIsTold() {
        try (var haproxy = config(3, 2).start();
                var rig = WeightsRig.before(haproxy, 3, 2)) {
            assertThat(texts(rig.examine(Share.ofPercent(10), Share.ofPercent(99)), Severity.INFO))
                    .contains("step 99% will be 99.0033%")
                    .noneMatch(text -> text.startsWith("step 10%"));
        }
    }

    @Test
    void serversThatAreNotThereAreNamedWithThoseThatAre() {
        try (var haproxy = config(2, 2).start()) {
            assertThat(examine(haproxy, 2, 4))
                    .filteredOn(finding -> finding.severity() == Severity.ERROR)
                    .singleElement()
                    .satisfies(finding -> {
                        assertThat(finding.text()).isEqualTo("backend kong has no server y3, y4");
                        assertThat(finding.remedy()).contains("[x1, x2, y1, y2]");
                    });
        }
    }

    @Test
    void aBackendThatIsNotThereIsAnError() {
        try (var haproxy = config(2, 2).start();
                var rig = new WeightsRig(new HaproxyWeightsSpec(
                        "unix:" + haproxy.adminSocket(), "nope", List.of("x1"), List.of("y1"), "nowhere", false))) {
            assertThat(texts(rig.examine(), Severity.ERROR))
                    .containsExactly("ring nowhere is not known to HAProxy", "backend nope: No such proxy.");
        }
    }

    @Test
    void aServerOfNeitherClusterWithAWeightIsAnError() {
        try (var haproxy = config(3, 2).start()) {
            assertThat(texts(examine(haproxy, 2, 2), Severity.ERROR))
                    .containsExactly("server x3 of backend kong has weight 100 and is of neither cluster");
            haproxy.cli("set server kong/x3 weight 0");
            assertThat(texts(examine(haproxy, 2, 2), Severity.ERROR)).isEmpty();
        }
    }

    @Test
    void aShareThatTheCandidateAlreadyHasIsDriftAndSoIsOneThatAReloadWouldBring() {
        try (var haproxy = config(2, 2).weightsOf(100, 100).start()) {
            assertThat(texts(examine(haproxy, 2, 2), Severity.DRIFT))
                    .containsExactly("the candidate has 50% of the weight in backend kong (expected: 0%)");
            haproxy.cli("set server kong/y1 weight 0;set server kong/y2 weight 0");
            var findings = examine(haproxy, 2, 2);
            assertThat(texts(findings, Severity.DRIFT)).isEmpty();
            assertThat(texts(findings, Severity.WARNING))
                    .contains(
                            "haproxy.cfg gives the candidate a weight, so a reload before the cutover gives it traffic");
        }
    }

    @Test
    void persistenceIsRefusedUnlessItIsAccepted() {
        try (var haproxy = config(2, 2)
                .backendLine("cookie SRV insert indirect")
                .backendLine("stick-table type ip size 1k")
                .backendLine("stick on src")
                .start()) {
            assertThat(texts(examine(haproxy, 2, 2), Severity.ERROR))
                    .hasSize(2)
                    .anyMatch(text -> text.contains("cookie SRV"))
                    .anyMatch(text -> text.contains("stick table"));
            try (var rig = new WeightsRig(WeightsRig.spec("unix:" + haproxy.adminSocket(), 2, 2, true))) {
                assertThat(texts(rig.examine(), Severity.ERROR)).isEmpty();
                assertThat(texts(rig.examine(), Severity.WARNING)).hasSize(3);
            }
        }
    }

    @Test
    void modeTcpIsRefused() {
        try (var haproxy = config(1, 1).start()) {
            haproxy.reconfigure(text -> text + "backend be_t\n    mode tcp\n    server t1 127.0.0.1:1\n"
                    + "    server t2 127.0.0.1:1 weight 0\n");
            haproxy.reload();
            try (var rig = new WeightsRig(new HaproxyWeightsSpec(
                    "unix:" + haproxy.adminSocket(), "be_t", List.of("t1"), List.of("t2"), "crossfade", false))) {
                assertThat(texts(rig.examine(), Severity.ERROR))
                        .containsExactly("backend be_t: mode tcp (expected: http)");
            }
        }
    }

    @Test
    void agentChecksAndBackupServersAreTold() {
        try (var haproxy = config(2, 2).start()) {
            haproxy.reconfigure(text -> text.replaceFirst("(server y1 \\S+ weight 0)", "$1 agent-check agent-port 1")
                            .replaceFirst("(server y2 \\S+ weight 0)", "$1 backup")
                    + "    server spare 127.0.0.1:1 weight 5 backup\n");
            haproxy.reload();
            var findings = examine(haproxy, 2, 2);

            assertThat(texts(findings, Severity.WARNING)).anyMatch(text -> text.contains("y1 has an agent check"));
            assertThat(texts(findings, Severity.ERROR))
                    .containsExactly("the candidate: server y2 is a backup server, which has no share");
            assertThat(texts(findings, Severity.INFO)).anyMatch(text -> text.startsWith("backup servers [spare]"));
        }
    }

    @Test
    void aServerThatWarmsUpIsTold() {
        try (var haproxy = config(2, 2).serverOptions("slowstart 20s").start()) {
            haproxy.cli("set server kong/x1 state maint");
            haproxy.cli("set server kong/x1 state ready");

            assertThat(texts(examine(haproxy, 2, 2), Severity.INFO))
                    .anyMatch(text -> text.startsWith("the baseline: server x1 is warming up (slowstart)"));
        }
    }

    @Test
    void aClusterWithoutAUsableServerIsAnErrorAndALostServerAWarning() {
        try (var haproxy = config(2, 2).start()) {
            haproxy.cli("set server kong/x1 state maint;set server kong/y1 state drain;set server kong/y2 state maint");
            var findings = examine(haproxy, 2, 2);

            assertThat(texts(findings, Severity.ERROR))
                    .containsExactly("the candidate has no usable server: [y1 DRAIN, y2 MAINT]");
            assertThat(texts(findings, Severity.WARNING)).anyMatch(text -> text.contains("not usable: [x1 MAINT]"));
        }
    }

    @Test
    void aSocketThatNobodyListensOnNamesTheFile() {
        try (var rig = new WeightsRig(WeightsRig.spec("unix:/no/such.sock", 1, 1, false))) {
            assertThat(texts(rig.examine(), Severity.ERROR))
                    .singleElement()
                    .asString()
                    .startsWith("unix:/no/such.sock: ");
        }
    }

    private HaproxyConfig config(int baseline, int candidate) {
        return HaproxyConfig.weights(ports.subList(0, baseline), ports.subList(baseline, baseline + candidate));
    }

    private static List<Finding> examine(HaproxyProcess haproxy, int baseline, int candidate) {
        try (var rig = WeightsRig.before(haproxy, baseline, candidate)) {
            return rig.examine();
        }
    }

    private static List<String> texts(List<Finding> findings, Severity severity) {
        return findings.stream()
                .filter(finding -> finding.severity() == severity)
                .map(Finding::text)
                .toList();
    }
}
