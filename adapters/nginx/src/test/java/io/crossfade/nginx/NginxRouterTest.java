package io.crossfade.nginx;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.core.plan.AchievedShare;
import io.crossfade.core.plan.Share;
import io.crossfade.core.port.UnreachableException;
import io.crossfade.core.port.WriteResult;
import io.crossfade.testkit.Await;
import io.crossfade.testkit.NginxConfig;
import io.crossfade.testkit.NginxProcess;
import io.crossfade.testkit.Ports;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.time.Duration;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What goes wrong round a reload: NGINX serves on, and the old split is what is served and what is read. */
class NginxRouterTest {

    private NginxConfig config;
    private NginxProcess nginx;
    private NginxRig rig;

    @BeforeEach
    void start() {
        var ports = Ports.free(4);
        config = NginxConfig.of(ports.subList(0, 2), ports.subList(2, 4));
        nginx = config.start();
        rig = NginxRig.before(nginx);
    }

    @AfterEach
    void stop() {
        rig.close();
        nginx.close();
    }

    @Test
    void aWriteThatIsAppliedServesAndTheWayBackLiesReady() {
        assertThat(rig.apply(1000, 1)).isInstanceOf(WriteResult.Applied.class);

        serves(1000);
        assertThat(beside("baseline")).contains("share=0/10000").contains("{ * kong_x; }");
        assertThat(rig.read().incarnation()).startsWith(nginx.masterPid() + "@");
        assertThat(rig.read().configured()).isTrue();
    }

    @Test
    void aBadIncludeOfAnotherHandIsADoubtAndARollbackStillGoesThrough() {
        rig.apply(1000, 1);
        nginx.include("split_clients nonsense\n");

        assertThat(rig.read().share()).isEqualTo(share(1000));
        assertThat(rig.read().doubts()).anySatisfy(doubt -> assertThat(doubt).contains("line 1 is not"));
        assertThat(rig.apply(2000, 2)).isInstanceOf(WriteResult.Refused.class);
        assertThat(rig.apply(0, 3)).isInstanceOf(WriteResult.Applied.class);
        serves(0);
    }

    @Test
    void anIncludeThatIsWrittenInPlaceIsNotTakenForWhatServes() throws IOException {
        try (var unprobed = new NginxRig(NginxRig.spec(nginx, false, NginxRig.DEADLINE))) {
            unprobed.apply(1000, 1);
            Files.writeString(nginx.includeFile(), config.includeText(0, 0));

            assertThat(unprobed.read().share()).isEqualTo(share(1000));
            assertThat(unprobed.read().doubts())
                    .singleElement(InstanceOfAssertFactories.STRING)
                    .contains("a reload would bring");
            assertThat(unprobed.apply(0, 2)).isInstanceOf(WriteResult.Applied.class);
            serves(0);
        }
    }

    @Test
    void aFailingTestRestoresTheOldFileAndReloadsNothing() {
        rig.apply(1000, 1);
        var before = NginxRig.textOf(nginx.includeFile());
        var workers = nginx.workerPids();
        nginx.reconfigure(text -> text + "nonsense on;\n");

        var result = rig.apply(2000, 2);

        assertThat(result)
                .isInstanceOfSatisfying(
                        WriteResult.Refused.class,
                        refused -> assertThat(refused.reason())
                                .contains("the test command fails", "unknown directive \"nonsense\"", "nginx.conf:"));
        assertThat(nginx.includeFile()).hasContent(before);
        assertThat(nginx.workerPids()).isEqualTo(workers);
        serves(1000);
    }

