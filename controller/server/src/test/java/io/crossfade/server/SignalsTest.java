package io.crossfade.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class SignalsTest {

    @Test
    void signalRunsItsTaskEachTime() throws Exception {
        var twice = new CountDownLatch(2);
        // SIGWINCH: ignored where nobody catches it, so that a failing test ends nothing.
        assertThat(Signals.on("WINCH", twice::countDown)).isTrue();
        long pid = ProcessHandle.current().pid();
        new ProcessBuilder("kill", "-WINCH", Long.toString(pid)).start().waitFor();
        assertThat(twice.await(200, TimeUnit.MILLISECONDS)).isFalse();
        new ProcessBuilder("kill", "-WINCH", Long.toString(pid)).start().waitFor();
        assertThat(twice.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void unknownSignalIsNotCaught() {
        assertThat(Signals.on("NONSUCH", () -> {})).isFalse();
    }
}
