package io.crossfade.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What helps at the command line: completion and the manual page. */
@Timeout(60)
final class ManualsTest {

    @TempDir
    private Path folder;

    private Desk desk;

    @BeforeEach
    void sit() {
        desk = new Desk(folder);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bash", "zsh"})
    void completionKnowsEveryCommand(String shell) {
        assertThat(desk.run("completion", shell)).isZero();
        for (var name : Main.commandLine(desk.around()).getSubcommands().keySet()) {
            assertThat(desk.out()).contains("_crossfade_" + name);
        }
    }

    @Test
    void bashTakesTheCompletionAndCompletes() throws Exception {
        assertThat(desk.run("completion", "bash")).isZero();
        var script = Files.writeString(folder.resolve("completion"), desk.out());
        var bash = new ProcessBuilder(
                        "bash",
                        "-c",
                        "source " + script + "; COMP_WORDS=(crossfade ro); COMP_CWORD=1; _complete_crossfade;"
                                + " echo ${COMPREPLY[*]}")
                .redirectErrorStream(true)
                .start();
        assertThat(bash.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualToIgnoringNewLines("rollback");
    }

    @Test
    void manualPageHasEveryCommandAndNothingThatTroffWouldTakeForItself() {
        assertThat(desk.run("man")).isZero();
        assertThat(desk.out()).startsWith(".TH CROSSFADE 1");
        for (var name : Main.commandLine(desk.around()).getSubcommands().keySet()) {
            assertThat(desk.out()).contains(".SH \"crossfade " + name + "\"");
        }
        assertThat(desk.out().lines().filter(line -> line.startsWith(".")))
                .allMatch(line -> line.matches("\\.(TH|SH|nf|fi).*"));
    }
}
