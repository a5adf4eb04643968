package io.crossfade.app.cutover;

import io.crossfade.testkit.HaproxyConfig;
import io.crossfade.testkit.HaproxyProcess;
import io.crossfade.testkit.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * What a controller costs while it watches: processor time and resident memory of its process, beside what HAProxy
 * itself used in the same time, with half of the traffic on each cluster. The clusters are a second HAProxy that
 * answers by itself and the clients are a {@code wrk}, so that the machine is left to what is measured.
 */
final class ControllerCost {

    private static final double TICKS_A_SECOND = 100;
    private static final Duration WARM_UP = Duration.ofSeconds(8);

    /**
     * What was measured at one rate.
     *
     * @param rate requests a second that HAProxy really carried
     * @param controllerPercent of one core
     * @param residentMegabytes of the controller, at the end
     * @param haproxyPercent of one core
     */
    record Cost(double rate, double controllerPercent, double residentMegabytes, double haproxyPercent) {

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "| %,.0f | %.1f %% | %.0f MB | %.1f %% |",
                    rate,
                    controllerPercent,
                    residentMegabytes,
                    haproxyPercent);
        }
    }

    private ControllerCost() {}

    static Cost measure(int rate, Duration length) {
        try (var directory = new Folder();
                var clusters = new AnsweringHaproxy(directory.path());
                var haproxy = HaproxyConfig.map(clusters.ports(0), clusters.ports(2))
                        .maxconn(5000)
                        .start();
                var load = new Wrk(directory.path(), haproxy.frontPort(), rate);
                var run = CutoverRun.start(
                        directory.path(),
                        plan(haproxy, directory.path()),
                        directory.path().resolve("state"))) {
            run.await("baking", 1, Duration.ofSeconds(30));
            pause(WARM_UP);
            if (!run.isAlive()) {
                return failed("the controller ended before it was measured\n" + run.story());
            }
            var cost = measure(haproxy, run.pid(), length);
            return load.isAlive() ? cost : failed("wrk ended before the measurement did");
        }
    }

    private static Cost failed(String why) {
        throw new AssertionError(why);
    }

    private static Cost measure(HaproxyProcess haproxy, long controller, Duration length) {
        long began = System.nanoTime();
        long controllerBefore = ticks(controller);
        long haproxyBefore = ticks(haproxy.workerPid());
        long requestsBefore = requests(haproxy);
        pause(length);
        double seconds = (System.nanoTime() - began) / 1e9;
        return new Cost(
                (requests(haproxy) - requestsBefore) / seconds,
                (ticks(controller) - controllerBefore) / TICKS_A_SECOND / seconds * 100,
                resident(controller) / 1024.0,
                (ticks(haproxy.workerPid()) - haproxyBefore) / TICKS_A_SECOND / seconds * 100);
    }

    private static Path plan(HaproxyProcess haproxy, Path directory) {
        var text = new PlanText(haproxy.adminSocket(), Topology.MAP.planLines(haproxy))
                .guards(PlanText.ERRORS, PlanText.LATENCY)
                .step("50%", "1h")
                .step("100%", "1h");
        try {
            return Files.writeString(directory.resolve("plan.yaml"), text.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long requests(HaproxyProcess haproxy) {
        return haproxy.cli("show info")
                .lines()
                .filter(line -> line.startsWith("CumReq:"))
                .mapToLong(line ->
                        Long.parseLong(line.substring("CumReq:".length()).strip()))
                .findFirst()
                .orElseThrow();
    }

    /** User and system time of a process in hundredths of a second, as the kernel accounts it. */
    private static long ticks(long pid) {
        var stat = read("/proc/" + pid + "/stat");
        var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
    }

    /** Resident memory of a process in kB. */
    private static long resident(long pid) {
        return read("/proc/" + pid + "/status")
                .lines()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                .findFirst()
                .orElseThrow();
    }

    private static String read(String path) {
        try {
            return Files.readString(Path.of(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Measuring over a time is to wait for it. */
    private static void pause(Duration duration) {
        try {
            TimeUnit.NANOSECONDS.sleep(duration.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    /** Keep-alive clients that wait after each answer, so that a request and its wait take eleven milliseconds or so. */
    private static final class Wrk implements AutoCloseable {

        private static final int WAIT_MILLIS = 10;

        private final Process process;

        Wrk(Path directory, int port, int rate) {
            try {
                var script = Files.writeString(
                        directory.resolve("wait.lua"), "function delay() return " + WAIT_MILLIS + " end\n");
                process = new ProcessBuilder(
                                "wrk",
                                "-t1",
                                "-c" + rate * (WAIT_MILLIS + 1) / 1000,
                                "-d5m",
                                "-s" + script,
                                "http://127.0.0.1:" + port + "/")
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
            } catch (IOException e) {
                throw new UncheckedIOException("wrk: not started (expected: apt-get install wrk)", e);
            }
        }

        boolean isAlive() {
            return process.isAlive();
        }

        @Override
        public void close() {
            process.destroy();
        }
    }

    /** Four servers in one process that answer 200 by themselves. */
    private static final class AnsweringHaproxy implements AutoCloseable {

        private final List<Integer> ports = Ports.free(4);
        private final Process process;

        AnsweringHaproxy(Path directory) {
            var text = new StringBuilder("""
                    global
                        maxconn 5000
                        nbthread 1
                    defaults
                        mode http
                        timeout client 1m
                        timeout connect 1s
                        timeout server 1m
                    """);
            for (int port : ports) {
                text.append("""
                        frontend s%d
                            bind 127.0.0.1:%d
                            http-request return status 200 content-type text/plain string ok
                        """.formatted(port, port));
            }
            try {
                var file = Files.writeString(directory.resolve("servers.cfg"), text);
                process = new ProcessBuilder("haproxy", "-db", "-f", file.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        List<Integer> ports(int from) {
            return ports.subList(from, from + 2);
        }

        @Override
        public void close() {
            process.destroy();
        }
    }

    /** A folder that is gone at the end. */
    private record Folder(Path path) implements AutoCloseable {

        Folder() {
            this(newFolder());
        }

        private static Path newFolder() {
            try {
                return Files.createTempDirectory("crossfade-cost-");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() {
            try (var files = Files.walk(path)) {
                for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(file);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
