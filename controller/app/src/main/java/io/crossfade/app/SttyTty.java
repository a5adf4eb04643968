package io.crossfade.app;

import io.crossfade.app.view.Size;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The process's controlling terminal, by {@code stty}, which every system with terminals has.
 *
 * <p>Ctrl-C stays a signal. Ctrl-Z and Ctrl-S are switched off while keys come one by one: a controller that is stopped
 * watches no guard.
 */
final class SttyTty implements Tty {

    private static final File DEVICE = new File("/dev/tty");
    private static final Path STAT = Path.of("/proc/self/stat");
    private static final long SECONDS = 2;
    private static final int LONGEST_ANSWER = 512;

    private final InputStream keys;
    private @Nullable String before;

    private SttyTty(InputStream keys) {
        this.keys = keys;
    }

    /** The terminal, where the process has one and is in its foreground. */
    static Optional<Tty> open() {
        if (!inForeground()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new SttyTty(new FileInputStream(DEVICE)));
        } catch (IOException none) {
            return Optional.empty();
        }
    }

    /** Touching the terminal from the background stops the whole process. Where this cannot be told it is assumed not. */
    private static boolean inForeground() {
        try {
            var stat = Files.readString(STAT);
            // After the name, which may hold anything: state, parent, group, session, terminal, the terminal's group.
            var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            return fields[2].equals(fields[5]);
        } catch (IOException | IndexOutOfBoundsException notLinux) {
            return true;
        }
    }

    @Override
    public Size size() {
        try {
            var answer = stty("size").split(" ", -1);
            int rows = Integer.parseInt(answer[0]);
            int columns = Integer.parseInt(answer[1]);
            return rows > 0 && columns > 0 ? new Size(columns, rows) : Size.USUAL;
        } catch (IOException | NumberFormatException | IndexOutOfBoundsException unknown) {
            return Size.USUAL;
        }
    }

    @Override
    public synchronized void raw() throws IOException {
        var settings = stty("-g");
        before = settings;
        stty("-icanon", "-echo", "-ixon", "min", "1", "time", "0", "susp", "undef");
    }

    @Override
    public synchronized void restore() {
        if (before == null) {
            return;
        }
        try {
            stty(before);
        } catch (IOException gone) {
            // The terminal is gone, or hangs; nobody can look at it.
        }
        before = null;
    }

    @Override
    public int key() throws IOException {
        return keys.read();
    }

    private static String stty(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("stty"));
        command.addAll(Arrays.asList(arguments));
        var process = new ProcessBuilder(command)
                .redirectInput(DEVICE)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IOException("stty: did not do " + String.join(" ", arguments));
            }
            var answer = process.getInputStream().readNBytes(LONGEST_ANSWER);
            return new String(answer, StandardCharsets.US_ASCII).strip();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("stty: interrupted", interrupted);
        } finally {
            process.destroy();
        }
    }
}