    @Test
    void aTestThatFailsWhileTheCandidateHasAShareIsToldAsNoWayBack() {
        rig.apply(1000, 1);
        nginx.reconfigure(text -> text + "nonsense on;\n");

        Await.until(
                "the doubt",
                () -> rig.read().doubts().stream()
                        .anyMatch(doubt -> doubt.startsWith("no way back: the test command fails")));
        assertThat(rig.read().share()).isEqualTo(share(1000));
        assertThat(rig.apply(0, 2))
                .isInstanceOfSatisfying(
                        WriteResult.Refused.class,
                        refused -> assertThat(refused.reason()).startsWith("no way back"));
        assertThat(rig.read().share()).isEqualTo(share(1000));

        nginx.reconfigure(text -> text.replace("nonsense on;\n", ""));
        assertThat(rig.apply(0, 2)).isInstanceOf(WriteResult.Applied.class);
        serves(0);
    }

    @Test
    void aPortClashAfterAPassingTestKeepsTheOldSplitAndSaysWhy() throws IOException {
        rig.apply(1000, 1);
        try (var busy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nginx.reconfigure(text -> text.replace(
                    "  server {", "  server { listen 127.0.0.1:" + busy.getLocalPort() + "; }\n  server {"));

            var result = rig.apply(2000, 2);

            assertThat(result)
                    .isInstanceOfSatisfying(
                            WriteResult.Refused.class,
                            refused -> assertThat(refused.reason())
                                    .contains("the reload did not take", "the old split serves on"));
            serves(1000);
        }
    }

    @Test
    void aStalePidFileIsUnreachableAndNothingIsWritten() throws IOException {
        rig.apply(1000, 1);
        var before = NginxRig.textOf(nginx.includeFile());
        Files.writeString(nginx.pidFile(), "999999999\n");

        assertThat(rig.readFailure()).isInstanceOf(UnreachableException.class).hasMessageContaining("pid file");
        assertThat(rig.apply(2000, 2)).isInstanceOf(WriteResult.NotSent.class);
        assertThat(nginx.includeFile()).hasContent(before);
        assertThat(NginxRig.servedGeneration(nginx)).isEqualTo(generationOf(before));

        Files.writeString(nginx.pidFile(), nginx.masterPid() + "\n");
        serves(1000);
    }

    @Test
    void aPidFileThatNamesAnotherProgramIsUnreachable() throws IOException {
        Files.writeString(nginx.pidFile(), ProcessHandle.current().pid() + "\n");

        assertThat(rig.readFailure()).hasMessageContaining("which is no NGINX master");
    }

    @Test
    void aDeadMasterIsUnreachableWhileItsWorkersServeOn() {
        rig.apply(1000, 1);
        nginx.killMaster();

        assertThat(rig.readFailure()).isInstanceOf(UnreachableException.class);
        assertThat(rig.apply(2000, 2)).isInstanceOf(WriteResult.NotSent.class);
        assertThat(rig.apply(0, 3))
                .isInstanceOfSatisfying(
                        WriteResult.Unknown.class,
                        unknown -> assertThat(unknown.reason()).contains("its include gives the candidate 0%"));
    }

    @Test
    void aRestartOfNginxIsAnotherIncarnationWithTheSameSplit() {
        rig.apply(1000, 1);
        var before = rig.read().incarnation();
        nginx.restart();

        assertThat(rig.read().incarnation()).isNotEqualTo(before);
        serves(1000);
    }

    @Test
    void killedBetweenRenameAndReloadTheNextControllerReportsWhatServes() {
        for (boolean probe : new boolean[] {true, false}) {
            try (var first = new NginxRig(NginxRig.spec(nginx, probe, NginxRig.DEADLINE))) {
                assertThat(first.apply(1000, 1)).isInstanceOf(WriteResult.Applied.class);
            }
            nginx.include(config.includeText(1_000_000, 5000));

            try (var next = new NginxRig(NginxRig.spec(nginx, probe, NginxRig.DEADLINE))) {
                assertThat(next.read().share()).isEqualTo(share(1000));
                assertThat(next.read().configured()).isFalse();
                assertThat(next.read().doubts())
                        .singleElement(InstanceOfAssertFactories.STRING)
                        .contains("a reload would bring");
                assertThat(next.apply(0, 1)).isInstanceOf(WriteResult.Applied.class);
                assertThat(next.read().share()).isEqualTo(AchievedShare.NONE);
                assertThat(next.read().doubts()).isEmpty();
            }
        }
    }

