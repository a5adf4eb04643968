package io.crossfade.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A real NGINX in a temporary directory, on a free port, ended with everything it started by {@link #close}. Not for
 * use by several threads.
 */
public final class NginxProcess implements AutoCloseable {

    static final String PID_FILE = "nginx.pid";
    static final String ERROR_LOG = "error.log";
    static final String ACCESS_LOG = "crossfade.log";
    static final String INCLUDES = "conf.d";

    private static final Duration START = Duration.ofSeconds(10);
    private static final int PORT_ATTEMPTS = 5;
    private static final String WORKER = "nginx: worker process";

    private final NginxConfig config;
    private final Path directory;
    private final ProcessTree tree;
    private int frontPort;
    private Process process;

    private NginxProcess(NginxConfig config, Path directory) throws IOException {
        this.config = config;
        this.directory = directory;
        this.tree = new ProcessTree(directory);
        // The workers run as another user where the master runs as root.
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.createDirectory(directory.resolve("temp"));
        Files.createDirectory(directory.resolve(INCLUDES));
        Files.writeString(includeFile(), config.firstInclude());
        this.process = launchOnFreePort();
    }

    static NginxProcess start(NginxConfig config) {
        try {
            return new NginxProcess(config, Files.createTempDirectory("crossfade-nginx-"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where it listens for requests. */
    public int frontPort() {
        return frontPort;
    }

    /** The address that answers the generation that is served. */
    public String probeUrl() {
        return "http://127.0.0.1:" + frontPort + NginxConfig.PROBE_PATH;
    }

    /** The temporary directory with the configuration, the logs and the include. */
    public Path directory() {
        return directory;
    }

    /** The configuration file. */
    public Path configFile() {
        return directory.resolve("nginx.conf");
    }

    /** The include that splits; its folder is included as {@code *.conf}. */
    public Path includeFile() {
        return directory.resolve(INCLUDES).resolve("crossfade.conf");
    }

    /** The log with one line of JSON for each request. */
    public Path accessLog() {
        return directory.resolve(ACCESS_LOG);
    }

    /** The error log, at level notice. */
    public Path errorLog() {
        return directory.resolve(ERROR_LOG);
    }

    /** The file with the master's process id. */
    public Path pidFile() {
        return directory.resolve(PID_FILE);
    }

    /** The command that tests the configuration. */
    public List<String> testCommand() {
        return command("-t");
    }

    /** The command that reloads the configuration. */
    public List<String> reloadCommand() {
        return command("-s", "reload");
    }

    /** The master's process id. */
    public long masterPid() {
        return process.pid();
    }

    /** The workers that take requests, without those that are shutting down. */
    public List<Long> workerPids() {
        return process.children()
                .filter(child -> title(child.pid()).equals(WORKER))
                .map(ProcessHandle::pid)
                .sorted()
                .toList();
    }

    /** Puts another text in the include's place, whole at once; takes effect at the next {@link #reload}. */
    public void include(String text) {
        try {
            var next = directory.resolve("next");
            Files.writeString(next, text);
            Files.move(next, includeFile(), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Changes the configuration file; takes effect at the next {@link #reload} or {@link #restart}. */
    public void reconfigure(UnaryOperator<String> change) {
        try {
            Files.writeString(configFile(), change.apply(Files.readString(configFile())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reloads by signal and waits until new workers alone take requests. */
    public void reload() {
        var before = workerPids();
        Signals.send("HUP", process.pid());
        Await.until("new workers, and no old one, after SIGHUP:\n" + ProcessTree.text(errorLog()), START, () -> {
            var now = workerPids();
            return now.size() == config.workers() && now.stream().noneMatch(before::contains);
        });
        remember();
    }

    /** Stops master and workers in their tracks (SIGSTOP), until {@link #thaw}. */
    public void freeze() {
        remember();
        tree.running().forEach(handle -> Signals.send("STOP", handle.pid()));
    }

    /** Lets frozen processes go on (SIGCONT). */
    public void thaw() {
        tree.running().forEach(handle -> Signals.send("CONT", handle.pid()));
    }

    /** Ends the master alone (SIGKILL), as the kernel does when memory runs out: its workers serve on. */
    public void killMaster() {
        remember();
        process.destroyForcibly();
        ProcessTree.awaitEnd(process.toHandle());
    }

    /** Ends every process at once (SIGKILL), leaving the pid file, as a crash does. */
    public void kill() {
        remember();
        tree.kill();
    }

    /** Starts again on the same port and directory after {@link #kill}. */
    public void restart() {
        kill();
        try {
            process = launch();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (!awaitWorkers()) {
            throw new AssertionError("nginx does not start again:\n" + ProcessTree.text(errorLog()));
        }
        remember();
    }

    /** Ends exactly the processes that were started here and removes the directory. */
    @Override
    public void close() {
        remember();
        tree.close();
    }

    private Process launchOnFreePort() throws IOException {
        for (int attempt = 1; ; attempt++) {
            frontPort = Ports.free();
            Files.writeString(configFile(), config.text(directory, frontPort));
            process = launch();
            if (awaitWorkers()) {
                remember();
                return process;
            }
            kill();
            // Somebody may have taken the port between the look and the bind.
            if (attempt == PORT_ATTEMPTS || !ProcessTree.text(errorLog()).contains("Address already in use")) {
                throw new AssertionError("nginx does not start:\n" + ProcessTree.text(errorLog())
                        + ProcessTree.text(directory.resolve("output.log")));
            }
        }
    }

    private Process launch() throws IOException {
        Files.deleteIfExists(pidFile());
        try {
            return new ProcessBuilder(command())
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(
                            directory.resolve("output.log").toFile()))
                    .start();
        } catch (IOException e) {
            throw new AssertionError(
                    "nginx can not be run (expected: NGINX 1.22 or later; on Debian: apt-get install nginx-light)", e);
        }
    }

    private boolean awaitWorkers() {
        return Await.within(START, () -> isUp() || !process.isAlive()) && process.isAlive();
    }

    /** Workers are forked one after the other; a test must not begin between two of them. */
    private boolean isUp() {
        return Files.exists(pidFile()) && workerPids().size() == config.workers();
    }

    private List<String> command(String... more) {
        var words = new ArrayList<>(List.of(
                binary(),
                "-p",
                directory + "/",
                "-c",
                configFile().toString(),
                "-e",
                errorLog().toString()));
        words.addAll(List.of(more));
        return List.copyOf(words);
    }

    /** Debian puts it where the PATH of a plain user does not look. */
    private static String binary() {
        return Files.isExecutable(Path.of("/usr/sbin/nginx")) ? "/usr/sbin/nginx" : "nginx";
    }

    private void remember() {
        tree.remember(process);
    }

    /** The title that NGINX gave a process; another text where there is none any more. */
    private static String title(long pid) {
        return ProcessTree.text(Path.of("/proc/" + pid + "/cmdline"))
                .replace('\0', ' ')
                .strip();
    }
}
