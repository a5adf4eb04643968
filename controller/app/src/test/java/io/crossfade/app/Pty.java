package io.crossfade.app;

import io.crossfade.testkit.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** The runnable jar on a terminal of its own, made by {@code script}: a person's view of it. */
final class Pty implements AutoCloseable {

    private static final Path FILE = Path.of("target", "crossfade.jar");

    private final Process process;
    private final Path typescript;

    private Pty(Process process, Path typescript) {
        this.process = process;
        this.typescript = typescript;
    }

    /** Starts it on a terminal of 100 columns and 30 rows, with the terminal's settings told before and after. */
    static Pty start(Path folder, String arguments) {
        try {
            var typescript = Files.createTempFile(folder, "typescript", ".txt");
            var java = Path.of(System.getProperty("java.home"), "bin", "java");
            var shell = "trap : INT; stty rows 30 cols 100; echo before $(stty -g); " + java
                    + " -XX:TieredStopAtLevel=1 -jar " + FILE.toAbsolutePath() + " " + arguments
                    + "; code=$?; echo after $(stty -g); exit $code";
            var builder = new ProcessBuilder(
                            "env", "--default-signal=INT,HUP,TERM", "script", "-qefc", shell, typescript.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD);
            var environment = builder.environment();
            environment.put("XDG_STATE_HOME", folder.resolve("state").toString());
            environment.put("TERM", "xterm");
            environment.put("LC_ALL", "C.UTF-8");
            environment.put("SHELL", "/bin/sh");
            environment.remove("NO_COLOR");
            return new Pty(builder.start(), typescript);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    void type(String keys) {
        try {
            process.getOutputStream().write(keys.getBytes(StandardCharsets.US_ASCII));
            process.getOutputStream().flush();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    String seen() {
        try {
            return Files.readString(typescript);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    void awaitSeen(String text) {
        Await.until(text + " in:\n" + seen(), Duration.ofSeconds(30), () -> seen().contains(text));
    }

    int exit() {
        try {
            if (!process.waitFor(90, TimeUnit.SECONDS)) {
                throw new AssertionError("still running:\n" + seen());
            }
            return process.exitValue();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        }
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
