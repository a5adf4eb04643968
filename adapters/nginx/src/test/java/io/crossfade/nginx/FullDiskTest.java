package io.crossfade.nginx;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.core.plan.AchievedShare;
import io.crossfade.core.plan.Share;
import io.crossfade.core.port.WriteResult;
import io.crossfade.testkit.NginxConfig;
import io.crossfade.testkit.NginxProcess;
import io.crossfade.testkit.Ports;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The folder of the include is full: no step forward is begun, and the way back goes through. */
class FullDiskTest {

    private NginxProcess nginx;
    private SmallDisk disk;
    private NginxRig rig;

    @BeforeEach
    void start() throws IOException {
        var ports = Ports.free(2);
        nginx = NginxConfig.of(ports.subList(0, 1), ports.subList(1, 2)).start();
        disk = new SmallDisk(nginx.directory().resolve("conf.d"));
        nginx.reload();
        rig = NginxRig.before(nginx);
    }

    @AfterEach
    void stop() {
        rig.close();
        disk.close();
        nginx.close();
    }

    @Test
    void forwardNothingIsWrittenAndTheOldSplitServes() {
        assertThat(rig.apply(1000, 1)).isInstanceOf(WriteResult.Applied.class);
        var before = NginxRig.textOf(nginx.includeFile());
        var workers = nginx.workerPids();
        disk.fill();

        assertThat(rig.apply(2000, 2))
                .isInstanceOfSatisfying(
                        WriteResult.NotSent.class,
                        refused -> assertThat(refused.reason())
                                .contains("no way back could be laid ready", "No space left on device"));

        assertThat(nginx.includeFile()).hasContent(before);
        assertThat(nginx.workerPids()).isEqualTo(workers);
        serves(1000);
        disk.empty();
        assertThat(rig.apply(2000, 3)).isInstanceOf(WriteResult.Applied.class);
        serves(2000);
    }

    @Test
    void backTheFileThatLiesReadyIsRenamed() {
        assertThat(rig.apply(1000, 1)).isInstanceOf(WriteResult.Applied.class);
        disk.fill();

        assertThat(rig.apply(0, 2)).isInstanceOf(WriteResult.Applied.class);
        serves(0);
        assertThat(rig.apply(0, 2)).isInstanceOf(WriteResult.Applied.class);
        serves(0);
    }

    @Test
    void backByAControllerThatComesNewToAFullDisk() {
        assertThat(rig.apply(1000, 1)).isInstanceOf(WriteResult.Applied.class);
        disk.fill();

        try (var next = NginxRig.before(nginx)) {
            assertThat(next.apply(0, 1)).isInstanceOf(WriteResult.Applied.class);
        }
        serves(0);
    }

    @Test
    void aFailedStepForwardLeavesTheWayBackForTheShareThatServes() {
        assertThat(rig.apply(1000, 1)).isInstanceOf(WriteResult.Applied.class);
        disk.fill();
        assertThat(rig.apply(2000, 2)).isInstanceOf(WriteResult.NotSent.class);

        assertThat(rig.apply(0, 3)).isInstanceOf(WriteResult.Applied.class);
        serves(0);
    }

    private void serves(int parts) {
        var reading = rig.read();
        assertThat(reading.share()).isEqualTo(new AchievedShare(parts, Share.WHOLE));
        assertThat(reading.doubts()).isEmpty();
        assertThat(NginxRig.textOf(nginx.includeFile()))
                .contains("generation=" + NginxRig.servedGeneration(nginx) + " share=" + parts + "/10000 ");
    }
}
