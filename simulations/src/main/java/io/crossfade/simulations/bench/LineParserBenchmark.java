package io.crossfade.simulations.bench;

import io.crossfade.core.plan.Cluster;
import io.crossfade.core.port.Outcome;
import io.crossfade.core.spi.LogSink;
import io.crossfade.haproxy.HaproxyLineParser;
import io.crossfade.nginx.NginxLineParser;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
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
 * What it costs to read one line of a load balancer's request stream: every request passes here, on the one loop that
 * also rolls back.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class LineParserBenchmark {

    private static final int ITERATIONS = 50;

    private final Tally tally = new Tally();
    private final HaproxyLineParser haproxyParser =
            new HaproxyLineParser("be_x", "be_y", (cluster, server) -> tally.servers++, tally);
    private final NginxLineParser nginxParser = new NginxLineParser("kong_x", "kong_y", tally);
    private final RequestLines haproxyLines = RequestLines.haproxy();
    private final RequestLines nginxLines = RequestLines.nginx();

    /**
     * What a run of the benchmark showed of one parser.
     *
     * @param parser whose lines
     * @param lineBytes the mean length of a line
     * @param nanosPerLine the quickest of the iterations: what else the machine does can only add to it
     * @param bytesPerLine what was allocated in the iteration where that was least: JMH itself adds some to each
     */
    public record Result(String parser, double lineBytes, double nanosPerLine, double bytesPerLine) {

        /** A table, one line for each result. */
        public static String table(List<Result> results) {
            var table = new StringBuilder("parser   line B  ns/line  ns/B  allocated B/line\n");
            for (var result : results) {
                table.append(String.format(
                        Locale.ROOT,
                        "%-8s %6.0f %8.0f %5.2f %17.3f%n",
                        result.parser,
                        result.lineBytes,
                        result.nanosPerLine,
                        result.nanosPerLine / result.lineBytes,
                        result.bytesPerLine));
            }
            return table.toString();
        }
    }

    /** Sums up, so that no part of a line can be left unread. */
    private static final class Tally implements HaproxyLineParser.Sink, LogSink {

        private int servers;
        private long sum;

        @Override
        public int enlist(Cluster cluster, String server) {
            return servers++;
        }

        @Override
        public void request(int server, Outcome outcome, long latencyMicros, long activeMillis) {
            sum += server + (outcome == Outcome.FAILED ? 1 : 0) + latencyMicros + activeMillis;
        }

        @Override
        public void request(int server, Outcome outcome, long latencyMicros, long started, long ended) {
            sum += server + (outcome == Outcome.FAILED ? 1 : 0) + latencyMicros + started + ended;
        }
    }

    /** Reads every line of HAProxy once. */
    @Benchmark
    @OperationsPerInvocation(RequestLines.COUNT)
    public void haproxy(Blackhole sink) {
        int from = 0;
        for (int end : haproxyLines.ends()) {
            sink.consume(haproxyParser.parse(haproxyLines.text(), from, end));
            from = end;
        }
        sink.consume(tally.sum);
    }

    /** Reads every line of NGINX once. */
    @Benchmark
    @OperationsPerInvocation(RequestLines.COUNT)
    public void nginx(Blackhole sink) {
        int from = 0;
        for (int end : nginxLines.ends()) {
            sink.consume(nginxParser.parse(nginxLines.text(), from, end));
            from = end;
        }
        sink.consume(tally.sum);
    }

    /** Takes the number of measured seconds for each parser; prints what {@link Result} holds. */
    public static void main(String[] arguments) throws RunnerException {
        System.out.print(Result.table(run(arguments.length == 0 ? 5_000 : 1_000 * Integer.parseInt(arguments[0]))));
    }

    /**
     * Measures each parser in a process of its own, after half as long a warm-up.
     *
     * @param millis how long to measure each, {@value #ITERATIONS} or more
     */
    public static List<Result> run(int millis) throws RunnerException {
        // Short, so that some are not interrupted by whatever else the machine does.
        var slice = TimeValue.milliseconds(millis / ITERATIONS);
        var options = new OptionsBuilder()
                .include(LineParserBenchmark.class.getName() + "[.]")
                .forks(1)
                // Not those of this process: an agent that counts coverage would be measured too.
                .jvmArgs("-Xmx256m")
                .warmupIterations(ITERATIONS / 2)
                .warmupTime(slice)
                .measurementIterations(ITERATIONS)
                .measurementTime(slice)
                .verbosity(VerboseMode.SILENT)
                .addProfiler(GCProfiler.class)
                .shouldFailOnError(true)
                .build();
        var results = new ArrayList<Result>();
        for (var run : new Runner(options).run()) {
            results.add(result(run));
        }
        return results;
    }

    private static Result result(RunResult run) {
        var allocated = Objects.requireNonNull(run.getSecondaryResults().get("gc.alloc.rate.norm"));
        var parser = run.getPrimaryResult().getLabel();
        var lines = parser.equals("nginx") ? RequestLines.nginx() : RequestLines.haproxy();
        return new Result(
                parser,
                (double) lines.text().length / RequestLines.COUNT,
                run.getPrimaryResult().getStatistics().getMin(),
                allocated.getStatistics().getMin());
    }
}
