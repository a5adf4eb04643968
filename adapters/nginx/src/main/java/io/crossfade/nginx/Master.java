package io.crossfade.nginx;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A running NGINX as the kernel shows it: the master and its workers. A reload replaces every worker; nothing but that,
 * or a probe, tells that one has really happened. All methods block: for a worker thread.
 *
 * @param pid the master's process id
 * @param startTicks when it started, in hundredths of a second since the machine's start
 * @param stopped whether it is stopped in its tracks, and hears no reload
 * @param workers its worker processes
 */
record Master(long pid, long startTicks, boolean stopped, List<Worker> workers) {

    private static final Path PROC = Path.of("/proc");
    private static final String MASTER = "nginx: master process";
    private static final String WORKER = "nginx: worker process";
    private static final String LEAVING = "is shutting down";
    private static final long TICK_MILLIS = 10;

    /**
     * A worker.
     *
     * @param startTicks when it started, in hundredths of a second since the machine's start
     * @param active whether it takes new requests; one that is shutting down ends those that it has
     */
    record Worker(long pid, long startTicks, boolean active) {}

    Master {
        workers = List.copyOf(workers);
    }

    /**
     * The master whose process id stands in {@code pidFile}.
     *
     * @throws IOException where there is none, with a message for people
     */
    static Master of(Path pidFile) throws IOException {
        long pid = pidIn(pidFile);
        var title = title(pid);
        if (!title.startsWith(MASTER)) {
            throw new IOException("pid file " + pidFile + " names process " + pid
                    + (title.isEmpty() ? ", which does not run" : ", which is no NGINX master"));
        }
        var workers = new ArrayList<Worker>();
        for (long child : children(pid)) {
            var role = title(child);
            if (role.startsWith(WORKER)) {
                workers.add(new Worker(child, stat(child).startTicks(), !role.contains(LEAVING)));
            }
        }
        var stat = stat(pid);
        return new Master(pid, stat.startTicks(), stat.state() == 'T' || stat.state() == 't', workers);
    }

    /** Which life of NGINX this is: a reload keeps it, a restart does not. */
    String incarnation() {
        return pid + "@" + startTicks;
    }

    List<Worker> active() {
        return workers.stream().filter(Worker::active).toList();
    }

    /** How many old workers still end requests that they had before a reload. */
    int leaving() {
        return workers.size() - active().size();
    }

    /** True where none of the workers that took requests in {@code before} does so any more, and others do. */
    boolean hasTurnedOverSince(Master before) {
        var old = before.active().stream().map(Worker::pid).toList();
        return !active().isEmpty() && active().stream().noneMatch(worker -> old.contains(worker.pid()));
    }

    /**
     * True where every worker that takes requests started after {@code instant}, or at most {@code tolerance} before
     * it: the clocks of files and processes are read at different precision.
     */
    boolean allStartedSince(Instant instant, Duration tolerance) throws IOException {
        var uptime = Files.readString(PROC.resolve("uptime"), StandardCharsets.US_ASCII);
        long upMillis = (long) (Double.parseDouble(uptime.substring(0, uptime.indexOf(' '))) * 1000);
        var boot = Instant.now().minusMillis(upMillis);
        var earliest = instant.minus(tolerance);
        return !active().isEmpty()
                && active().stream()
                        .allMatch(worker -> !boot.plusMillis(worker.startTicks() * TICK_MILLIS)
                                .isBefore(earliest));
    }

    private static long pidIn(Path pidFile) throws IOException {
        try {
            var text = Files.readString(pidFile, StandardCharsets.US_ASCII).strip();
            if (text.matches("[1-9][0-9]{0,9}")) {
                return Long.parseLong(text);
            }
            throw new IOException("pid file " + pidFile + ": no process id in it");
        } catch (NoSuchFileException e) {
            throw new IOException("pid file " + pidFile + " does not exist: NGINX is not running, or has another", e);
        }
    }

    /** One file where the kernel has it, else a look at every process. */
    private static List<Long> children(long pid) throws IOException {
        var file = PROC.resolve(pid + "/task/" + pid + "/children");
        try {
            return Stream.of(Files.readString(file, StandardCharsets.US_ASCII)
                            .strip()
                            .split(" "))
                    .filter(word -> !word.isEmpty())
                    .map(Long::valueOf)
                    .toList();
        } catch (NoSuchFileException e) {
            return ProcessHandle.of(pid).stream()
                    .flatMap(ProcessHandle::children)
                    .map(ProcessHandle::pid)
                    .toList();
        }
    }

    /** The title that a process gave itself; empty where it is gone. */
    private static String title(long pid) {
        try {
            return Files.readString(PROC.resolve(pid + "/cmdline"), StandardCharsets.UTF_8)
                    .replace('\0', ' ')
                    .strip();
        } catch (IOException gone) {
            return "";
        }
    }

    private record Stat(char state, long startTicks) {}

    /** Of a process that is gone meanwhile: started at no time. */
    private static Stat stat(long pid) {
        try {
            var text = Files.readString(PROC.resolve(pid + "/stat"), StandardCharsets.UTF_8);
            var fields = text.substring(text.lastIndexOf(')') + 2).split(" ", -1);
            return new Stat(fields[0].charAt(0), Long.parseLong(fields[19]));
        } catch (IOException gone) {
            return new Stat('X', 0);
        }
    }
}
