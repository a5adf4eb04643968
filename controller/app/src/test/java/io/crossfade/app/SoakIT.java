package io.crossfade.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.testkit.Behaviour;
import io.crossfade.testkit.FaultyCluster;
import io.crossfade.testkit.HaproxyConfig;
import io.crossfade.testkit.HaproxyProcess;
import io.crossfade.testkit.Ports;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Cutovers back to back in one process on a real HAProxy under traffic, promoted and rolled back by turns, leave no file
 * descriptor, no thread and no memory behind, and never keep the loop. A few by default, ten minutes of them by
 * {@code -Dcrossfade.soak=PT10M}.
 */
final class SoakIT {

    private static final Duration LENGTH = Duration.parse(System.getProperty("crossfade.soak", "PT0S"));
    private static final int FEW = 3;

    /** A connection of the clients or to the clusters may be open or not at any moment. */
    private static final int MORE_DESCRIPTORS = 8;

    /** What ends late, such as a pool's own threads after their idle time. */
    private static final int MORE_THREADS = 10;

    private static final long MORE_HEAP = 4 << 20;

    /** What the whole machine may be held up by while it builds and tests other things. */
    private static final double LONGEST_LAG = 2;

    private static final Pattern LAG = Pattern.compile("(?m)^crossfade_loop_lag_seconds_max(?:\\{[^}]*})? (\\S+)");

    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();

    @TempDir
    private Path folder;

    /** What this process holds between two cutovers. */
    private record Held(long descriptors, int threads, long heap) {

        static Held now() {
            var memory = ManagementFactory.getMemoryMXBean();
            memory.gc();
            try (var entries = Files.list(Path.of("/proc/self/fd"))) {
                return new Held(
                        entries.count(),
                        ManagementFactory.getThreadMXBean().getThreadCount(),
                        memory.getHeapMemoryUsage().getUsed());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        Held most(Held other) {
            return new Held(
                    Math.max(descriptors, other.descriptors),
                    Math.max(threads, other.threads),
                    Math.max(heap, other.heap));
        }

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT, "%d descriptors, %d threads, %.1f MB of heap", descriptors, threads, heap / 1e6);
        }
    }

    @Test
    void nothingIsLeftOfCutoversThatAreOver() throws Exception {
        var well = Behaviour.healthy(Duration.ofMillis(3));
        try (var x = FaultyCluster.start("x", 1, 1, well);
                var y = FaultyCluster.start("y", 1, 2, well);
                var haproxy = HaproxyConfig.map(x.ports(), y.ports()).start();
                var clients = new Clients(haproxy.frontPort())) {
            var plan = plan(haproxy);
            long end = System.nanoTime() + LENGTH.toNanos();
            var lags = new ArrayList<Double>();
            promoted(plan, lags);
            var first = Held.now();
            var most = first;
            int cutovers = 1;
            while (cutovers <= FEW || System.nanoTime() < end) {
                if (cutovers % 2 == 0) {
                    y.behave(well);
                    promoted(plan, lags);
                } else {
                    y.behave(well.errors(0.9));
                    assertThat(cutover(plan, lags)).isEqualTo(10);
                }
                cutovers++;
                most = most.most(Held.now());
            }
            double lag = lags.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
            System.out.printf(
                    Locale.ROOT,
                    "[figures] soak: %d cutovers, %d requests; after the first: %s; at most since: %s; loop late by %.3f s at most%n",
                    cutovers,
                    clients.sent(),
                    first,
                    most,
                    lag);
            assertThat(most.descriptors()).isLessThanOrEqualTo(first.descriptors() + MORE_DESCRIPTORS);
            assertThat(most.threads()).isLessThanOrEqualTo(first.threads() + MORE_THREADS);
            assertThat(most.heap()).isLessThanOrEqualTo(first.heap() + MORE_HEAP);
            assertThat(lag).isLessThan(LONGEST_LAG);
        }
    }

    /** One that goes well, and everything back to the baseline after it. */
    private void promoted(String plan, List<Double> lags) throws Exception {
        assertThat(cutover(plan, lags)).isZero();
        assertThat(command("rollback", plan)).isEqualTo(11);
    }

    /** The exit code of one; how late its loop was is added to {@code lags}. */
    private int cutover(String plan, List<Double> lags) throws Exception {
        var address = "127.0.0.1:" + Ports.free();
        var run = CompletableFuture.supplyAsync(() -> command("run", plan, "--yes", "--metrics", address));
        while (!run.isDone()) {
            lag(address, lags);
            try {
                run.get(300, TimeUnit.MILLISECONDS);
            } catch (TimeoutException notYet) {
                // It is looked at again.
            }
        }
        return run.get();
    }

    private static void lag(String address, List<Double> lags) throws InterruptedException {
        try {
            var text = HTTP.send(
                            HttpRequest.newBuilder(URI.create("http://" + address + "/metrics"))
                                    .build(),
                            BodyHandlers.ofString())
                    .body();
            var matcher = LAG.matcher(text);
            if (matcher.find()) {
                lags.add(Double.parseDouble(matcher.group(1)));
            }
        } catch (IOException notOpenOrClosing) {
            // Only a cutover that runs serves metrics.
        }
    }

    private int command(String... arguments) {
        var nowhere = new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
        var around = new Surroundings(
                nowhere,
                nowhere,
                Map.of("XDG_STATE_HOME", folder.resolve("state").toString()),
                new Terminal.Nobody(),
                folder);
        return Main.commandLine(around).execute(arguments);
    }

    private String plan(HaproxyProcess haproxy) throws IOException {
        return Files.writeString(folder.resolve("plan.yaml"), """
                        cutover: soak
                        routers:
                          - haproxy:
                              socket: unix:%s
                              map: { file: %s, key: ycut }
                              baseline: be_x
                              candidate: be_y
                              watch: { ring: crossfade }
                        guards:
                          - error-rate: { limit: 5%%, min-requests: 3 }
                        drain: 1s
                        over: 1s
                        steps:
                          - { candidate: 20%%, bake: { at-least: 1s, at-most: 60s } }
                          - { candidate: 100%%, bake: { at-least: 1s, at-most: 60s } }
                        """.formatted(haproxy.adminSocket(), haproxy.mapFile()))
                .toString();
    }

    /** A client that asks on and on and remembers nothing. */
    private static final class Clients implements AutoCloseable {

        private final HttpRequest request;
        private final Thread thread = new Thread(this::ask, "clients");
        private volatile boolean over;
        private final AtomicLong sent = new AtomicLong();

        Clients(int port) {
            request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/"))
                    .timeout(Duration.ofSeconds(5))
                    .build();
            thread.setDaemon(true);
            thread.start();
        }

        private void ask() {
            var http = HttpClient.newHttpClient();
            while (!over) {
                try {
                    http.send(request, BodyHandlers.discarding());
                    sent.incrementAndGet();
                } catch (IOException failed) {
                    sent.incrementAndGet();
                } catch (InterruptedException ended) {
                    over = true;
                }
            }
        }

        long sent() {
            return sent.get();
        }

        @Override
        public void close() {
            over = true;
            thread.interrupt();
        }
    }
}
