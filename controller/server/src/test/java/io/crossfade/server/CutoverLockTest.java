package io.crossfade.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CutoverLockTest {

    @TempDir
    private Path folder;

    private CutoverLock lock(String cutover, String... identities) throws Exception {
        return CutoverLock.acquire(folder, List.of(identities), cutover, new StateFolder(folder.resolve(cutover)));
    }

    @Test
    void secondControllerIsToldWhoTheFirstIs() throws Exception {
        try (var first = lock("first", "lb-1", "lb-2")) {
            assertThat(first).isNotNull();
            assertThatThrownBy(() -> lock("second", "lb-2", "lb-1"))
                    .isInstanceOf(CutoverLock.TakenException.class)
                    .hasMessageContaining("pid " + ProcessHandle.current().pid())
                    .hasMessageContaining("cutover first")
                    .hasMessageContaining(folder.resolve("first").toString());
        }
    }

    @Test
    void plansThatShareOneLoadBalancerKeepEachOtherOut() throws Exception {
        try (var first = lock("first", "lb-1", "lb-2")) {
            assertThat(first).isNotNull();
            assertThatThrownBy(() -> lock("second", "lb-2", "lb-3")).isInstanceOf(CutoverLock.TakenException.class);
        }
    }

    @Test
    void refusedControllerKeepsNoLockOfItsOwn() throws Exception {
        try (var first = lock("first", "lb-2")) {
            assertThat(first).isNotNull();
            assertThatThrownBy(() -> lock("second", "lb-1", "lb-2")).isInstanceOf(CutoverLock.TakenException.class);
            try (var third = lock("third", "lb-1")) {
                assertThat(third).isNotNull();
            }
        }
    }

    @Test
    void releasedLockCanBeTakenAgainThoughItsFileStays() throws Exception {
        lock("first", "lb-1").close();
        try (var files = Files.list(folder)) {
            assertThat(files.filter(file -> file.toString().endsWith(".lock"))).hasSize(1);
        }
        try (var second = lock("second", "lb-1")) {
            assertThat(second).isNotNull();
        }
    }

    @Test
    void linkInPlaceOfTheLockFileIsRefused() throws Exception {
        lock("first", "lb-1").close();
        Path file;
        try (var files = Files.list(folder)) {
            file = files.findFirst().orElseThrow();
        }
        var victim = Files.writeString(folder.resolve("victim"), "precious");
        Files.delete(file);
        Files.createSymbolicLink(file, victim);
        assertThatThrownBy(() -> lock("second", "lb-1")).isInstanceOf(ShellException.class);
        assertThat(victim).hasContent("precious");
    }
}
