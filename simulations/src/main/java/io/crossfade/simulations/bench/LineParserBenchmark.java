package io.crossfade.simulations.bench;

import io.crossfade.core.port.Outcome;
import io.crossfade.haproxy.HaproxyLineParser;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * What it costs to read one line of an HAProxy's request stream: every request passes here, on the one loop that also
 * rolls back. The lines are those of {@code format rfc5424} and {@code option httplog}, about 170 bytes each, no two
 * alike, so that no branch is learnt by heart.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class LineParserBenchmark {

    private static final int LINES = 1024;

    private final Tally tally = new Tally();
    private final HaproxyLineParser parser =
            new HaproxyLineParser("be_x", "be_y", (cluster, server) -> tally.servers++, tally);
    private final int[] ends = new int[LINES];
    private byte[] text = {};

    /**
     * What a run of the benchmark showed.
     *
     * @param nanosPerLine the mean over all iterations
     * @param bytesPerLine what was allocated
     */
    public record Result(double nanosPerLine, double bytesPerLine) {

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT, "HAProxy line parser: %.0f ns and %.3f B a line", nanosPerLine, bytesPerLine);
        }
    }

    /** Sums up, so that no part of a line can be left unread. */
    private static final class Tally implements HaproxyLineParser.Sink {

        private int servers;
        private long sum;

        @Override
        public void request(int server, Outcome outcome, long latencyMicros, long activeMillis) {
            sum += server + (outcome == Outcome.FAILED ? 1 : 0) + latencyMicros + activeMillis;
        }
    }

    /** Writes the lines down. */
    @Setup
    public void write() {
        var random = new Random(1);
        var lines = new ByteArrayOutputStream();
        for (int i = 0; i < LINES; i++) {
            var line = line(random).getBytes(StandardCharsets.US_ASCII);
            lines.write(line, 0, line.length);
            ends[i] = lines.size();
        }
        text = lines.toByteArray();
    }

    private static String line(Random random) {
        int milli = random.nextInt(1000);
        int response = random.nextInt(300);
        boolean failed = random.nextInt(100) == 0;
        return String.format(
                Locale.ROOT,
                "<134>1 2026-11-20T03:48:38.%03d474+00:00 - haproxy 9307 - - 10.0.%d.%d:%d"
                        + " [20/Nov/2026:03:48:38.%03d] fe be_%s/kong-%d %d/0/%d/%d/%d %d %d - - %s %d/%d/0/0/0 0/0"
                        + " \"GET /orders/%d HTTP/1.1\"",
                milli,
                random.nextInt(256),
                random.nextInt(256),
                1024 + random.nextInt(60_000),
                milli,
                random.nextInt(10) == 0 ? "y" : "x",
                1 + random.nextInt(4),
                random.nextInt(3),
                random.nextInt(2),
                response,
                response + random.nextInt(20),
                failed ? 503 : 200,
                100 + random.nextInt(20_000),
                failed ? "SC--" : "----",
                1 + random.nextInt(200),
                1 + random.nextInt(100),
                random.nextInt(1_000_000));
    }

    /** Reads every line once. */
    @Benchmark
    @OperationsPerInvocation(LINES)
    public void line(Blackhole sink) {
        int from = 0;
        for (int end : ends) {
            sink.consume(parser.parse(text, from, end));
            from = end;
        }
        sink.consume(tally.sum);
    }

    /** Takes the number of measured seconds; prints what {@link Result} holds. */
    public static void main(String[] arguments) throws RunnerException {
        System.out.println(run(arguments.length == 0 ? 5_000 : 1_000 * Integer.parseInt(arguments[0])));
    }

    /**
     * Measures in a process of its own, after half as long a warm-up.
     *
     * @param millis how long to measure, 10 or more
     */
    public static Result run(int millis) throws RunnerException {
        var slice = TimeValue.milliseconds(millis / 10);
        var options = new OptionsBuilder()
                .include(LineParserBenchmark.class.getName() + ".line$")
                .forks(1)
                // Not those of this process: an agent that counts coverage would be measured too.
                .jvmArgs("-Xmx256m")
                .warmupIterations(5)
                .warmupTime(slice)
                .measurementIterations(10)
                .measurementTime(slice)
                .verbosity(VerboseMode.SILENT)
                .addProfiler(GCProfiler.class)
                .shouldFailOnError(true)
                .build();
        return result(new Runner(options).runSingle());
    }

    private static Result result(RunResult run) {
        var allocated = Objects.requireNonNull(run.getSecondaryResults().get("gc.alloc.rate.norm"));
        return new Result(run.getPrimaryResult().getScore(), allocated.getScore());
    }
}