    @Test
    void aNewerGenerationOfAnotherControllerRefusesTheWrite() {
        rig.apply(1000, 1);
        try (var other = NginxRig.before(nginx)) {
            assertThat(other.apply(0, 1)).isInstanceOf(WriteResult.Applied.class);
        }

        assertThat(rig.apply(2000, 2))
                .isInstanceOfSatisfying(
                        WriteResult.Refused.class,
                        refused -> assertThat(refused.reason()).contains("another controller has written generation"));
        serves(0);
    }

    @Test
    void aForeignChangeOfTheRestHoldsAForwardReloadAndIsNamedAndARollbackGoesThrough() {
        rig.examine();
        rig.apply(1000, 1);
        nginx.reconfigure(text -> text.replace("worker_shutdown_timeout 10s;", "worker_shutdown_timeout 11s;"));

        assertThat(rig.apply(2000, 2))
                .isInstanceOfSatisfying(
                        WriteResult.Refused.class,
                        refused -> assertThat(refused.reason())
                                .contains("the rest of the configuration was changed", "nginx.conf"));
        Await.until(
                "the doubt",
                () -> rig.read().doubts().stream()
                        .anyMatch(doubt -> doubt.contains("the rest of the configuration was changed")));
        assertThat(rig.read().share()).isEqualTo(share(1000));
        assertThat(rig.apply(0, 3)).isInstanceOf(WriteResult.Applied.class);
        serves(0);
    }

    @Test
    void whatIsAskedForAgainIsNotReloadedAgain() {
        rig.apply(1000, 1);
        var workers = nginx.workerPids();

        assertThat(rig.apply(1000, 2)).isInstanceOf(WriteResult.Applied.class);
        assertThat(nginx.workerPids()).isEqualTo(workers);
    }

    @Test
    void aRollbackOvertakesAWriteThatStillWaitsForItsProof() throws IOException {
        rig.apply(1000, 1);
        try (var busy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var clash = "server { listen 127.0.0.1:" + busy.getLocalPort() + "; }\n  ";
            nginx.reconfigure(text -> text.replace("  server {\n    listen", "  " + clash + "server {\n    listen"));
            var forward = rig.begin(2000, 2);
            Await.until(
                    "a reload under way",
                    () -> NginxRig.textOf(nginx.errorLog()).contains("bind()"));
            nginx.reconfigure(text -> text.replace(clash, ""));

            var rollback = rig.begin(0, 3);

            assertThat(Await.result(forward.outcome())).isInstanceOf(WriteResult.Unknown.class);
            assertThat(Await.result(rollback.outcome())).isInstanceOf(WriteResult.Applied.class);
            assertThat(Await.result(forward.settled())).isTrue();
            assertThat(Await.result(rollback.settled())).isTrue();
        }
        serves(0);
        assertThat(Await.throughout(
                        Duration.ofMillis(300), () -> rig.read().share().isNone()))
                .isTrue();
    }

    /** What is read is what is served, and nothing is in doubt. */
    private void serves(int parts) {
        var reading = rig.read();
        assertThat(reading.share()).isEqualTo(share(parts));
        assertThat(reading.doubts()).isEmpty();
        var text = NginxRig.textOf(nginx.includeFile());
        assertThat(text).contains(" share=" + parts + "/10000 ");
        assertThat(NginxRig.servedGeneration(nginx)).isEqualTo(generationOf(text));
    }

    private String beside(String what) {
        return NginxRig.textOf(nginx.includeFile().resolveSibling(".crossfade.conf." + what));
    }

    private static String generationOf(String text) {
        return text.replaceFirst("(?s)^# crossfade generation=([0-9]+) .*", "$1");
    }

    private static AchievedShare share(int parts) {
        return new AchievedShare(parts, Share.WHOLE);
    }
}
