package io.crossfade.haproxy;

import io.crossfade.core.port.TrafficRouter;
import io.crossfade.resilient.ResilientRouter;
import io.crossfade.testkit.HaproxyConfig;
import io.crossfade.testkit.HaproxyProcess;
import io.crossfade.testkit.Ports;
import io.crossfade.testkit.VertxTestLoop;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * How long a rollback takes, from the request that decides it to the read-back that verifies it, beside what a bare
 * blocking client needs for the same bytes (and the same work on the map file) at the same HAProxy in the same run.
 *
 * <p>Both take turns in short blocks, so that a busy machine disturbs both alike.
 */
final class ActuationBenchmark {

    /** The share, in parts of 10,000, that is taken back. */
    static final int FORWARD = 100;

    private static final int BLOCKS = 10;
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
    private static final long LONGEST_BLOCK_MINUTES = 1;

    /** A way to roll back. */
    interface Way {
        /** The nanoseconds of each of {@code count} rollbacks, each after a pause. */
        long[] rollBack(int count, long pauseNanos);
    }

    /**
     * Percentiles in microseconds.
     *
     * @param what what was compared
     * @param bareP50 of the bare client
     * @param p50 of Crossfade
     */
    record Comparison(String what, double bareP50, double bareP99, double p50, double p99) {

        double ratio() {
            return p50 / bareP50;
        }

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "%-42s bare p50 %6.0f us p99 %6.0f us   crossfade p50 %6.0f us p99 %6.0f us   p50 ratio %.2f",
                    what,
                    bareP50,
                    bareP99,
                    p50,
                    p99,
                    ratio());
        }
    }

    /**
     * What a run showed.
     *
     * @param firstMicros the first rollback of the process, after reads only
     */
    record Report(double firstMicros, List<Comparison> comparisons) {

        @Override
        public String toString() {
            var lines = new ArrayList<String>();
            lines.add(String.format(
                    Locale.ROOT, "first rollback of the process, after reads only: %.1f ms", firstMicros / 1000));
            comparisons.forEach(comparison -> lines.add(comparison.toString()));
            return String.join(System.lineSeparator(), lines);
        }
    }

    private ActuationBenchmark() {}

    /** Takes the number of rollbacks back to back; a tenth of them is made with pauses or with the file. */
    public static void main(String[] arguments) {
        System.out.println(run(arguments.length == 0 ? 5000 : Integer.parseInt(arguments[0])));
    }

    static Report run(int count) {
        var ports = Ports.free(4);
        try (var loop = new VertxTestLoop();
                var haproxy = HaproxyConfig.map(ports.subList(0, 2), ports.subList(2, 4))
                        .candidateParts(FORWARD)
                        .start()) {
            return run(count, loop, haproxy);
        }
    }

    private static Report run(int count, VertxTestLoop loop, HaproxyProcess haproxy) {
        var spec = RouterRig.spec("unix:" + haproxy.adminSocket(), haproxy);
        try (var withFile = resilient(new HaproxyMapRouter(spec, loop.vertx(), loop), loop);
                var runtime = resilient(new RuntimeOnlyRouter(spec, loop), loop)) {
            var whole = new ReactorWay(spec, loop, withFile);
            var first = whole.firstNanos() / 1e3;
            var bare = new BareClient(spec, false);
            var bareWhole = new BareClient(spec, true);
            var ours = new ReactorWay(spec, loop, runtime);
            int sparse = Math.max(BLOCKS, count / 10);
            return new Report(
                    first,
                    List.of(
                            compare("running value, back to back", bare, ours, count, 0),
                            compare("running value, 10 ms pauses", bare, ours, sparse, PAUSE_NANOS),
                            compare("running value and map file, back to back", bareWhole, whole, sparse, 0),
                            compare(
                                    "running value and map file, 10 ms pauses",
                                    bareWhole,
                                    whole,
                                    sparse,
                                    PAUSE_NANOS)));
        }
    }

    private static TrafficRouter resilient(TrafficRouter router, VertxTestLoop loop) {
        return new ResilientRouter(router, loop, ResilientRouter.Settings.defaults(1));
    }

    /** The first block of each warms up and does not count. */
    private static Comparison compare(String what, Way bare, Way ours, int count, long pauseNanos) {
        int block = Math.max(1, count / BLOCKS);
        bare.rollBack(block, pauseNanos);
        ours.rollBack(block, pauseNanos);
        var bareNanos = new long[block * BLOCKS];
        var nanos = new long[block * BLOCKS];
        for (int i = 0; i < BLOCKS; i++) {
            System.arraycopy(bare.rollBack(block, pauseNanos), 0, bareNanos, i * block, block);
            System.arraycopy(ours.rollBack(block, pauseNanos), 0, nanos, i * block, block);
        }
        Arrays.sort(bareNanos);
        Arrays.sort(nanos);
        return new Comparison(what, micros(bareNanos, 50), micros(bareNanos, 99), micros(nanos, 50), micros(nanos, 99));
    }

    private static double micros(long[] sorted, int percent) {
        return sorted[(int) ((sorted.length - 1) * (percent / 100.0))] / 1e3;
    }

    static <T> T result(CompletableFuture<T> future) {
        try {
            return future.get(LONGEST_BLOCK_MINUTES, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }
}
