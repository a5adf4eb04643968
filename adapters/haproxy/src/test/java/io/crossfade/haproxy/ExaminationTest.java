package io.crossfade.haproxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.core.port.Finding;
import io.crossfade.core.port.Finding.Severity;
import io.crossfade.testkit.Await;
import io.crossfade.testkit.HaproxyConfig;
import io.crossfade.testkit.HaproxyProcess;
import io.crossfade.testkit.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExaminationTest {

    private final List<Integer> ports = Ports.free(4);

    @Test
    void aHaproxyThatIsAsItShouldBeHasNothingButInformation() {
        try (var haproxy = config().start()) {
            var before = haproxy.cli("show map " + haproxy.mapFile());

            assertThat(examine(haproxy)).isNotEmpty().allMatch(finding -> finding.severity() == Severity.INFO);
            assertThat(haproxy.cli("show map " + haproxy.mapFile())).isEqualTo(before);
        }
    }

    @Test
    void aShareThatTheCandidateAlreadyHasIsDrift() {
        try (var haproxy = config().candidateParts(250).start()) {
            assertThat(examine(haproxy))
                    .filteredOn(finding -> finding.severity() != Severity.INFO)
                    .singleElement()
                    .satisfies(finding -> {
                        assertThat(finding.severity()).isEqualTo(Severity.DRIFT);
                        assertThat(finding.text())
                                .isEqualTo("map value ycut: 250 parts of 10000 for the candidate (expected: 0)");
                    });
        }
    }

    @Test
    void aFileThatSaysOtherwiseThanTheProcessIsAnError() throws IOException {
        try (var haproxy = config().start()) {
            Files.writeString(haproxy.mapFile(), "ycut 30\n");

            assertThat(errors(examine(haproxy))).singleElement().asString().contains("says 30 for ycut", "process 0");
        }
    }

    @Test
    void aSocketOfLevelUserIsRefusedAndOneOfLevelOperatorServes() {
        try (var haproxy = config().start()) {
            assertThat(errors(examine("unix:" + haproxy.userSocket(), haproxy)))
                    .singleElement()
                    .asString()
                    .startsWith("socket level: user");
            assertThat(errors(examine("unix:" + haproxy.operatorSocket(), haproxy)))
                    .isEmpty();
        }
    }

    @Test
    void everyNameThatHaproxyDoesNotKnowIsFoundAtOnce() {
        try (var haproxy = config().start()) {
            var socket = "unix:" + haproxy.adminSocket();
            var spec = new HaproxySpec(socket, "/no/such.map", "ycut", "be_a", "be_b", "nowhere", false);

            assertThat(errors(examine(spec)))
                    .anyMatch(text -> text.equals("map /no/such.map is not known to HAProxy"))
                    .anyMatch(text -> text.equals("ring nowhere is not known to HAProxy"))
                    .anyMatch(text -> text.equals("baseline backend be_a: No such proxy."))
                    .anyMatch(text -> text.equals("candidate backend be_b: No such proxy."))
                    .anyMatch(text -> text.contains("NoSuchFileException"));
        }
    }

    @Test
    void aMissingKeyIsAnError() {
        try (var haproxy = config().start()) {
            var known = RouterRig.spec("unix:" + haproxy.adminSocket(), haproxy);
            var spec = new HaproxySpec(
                    known.socket(), known.mapFile(), "other", "be_x", "be_y", HaproxyConfig.RING, false);

            assertThat(errors(examine(spec)))
                    .singleElement()
                    .asString()
                    .isEqualTo("map " + known.mapFile() + " has no key other");
        }
    }

    @Test
    void cookiePersistenceIsRefusedUnlessItIsAccepted() {
        try (var haproxy = config().backendLine("cookie SRV insert indirect").start()) {
            var refused = RouterRig.spec("unix:" + haproxy.adminSocket(), haproxy);
            var accepted = new HaproxySpec(
                    refused.socket(), refused.mapFile(), "ycut", "be_x", "be_y", HaproxyConfig.RING, true);

            assertThat(errors(examine(refused))).hasSize(2).allMatch(text -> text.contains("cookie SRV"));
            assertThat(errors(examine(accepted))).isEmpty();
        }
    }

    @Test
    void aStickTableIsWarnedOf() {
        try (var haproxy = config().backendLine("stick-table type ip size 1k").start()) {
            assertThat(examine(haproxy))
                    .filteredOn(finding -> finding.severity() == Severity.WARNING)
                    .extracting(Finding::text)
                    .hasSize(2)
                    .allMatch(text -> text.contains("stick table"));
        }
    }

    @Test
    void aBackendWithoutAUsableServerIsAnError() {
        try (var haproxy = config().start()) {
            haproxy.cli("set server be_y/y1 state maint;set server be_y/y2 weight 0");

            assertThat(errors(examine(haproxy)))
                    .containsExactly("candidate backend be_y has no usable server: [y1 MAINT, y2 no check]");
        }
    }

    @Test
    void aBackendOfModeTcpIsRefused() {
        try (var haproxy = config().start()) {
            haproxy.reconfigure(
                    text -> text + "backend be_t\n    mode tcp\n    server t1 127.0.0.1:" + ports.get(0) + "\n");
            haproxy.reload();
            var known = RouterRig.spec("unix:" + haproxy.adminSocket(), haproxy);
            var spec =
                    new HaproxySpec(known.socket(), known.mapFile(), "ycut", "be_x", "be_t", HaproxyConfig.RING, false);

            assertThat(errors(examine(spec))).containsExactly("candidate backend be_t: mode tcp (expected: http)");
        }
    }

    @Test
    void aTcpSocketIsWarnedOfForItsLackOfAuthentication() {
        int port = Ports.free();
        try (var haproxy = config().adminPort(port).start()) {
            assertThat(examine("tcp://127.0.0.1:" + port, haproxy))
                    .filteredOn(finding -> finding.severity() != Severity.INFO)
                    .singleElement()
                    .satisfies(finding -> {
                        assertThat(finding.severity()).isEqualTo(Severity.WARNING);
                        assertThat(finding.text()).contains("no authentication");
                    });
        }
    }

    @Test
    void anHaproxyThatTakesTwoSecondsToAnswerTheFirstLookIsThere() {
        try (var haproxy = config().start();
                var rig = RouterRig.before(haproxy)) {
            haproxy.freeze();
            var findings = rig.beginToExamine();
            boolean silent = Await.throughout(
                    Duration.ofSeconds(2), () -> !findings.toCompletableFuture().isDone());
            haproxy.thaw();

            assertThat(silent).isTrue();
            assertThat(errors(Await.result(findings))).isEmpty();
        }
    }

    @Test
    void aSocketThatNobodyListensOnNamesTheFile() {
        try (var haproxy = config().start()) {
            haproxy.kill();
            assertThat(errors(examine(haproxy)))
                    .singleElement()
                    .asString()
                    .contains(haproxy.adminSocket().toString(), "Connection refused");
        }
        assertThat(errors(examine(new HaproxySpec(
                        "unix:/no/such.sock", "/no/such.map", "k", "be_x", "be_y", "crossfade", false))))
                .singleElement()
                .asString()
                .startsWith("unix:/no/such.sock: ");
    }

    private HaproxyConfig config() {
        return HaproxyConfig.map(ports.subList(0, 2), ports.subList(2, 4));
    }

    private static List<Finding> examine(HaproxyProcess haproxy) {
        return examine("unix:" + haproxy.adminSocket(), haproxy);
    }

    private static List<Finding> examine(String socket, HaproxyProcess haproxy) {
        return examine(RouterRig.spec(socket, haproxy));
    }

    private static List<Finding> examine(HaproxySpec spec) {
        try (var rig = new RouterRig(spec)) {
            return rig.examine();
        }
    }

    private static List<String> errors(List<Finding> findings) {
        return findings.stream()
                .filter(finding -> finding.severity() == Severity.ERROR)
                .map(Finding::text)
                .toList();
    }
}
