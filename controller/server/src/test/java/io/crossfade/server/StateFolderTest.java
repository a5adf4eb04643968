package io.crossfade.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class StateFolderTest {

    @TempDir
    private Path base;

    @Test
    void folderIsCreatedClosedToOthers() throws Exception {
        var folder = new StateFolder(base.resolve("a/b"));
        folder.prepare();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.path())))
                .isEqualTo("rwx------");
    }

    @Test
    void openFolderIsClosedToOthers() throws Exception {
        var open = Files.createDirectory(base.resolve("open"));
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));
        new StateFolder(open).prepare();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(open)))
                .isEqualTo("rwx------");
    }

    @Test
    void fileInItsPlaceIsRefused() throws Exception {
        var file = Files.createFile(base.resolve("file"));
        assertThatThrownBy(() -> new StateFolder(file).prepare())
                .isInstanceOf(ShellException.class)
                .hasMessageContaining("expected: a directory");
    }

    @Test
    void linkToAFolderIsRefused() throws Exception {
        var link = Files.createSymbolicLink(base.resolve("link"), base);
        assertThatThrownBy(() -> new StateFolder(link).prepare()).isInstanceOf(ShellException.class);
    }

    @Test
    void pathTooLongForASocketIsRefusedWithAWayOut() {
        var longest = new StateFolder(base.resolve("x".repeat(120)));
        assertThatThrownBy(longest::prepare)
                .isInstanceOf(ShellException.class)
                .hasMessageContaining("expected: <= 107; name a shorter --state-dir");
    }

    @ParameterizedTest
    @CsvSource({"nfs,true", "nfs4,true", "cifs,true", "fuse.sshfs,true", "ext4,false", "xfs,false", "tmpfs,false"})
    void diskOfAnotherMachineIsRefused(String fileSystem, boolean refused) {
        assertThat(StateFolder.isRemote(fileSystem)).isEqualTo(refused);
    }

    @Test
    void defaultFollowsXdgAndOtherwiseTheHome() {
        assertThat(StateFolder.byDefault("c", Map.of("XDG_STATE_HOME", "/s", "HOME", "/h"))
                        .path())
                .hasToString("/s/crossfade/c");
        assertThat(StateFolder.byDefault("c", Map.of("XDG_STATE_HOME", "relative", "HOME", "/h"))
                        .path())
                .hasToString("/h/.local/state/crossfade/c");
    }
}
