package io.crossfade.testkit;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * A real HAProxy in a temporary directory, on free ports, ended with everything it started by {@link #close}. Not for
 * use by several threads, but for {@link #cli}.
 */
public final class HaproxyProcess implements AutoCloseable {

    static final String MAP_FILE = "split.map";

    private static final Duration START = Duration.ofSeconds(10);
    private static final Pattern PID = Pattern.compile("(?m)^Pid: (\\d+)$");
    private static final int PORT_ATTEMPTS = 5;

    private final HaproxyConfig config;
    private final Path directory;
    private final ProcessTree tree;
    private final Set<Long> frozen = new LinkedHashSet<>();
    private int frontPort;
    private Process process;

    private HaproxyProcess(HaproxyConfig config, Path directory) throws IOException {
        this.config = config;
        this.directory = directory;
        this.tree = new ProcessTree(directory);
        Files.writeString(mapFile(), config.mapText());
        this.process = launchOnFreePort();
    }

    static HaproxyProcess start(HaproxyConfig config) {
        try {
            return new HaproxyProcess(config, Files.createTempDirectory("crossfade-haproxy-"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where it listens for requests. */
    public int frontPort() {
        return frontPort;
    }

    /** The Runtime API with level admin. */
    public Path adminSocket() {
        return directory.resolve("admin.sock");
    }

    /** The Runtime API with level operator, which may not write. */
    public Path operatorSocket() {
        return directory.resolve("operator.sock");
    }

    /** The Runtime API with level user, which may not even see addresses. */
    public Path userSocket() {
        return directory.resolve("user.sock");
    }

    /** The temporary directory with the configuration, the sockets and the map. */
    public Path directory() {
        return directory;
    }

    /** The map file of the map topology. */
    public Path mapFile() {
        return directory.resolve(MAP_FILE);
    }

    /** The configuration file. */
    public Path configFile() {
        return directory.resolve("haproxy.cfg");
    }

    /** Sends one line to the admin socket on an own connection and returns the whole reply. */
    public String cli(String line) {
        return AdminSocket.at(adminSocket()).ask(line);
    }

    /** The process that answers the admin socket. */
    public long workerPid() {
        return pidIn(cli("show info")).orElseThrow(() -> new AssertionError("show info: no Pid"));
    }

    /** Changes the configuration file; takes effect at the next {@link #reload} or {@link #restart}. */
    public void reconfigure(UnaryOperator<String> change) {
        try {
            Files.writeString(configFile(), change.apply(Files.readString(configFile())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reloads as the Debian service does, and waits until only the new worker answers. Needs the master. */
    public void reload() {
        if (!config.hasMaster()) {
            throw new IllegalStateException("withoutMaster: true (expected: a master to reload)");
        }
        long old = workerPid();
        askMasterToReload();
        // Right after the hand-over a connection may still reach the old worker, so one answer proves nothing.
        int[] inARow = {0};
        boolean renewed = Await.within(START, () -> {
            var pid = tryPid();
            inARow[0] = pid.isPresent() && pid.getAsLong() != old ? inARow[0] + 1 : 0;
            return inARow[0] >= 5;
        });
        if (!renewed) {
            throw new AssertionError("no new worker within " + START + " after SIGUSR2:\n" + log());
        }
        remember();
    }

    /** Stops the worker in its tracks (SIGSTOP): it accepts connections and never answers, until {@link #thaw}. */
    public void freeze() {
        long pid = workerPid();
        Signals.send("STOP", pid);
        frozen.add(pid);
    }

    /** Lets a frozen worker go on (SIGCONT). */
    public void thaw() {
        for (long pid : Set.copyOf(frozen)) {
            Signals.send("CONT", pid);
            frozen.remove(pid);
        }
    }

    /** Ends every process at once (SIGKILL), leaving the socket files, as a crash does. */
    public void kill() {
        remember();
        frozen.clear();
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
        if (!awaitAnswer()) {
            throw new AssertionError("haproxy does not start again:\n" + log());
        }
        remember();
    }

    /** Ends exactly the processes that were started here and removes the directory. */
    @Override
    public void close() {
        remember();
        tree.close();
    }

    /** A master that has only just forked its first worker may lose the signal, so it is sent until it is heard. */
    private void askMasterToReload() {
        long heard = reloadsHeard();
        for (int attempt = 1; attempt <= 10; attempt++) {
            Signals.send("USR2", process.pid());
            if (Await.within(Duration.ofMillis(500), () -> reloadsHeard() > heard)) {
                return;
            }
        }
        throw new AssertionError("SIGUSR2 is not heard:\n" + log());
    }

    private long reloadsHeard() {
        return log().lines().filter(line -> line.endsWith("Reloading HAProxy")).count();
    }

    private Process launchOnFreePort() throws IOException {
        for (int attempt = 1; ; attempt++) {
            frontPort = Ports.free();
            Files.writeString(configFile(), config.text(directory, frontPort));
            process = launch();
            if (awaitAnswer()) {
                remember();
                return process;
            }
            kill();
            // Somebody may have taken the port between the look and the bind.
            if (attempt == PORT_ATTEMPTS || !log().contains("cannot bind")) {
                throw new AssertionError("haproxy does not start:\n" + log());
            }
        }
    }

    private Process launch() throws IOException {
        var builder = config.hasMaster()
                ? new ProcessBuilder("haproxy", "-W", "-db", "-f", configFile().toString())
                : new ProcessBuilder("haproxy", "-db", "-f", configFile().toString());
        File output = directory.resolve("haproxy.log").toFile();
        try {
            return builder.directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(output))
                    .start();
        } catch (IOException e) {
            throw new AssertionError(
                    "haproxy can not be run (expected: HAProxy 2.6 or later on the PATH; on Debian: apt-get install"
                            + " haproxy)",
                    e);
        }
    }

    private boolean awaitAnswer() {
        return Await.within(START, () -> tryPid().isPresent() || !process.isAlive()) && process.isAlive();
    }

    private OptionalLong tryPid() {
        try {
            return pidIn(new AdminSocket(UnixDomainSocketAddress.of(adminSocket())).ask("show info"));
        } catch (UncheckedIOException e) {
            return OptionalLong.empty();
        }
    }

    private static OptionalLong pidIn(String info) {
        var pid = PID.matcher(info);
        return pid.find() ? OptionalLong.of(Long.parseLong(pid.group(1))) : OptionalLong.empty();
    }

    private void remember() {
        tree.remember(process);
    }

    private String log() {
        return ProcessTree.text(directory.resolve("haproxy.log"));
    }
}
