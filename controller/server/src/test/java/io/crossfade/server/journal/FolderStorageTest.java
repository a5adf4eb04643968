package io.crossfade.server.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.core.analysis.FakeJudge;
import io.crossfade.core.machine.Ending;
import io.crossfade.core.machine.Event;
import io.crossfade.core.plan.Share;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The journal on real files. */
@Timeout(60)
final class FolderStorageTest {

    @TempDir
    private Path folder;

    @Test
    void aWholeCutoverIsReadBackFromItsFiles() throws Exception {
        var scene = new Scene(new FolderStorage(folder), 2).eventful();
        assertThat(scene.close()).isTrue();

        var recorded = JournalReader.read(folder);
        assertThat(recorded.tail().kind()).isEqualTo(Tail.Kind.CLOSED);
        assertThat(Replay.differences(recorded)).isEmpty();
        assertThat(JournalReader.records(folder)).hasSize((int) recorded.tail().sequence() + 1);
        var file = folder.resolve(Segment.name(1));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(Files.readString(file)).contains("${ENV:TOKEN}").doesNotContain("fake:lb-1");
    }

    @Test
    void finishedJournalsAreKeptUpToTwenty() throws Exception {
        var archive = new JournalArchive(folder);
        for (int i = 1; i <= JournalArchive.MOST_KEPT + 3; i++) {
            new Scene(new FolderStorage(folder), 1).close();
            archive.add();
        }

        assertThat(JournalReader.exists(folder)).isFalse();
        assertThat(archive.kept())
                .hasSize(JournalArchive.MOST_KEPT)
                .startsWith("000004")
                .endsWith("000023");
        assertThat(JournalReader.read(folder.resolve("past/000023")).finished()).isTrue();
    }

    /** A disk of one mebibyte that is really full. Needs the right to mount, as root has it. */
    @Test
    void aDiskThatIsReallyFullForbidsTheShiftAndTakesTheRollback() throws Exception {
        assertThat(run("mount", "-t", "tmpfs", "-o", "size=1m", "crossfade-test", folder.toString()))
                .as("a tmpfs could be mounted")
                .isZero();
        try {
            var scene = new Scene(new FolderStorage(folder), 2).run(Duration.ofSeconds(1));
            fill();
            for (int i = 0; i < 50 && Files.exists(folder.resolve("journal.reserve")); i++) {
                scene.submit(new Event.HoldRequested("uses the rest of the file's last block"));
            }
            assertThat(folder.resolve("journal.reserve")).doesNotExist();
            scene.submit(new Event.ResumeRequested(false, "go on")).says(FakeJudge.passing());
            scene.run(Duration.ofMinutes(2));
            assertThat(scene.state()).isEqualTo("holding");
            assertThat(scene.share(0)).isEqualTo(Share.ofPercent(1).exactly());

            scene.says(FakeJudge.failing()).run(Duration.ofMinutes(1));
            assertThat(scene.ended).isCompletedWithValue(Ending.ROLLED_BACK);
            scene.close();

            var recorded = JournalReader.read(folder);
            assertThat(recorded.latest().ending()).contains(Ending.ROLLED_BACK);
            assertThat(Replay.differences(recorded)).isEmpty();
        } finally {
            run("umount", "-l", folder.toString());
        }
    }

    /** Leaves no byte free. */
    private void fill() throws IOException {
        try (var out = Files.newOutputStream(folder.resolve("ballast"))) {
            while (true) {
                out.write(new byte[4096]);
            }
        } catch (IOException full) {
            assertThat(full).hasMessageContaining("No space left");
        }
    }

    private static int run(String... command) throws Exception {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getInputStream().readAllBytes();
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }
}
