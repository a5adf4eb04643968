package io.crossfade.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The processes that a test started and what those started, in a temporary directory: ended exactly and removed by
 * {@link #close}, and where the test's own process ends before that.
 */
final class ProcessTree implements AutoCloseable {

    private final Path directory;
    private final Set<ProcessHandle> started = new LinkedHashSet<>();
    private final Thread hook = new Thread(this::kill, "end-processes");

    ProcessTree(Path directory) {
        this.directory = directory;
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** A process and its present descendants are to be ended. */
    void remember(Process process) {
        started.add(process.toHandle());
        process.descendants().forEach(started::add);
    }

    List<ProcessHandle> running() {
        return started.stream().filter(ProcessHandle::isAlive).toList();
    }

    /** Ends every process at once (SIGKILL). */
    void kill() {
        started.forEach(ProcessHandle::destroyForcibly);
        started.forEach(ProcessTree::awaitEnd);
        started.clear();
    }

    @Override
    public void close() {
        kill();
        if (Thread.currentThread() != hook) {
            Runtime.getRuntime().removeShutdownHook(hook);
        }
        try (var files = Files.walk(directory)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void awaitEnd(ProcessHandle handle) {
        Await.until("end of process " + handle.pid(), () -> hasEnded(handle.pid()));
    }

    /** An orphan that ended stays in the table until the system's first process collects it, maybe for seconds. */
    static boolean hasEnded(long pid) {
        try {
            var stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            return stat.startsWith("Z", stat.lastIndexOf(')') + 2);
        } catch (IOException e) {
            return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty();
        }
    }

    /** A file's text, or that it could not be read: for messages. */
    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return "no " + file + ": " + e;
        }
    }
}
