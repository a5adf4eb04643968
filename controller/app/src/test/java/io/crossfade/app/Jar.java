package io.crossfade.app;

import io.crossfade.testkit.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** The runnable jar as a process of its own, as an operator starts it. */
final class Jar implements AutoCloseable {

    private static final Path FILE = Path.of("target", "crossfade.jar");

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Process process;
    private final Path out;
    private final Path err;

    private Jar(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    /**
     * Starts it with its state below {@code folder}. Signals are set to their defaults: whoever runs the tests in the
     * background has them ignored, and a process inherits that.
     */
    static Jar start(Path folder, String... arguments) {
        try {
            var command = new ArrayList<>(List.of("env", "--default-signal=INT,HUP,TERM"));
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.addAll(List.of(
                    "-XX:TieredStopAtLevel=1", "-jar", FILE.toAbsolutePath().toString()));
            command.addAll(List.of(arguments));
            var out = Files.createTempFile(folder, "out", ".txt");
            var err = Files.createTempFile(folder, "err", ".txt");
            var builder =
                    new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
            builder.environment().put("XDG_STATE_HOME", folder.resolve("state").toString());
            return new Jar(builder.start(), out, err);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Starts it and waits for its end. */
    static Jar run(Path folder, String... arguments) {
        var jar = start(folder, arguments);
        jar.exit();
        return jar;
    }

    long pid() {
        return process.pid();
    }

    String out() {
        return read(out);
    }

    String err() {
        return read(err);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    void awaitOut(String text) {
        await(text, this::out);
    }

    void awaitErr(String text) {
        await(text, this::err);
    }

    private void await(String text, Supplier<String> stream) {
        if (!Await.within(PATIENCE, () -> stream.get().contains(text))) {
            throw new AssertionError(text + ": not within " + PATIENCE + " in:\n" + this);
        }
    }

    void signal(String name) {
        try {
            new ProcessBuilder("kill", "-" + name, Long.toString(pid())).start().waitFor();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        }
    }

    /** The exit code, waited for. */
    int exit() {
        try {
            if (!process.waitFor(90, TimeUnit.SECONDS)) {
                throw new AssertionError("still running:\n" + this);
            }
            return process.exitValue();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    @Override
    public String toString() {
        return "--- stdout\n" + out() + "--- stderr\n" + err();
    }
}
