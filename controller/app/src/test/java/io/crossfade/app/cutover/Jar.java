package io.crossfade.app.cutover;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The runnable jar, run as an operator runs it. */
final class Jar {

    private static final Path FILE = Path.of("target", "crossfade.jar").toAbsolutePath();
    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private Jar() {}

    /** What a command said and how it ended. */
    record Result(int exit, String out, String err) {}

    static Process start(Path directory, List<String> words) {
        return start(directory, List.of(), words);
    }

    /** @param options of the Java machine */
    static Process start(Path directory, List<String> options, List<String> words) {
        if (!Files.isRegularFile(FILE)) {
            throw new AssertionError(FILE + " (expected: the runnable jar, which the phase package makes)");
        }
        var command = new ArrayList<>(List.of(JAVA.toString()));
        command.addAll(options);
        command.addAll(List.of("-jar", FILE.toString()));
        command.addAll(words);
        try {
            return new ProcessBuilder(command).directory(directory.toFile()).start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs a command to its end, which must come within 30 s. */
    static Result run(Path directory, String... words) {
        try {
            var out = Files.createTempFile(directory, "out", ".txt");
            var err = Files.createTempFile(directory, "err", ".txt");
            var command = new ArrayList<>(List.of(JAVA.toString(), "-jar", FILE.toString()));
            command.addAll(List.of(words));
            var process = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start();
            if (!process.waitFor(LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                throw new AssertionError(List.of(words) + ": not ended within " + LIMIT);
            }
            return new Result(
                    process.exitValue(),
                    Files.readString(out, StandardCharsets.UTF_8),
                    Files.readString(err, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }
}
