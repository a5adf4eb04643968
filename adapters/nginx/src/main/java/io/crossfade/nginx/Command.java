package io.crossfade.nginx;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Runs programs of the plan, word by word, without a shell. Blocks: for a worker thread. */
final class Command {

    /** Longer answers are cut: a whole nginx configuration fits many times. */
    static final int LARGEST = 8 * 1024 * 1024;

    private static final int LONGEST_WORDS = 200;
    private static final long LOOK_MILLIS = 20;
    private static final Duration AFTER_END = Duration.ofMillis(500);

    private Command() {}

    /**
     * How a program ended.
     *
     * @param exit its exit code; -1 where it could not be started or did not end in time
     * @param started whether it ran at all
     * @param ended whether it ended by itself
     * @param out what it said, at most {@link #LARGEST} bytes
     * @param errors what it complained of, likewise
     */
    record Result(int exit, boolean started, boolean ended, String out, String errors) {

        boolean succeeded() {
            return exit == 0;
        }

        /** The program's own words, shortened: NGINX marks the line that tells why. */
        String words() {
            var text = errors.isBlank() ? out : errors;
            var telling = text.lines()
                    .filter(line -> line.contains("[emerg]") || line.contains("[error]"))
                    .findFirst()
                    .or(() -> text.lines().filter(line -> !line.isBlank()).findFirst())
                    .orElse("exit code " + exit);
            return shortened(telling);
        }
    }

    static String shortened(String text) {
        var line = text.strip();
        return line.length() > LONGEST_WORDS ? line.substring(0, LONGEST_WORDS) + "…" : line;
    }

    /** Runs {@code words}; what has not ended after {@code limit} is killed. */
    static Result run(List<String> words, Duration limit) {
        return run(words, limit, new Halt());
    }

    /** As {@link #run(List, Duration)}, killed at {@code halt} too. */
    static Result run(List<String> words, Duration limit, Halt halt) {
        Process process;
        try {
            process = new ProcessBuilder(words)
                    .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                    .start();
        } catch (IOException e) {
            return new Result(-1, false, false, "", String.valueOf(e.getMessage()));
        }
        var out = drained(process.getInputStream(), words);
        var errors = drained(process.getErrorStream(), words);
        try {
            if (!ends(process, limit, halt)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
                return new Result(
                        -1, true, false, "", words.get(0) + ": no end within " + limit.toMillis() + "ms, killed");
            }
            return new Result(process.exitValue(), true, true, text(out), text(errors));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
            return new Result(-1, true, false, "", words.get(0) + ": interrupted");
        }
    }

    private static boolean ends(Process process, Duration limit, Halt halt) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        while (!process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
            if (System.nanoTime() >= end || halt.isSet()) {
                return false;
            }
        }
        return true;
    }

    /** Reads on another thread, so that a program that says much on one stream is not held up. */
    private static CompletableFuture<String> drained(InputStream stream, List<String> words) {
        var text = new CompletableFuture<String>();
        var reader = new Thread(
                () -> {
                    var kept = new ByteArrayOutputStream();
                    var piece = new byte[8192];
                    try (stream) {
                        for (int read = stream.read(piece); read >= 0; read = stream.read(piece)) {
                            kept.write(piece, 0, Math.min(read, LARGEST - kept.size()));
                        }
                    } catch (IOException e) {
                        kept.writeBytes(String.valueOf(e.getMessage()).getBytes(StandardCharsets.UTF_8));
                    }
                    text.complete(kept.toString(StandardCharsets.UTF_8));
                },
                "output of " + words.get(0));
        reader.setDaemon(true);
        reader.start();
        return text;
    }

    /** A program that left a child behind may keep a stream open; what came until now has to do. */
    private static String text(CompletableFuture<String> drained) {
        return drained.completeOnTimeout("", AFTER_END.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }
}
