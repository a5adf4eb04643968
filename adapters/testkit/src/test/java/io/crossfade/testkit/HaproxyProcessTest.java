package io.crossfade.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class HaproxyProcessTest {

    private static final List<Integer> TWO = List.of(1, 2);

    @Test
    void answersItsAdminSocketWithTheMapValueOfItsFile() {
        try (var haproxy = HaproxyConfig.map(TWO, TWO).candidateParts(2500).start()) {
            assertThat(haproxy.cli("get map " + haproxy.mapFile() + " ycut")).contains("value=\"2500\"");
            assertThat(haproxy.cli("show servers state be_y")).contains(" y1 ", " y2 ");
        }
    }

    @Test
    void splitsByWeightsInOneBackend() {
        try (var haproxy = HaproxyConfig.weights(TWO, TWO).withoutMaster().start()) {
            assertThat(haproxy.cli("get weight kong/x1")).contains("100 (initial 100)");
            assertThat(haproxy.cli("get weight kong/y2")).contains("0 (initial 0)");
        }
    }

    @Test
    void reloadBringsANewWorkerAndForgetsRuntimeWeights() {
        try (var haproxy = HaproxyConfig.weights(TWO, TWO).start()) {
            long before = haproxy.workerPid();
            haproxy.cli("set server kong/y1 weight 50");
            haproxy.reload();
            assertThat(haproxy.workerPid()).isNotEqualTo(before);
            assertThat(haproxy.cli("get weight kong/y1")).contains("0 (initial 0)");
        }
    }

    @Test
    void aFrozenWorkerAnswersOnlyAfterItIsThawed() {
        try (var haproxy = HaproxyConfig.map(TWO, TWO).start()) {
            var admin = AdminSocket.at(haproxy.adminSocket());
            haproxy.freeze();
            assertThatThrownBy(() -> admin.ask("show info", Duration.ofMillis(100)))
                    .isInstanceOf(UncheckedIOException.class);
            haproxy.thaw();
            assertThat(admin.ask("show info")).contains("Pid: ");
        }
    }

    @Test
    void theOperatorSocketMayNotWrite() {
        try (var haproxy = HaproxyConfig.weights(TWO, TWO).start()) {
            assertThat(AdminSocket.at(haproxy.operatorSocket()).ask("set server kong/y1 weight 5"))
                    .contains("Permission denied");
        }
    }

    @Test
    void killLeavesTheSocketFileAndRestartAnswersAgain() {
        try (var haproxy = HaproxyConfig.map(TWO, TWO).start()) {
            haproxy.kill();
            assertThat(haproxy.adminSocket()).exists();
            assertThatThrownBy(() -> haproxy.cli("show info")).hasMessageContaining("refused");
            haproxy.restart();
            assertThat(haproxy.workerPid()).isPositive();
        }
    }

    @Test
    void closeEndsEveryProcessAndRemovesTheDirectory() throws IOException {
        var haproxy = HaproxyConfig.map(TWO, TWO).start();
        long first = haproxy.workerPid();
        haproxy.reload();
        long second = haproxy.workerPid();
        haproxy.freeze();
        haproxy.close();
        assertThat(List.of(first, second)).allMatch(ProcessTree::hasEnded);
        assertThat(Files.exists(haproxy.directory())).isFalse();
    }

    @Test
    void aConfigurationThatHaproxyRefusesIsToldInItsOwnWords() {
        assertThatThrownBy(() ->
                        HaproxyConfig.map(TWO, TWO).globalLine("nonsense 1").start())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("nonsense");
    }
}
