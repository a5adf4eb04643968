package io.crossfade.haproxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.crossfade.core.plan.AchievedShare;
import io.crossfade.core.plan.Share;
import io.crossfade.core.port.UnreachableException;
import io.crossfade.core.port.WriteResult;
import io.crossfade.testkit.Await;
import io.crossfade.testkit.HaproxyConfig;
import io.crossfade.testkit.HaproxyProcess;
import io.crossfade.testkit.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HaproxyMapRouterTest {

    private HaproxyProcess haproxy;
    private RouterRig rig;

    @BeforeEach
    void start() {
        var ports = Ports.free(4);
        haproxy = HaproxyConfig.map(ports.subList(0, 2), ports.subList(2, 4)).start();
        rig = RouterRig.before(haproxy);
    }

    @AfterEach
    void stop() {
        rig.close();
        haproxy.close();
    }

    @Test
    void theSplitIsReadFromTheProcessAndAgreesWithTheFile() {
        var reading = rig.read();

        assertThat(reading.share()).isEqualTo(AchievedShare.NONE);
        assertThat(reading.configured()).isTrue();
        assertThat(reading.doubts()).isEmpty();
        assertThat(reading.incarnation()).startsWith(haproxy.workerPid() + "@");
        assertThat(reading.baselineUsable()).isEqualTo(2);
        assertThat(reading.candidateUsable()).isEqualTo(2);
    }

    @Test
    void aWriteIsReadBackAndStandsInTheFileToo() throws IOException {
        var applying = rig.begin(2501, 1);

        assertThat(Await.result(applying.outcome())).isInstanceOfSatisfying(WriteResult.Applied.class, applied -> {
            assertThat(applied.asked()).isEqualTo(new Share(2501).exactly());
            assertThat(applied.reading().share()).isEqualTo(applied.asked());
            assertThat(applied.reading().doubts()).isEmpty();
            assertThat(applied.reading().configured()).isTrue();
        });
        assertThat(Await.result(applying.settled())).isTrue();
        assertThat(runningValue()).isEqualTo("2501");
        assertThat(Files.readString(haproxy.mapFile())).isEqualTo("ycut 2501\n");
    }

    @Test
    void theRestOfTheMapFileStaysAsItWas() throws IOException {
        Files.writeString(haproxy.mapFile(), "# shares\nother 7\n  ycut   0\n# end");
        Files.setPosixFilePermissions(haproxy.mapFile(), PosixFilePermissions.fromString("rw-r-----"));

        rig.apply(5000, 1);

        assertThat(Files.readString(haproxy.mapFile())).isEqualTo("# shares\nother 7\nycut 5000\n# end\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(haproxy.mapFile())))
                .isEqualTo("rw-r-----");
        assertThat(haproxy.directory().resolve(".split.map.crossfade")).doesNotExist();
    }

    @Test
    void aReloadKeepsTheSplitAndBeginsANewLife() {
        rig.apply(3000, 1);
        var before = rig.read();
        haproxy.reload();

        var after = rig.read();

        assertThat(after.share()).isEqualTo(before.share());
        assertThat(after.incarnation()).isNotEqualTo(before.incarnation());
        assertThat(after.configured()).isTrue();
    }

    @Test
    void aValueThatAPersonSetIsReadWithADoubtBecauseTheFileSaysOtherwise() {
        haproxy.cli("set map " + haproxy.mapFile() + " ycut 700");

        var reading = rig.read();

        assertThat(reading.share()).isEqualTo(new Share(700).exactly());
        assertThat(reading.configured()).isFalse();
        assertThat(reading.doubts())
                .containsExactly("map file " + haproxy.mapFile() + " says 0, the running process 700");
    }

    @Test
    void aMapFileThatCannotBeWrittenLeavesTheRunningValueSetAndADoubt() throws IOException {
        var blocked = haproxy.directory().resolve(".split.map.crossfade");
        Files.createDirectories(blocked.resolve("in-the-way"));
        try {
            assertThat(rig.apply(0, 1)).isInstanceOf(WriteResult.Applied.class);
            assertThat(rig.apply(100, 2)).isInstanceOfSatisfying(WriteResult.Applied.class, applied -> {
                assertThat(applied.reading().share()).isEqualTo(applied.asked());
                assertThat(applied.reading().doubts())
                        .singleElement()
                        .asString()
                        .startsWith("map file: ");
            });
            assertThat(runningValue()).isEqualTo("100");
            assertThat(Files.readString(haproxy.mapFile())).isEqualTo("ycut 0\n");
        } finally {
            Files.delete(blocked.resolve("in-the-way"));
        }
    }

    @Test
    void aWriteToNobodyIsNotSent() {
        haproxy.kill();

        var applying = rig.begin(100, 1);

        assertThat(Await.result(applying.outcome()))
                .asInstanceOf(type(WriteResult.NotSent.class))
                .extracting(WriteResult.NotSent::reason)
                .asString()
                .contains("Connection refused");
        assertThat(Await.result(applying.settled())).isTrue();
        assertThat(rig.readFailure()).isInstanceOf(UnreachableException.class);
    }

    @Test
    void aWriteToAStalledHaproxyIsUnknownAndSettlesWhenItLandsAfterAll() {
        haproxy.freeze();
        var forward = rig.begin(7000, 1);
        assertThat(Await.result(forward.outcome())).isInstanceOf(WriteResult.Unknown.class);
        assertThat(forward.settled().toCompletableFuture()).isNotDone();

        haproxy.thaw();

        assertThat(Await.result(forward.settled())).isTrue();
        assertThat(runningValue()).isEqualTo("7000");
        assertThat(rig.apply(0, 2)).isInstanceOf(WriteResult.Applied.class);
        assertThat(runningValue()).isEqualTo("0");
    }

    @Test
    void aStalledHaproxyCannotBeRead() {
        haproxy.freeze();

        assertThat(rig.readFailure()).isInstanceOf(UnreachableException.class).hasMessageContaining("no answer within");
        haproxy.thaw();
    }

    @Test
    void anUnknownMapIsRefusedInHaproxysOwnWords() {
        var spec =
                new HaproxySpec(rig.spec.socket(), "/no/such.map", "ycut", "be_x", "be_y", HaproxyConfig.RING, false);
        try (var other = new RouterRig(spec)) {
            assertThat(other.apply(100, 1))
                    .isEqualTo(new WriteResult.Refused("Unknown map identifier. Please use #<id> or <file>."));
        }
    }

    @Test
    void serversInMaintenanceAreNotUsable() {
        haproxy.cli("set server be_y/y1 state maint;set server be_y/y2 state drain;set server be_x/x1 weight 0");

        var reading = rig.read();

        assertThat(reading.candidateUsable()).isZero();
        assertThat(reading.baselineUsable()).isEqualTo(1);
    }

    @Test
    void aValueThatIsNoShareIsReadAsWhatHaproxyMakesOfItWithADoubt() {
        for (var value : List.of("abc", "-5")) {
            haproxy.cli("set map " + haproxy.mapFile() + " ycut " + value);
            assertThat(rig.read().share()).isEqualTo(AchievedShare.NONE);
            assertThat(rig.read().doubts()).contains("map value: " + value + " (expected: 0-10000)");
        }
        haproxy.cli("set map " + haproxy.mapFile() + " ycut 20000");
        assertThat(rig.read().share()).isEqualTo(Share.ALL.exactly());
    }

    @Test
    void readingsBesideAWriteNeverDoubtTheFile() {
        for (int parts = 1; parts <= 40; parts++) {
            var applying = rig.begin(parts, parts);
            assertThat(rig.read().doubts()).isEmpty();
            Await.result(applying.outcome());
        }
    }

    private String runningValue() {
        return Snapshot.valueIn(haproxy.cli("get map " + haproxy.mapFile() + " ycut"));
    }
}
