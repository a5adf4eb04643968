package io.crossfade.simulations.bench;

import io.crossfade.core.analysis.Exposure;
import io.crossfade.core.analysis.Judge;
import io.crossfade.core.analysis.SequentialJudge;
import io.crossfade.core.plan.AchievedShare;
import io.crossfade.core.plan.Bake;
import io.crossfade.core.plan.Cluster;
import io.crossfade.core.plan.FakeSpec;
import io.crossfade.core.plan.Guard;
import io.crossfade.core.plan.Plan;
import io.crossfade.core.plan.Policies;
import io.crossfade.core.plan.Share;
import io.crossfade.core.plan.Step;
import io.crossfade.core.plan.Window;
import io.crossfade.core.port.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
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
 * What the whole sequential judge costs for one request: accounts, ledgers and four guards, an absolute and a relative
 * one of the error rate and of the latency each. A fifth of a thousand requests a second is the candidate's.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class JudgeBenchmark {

    private static final int REQUESTS = 4096;
    private static final long MILLI = 1_000_000;

    private final boolean[] candidate = new boolean[REQUESTS];
    private final boolean[] failed = new boolean[REQUESTS];
    private final long[] micros = new long[REQUESTS];
    private final Judge judge = new SequentialJudge(plan(), Duration.ZERO);
    private final int x = judge.enlist(0, Cluster.BASELINE, "x");
    private final int y = judge.enlist(0, Cluster.CANDIDATE, "y");
    private long now = 1_000_000 * MILLI;

    /**
     * What a run of the benchmark showed.
     *
     * @param nanosPerRequest the mean over all iterations
     * @param bytesPerRequest what was allocated
     */
    public record Result(double nanosPerRequest, double bytesPerRequest) {

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "sequential judge, four guards: %.0f ns and %.3f B a request",
                    nanosPerRequest,
                    bytesPerRequest);
        }
    }

    static Plan plan() {
        return new Plan(
                "bench",
                List.of(new FakeSpec("lb")),
                List.of(
                        new Guard.ErrorRate("limit", Optional.of(0.02), Optional.empty(), 300, false),
                        new Guard.ErrorRate("baseline", Optional.empty(), Optional.of(0.005), 300, false),
                        new Guard.Latency(
                                "slow", 0.99, Optional.of(Duration.ofMillis(800)), Optional.empty(), 300, false),
                        new Guard.Latency("slower", 0.99, Optional.empty(), Optional.of(0.25), 300, false)),
                List.of(Step.of(Share.ALL, Bake.of(Duration.ofMinutes(30)))),
                Window.ALWAYS,
                Policies.DEFAULTS);
    }

    /** Makes the requests; no two rounds fall alike, since time goes on. */
    @Setup
    public void make() {
        var random = new SplittableRandom(1);
        for (int i = 0; i < REQUESTS; i++) {
            candidate[i] = random.nextInt(5) == 0;
            failed[i] = random.nextInt(500) == 0;
            micros[i] = (long) (2_000 / (0.01 + random.nextDouble()));
        }
        judge.attached(0);
        judge.exposure(new Exposure(List.of(new AchievedShare(1, 5))), now);
        judge.emptyPassing(now);
    }

    /** Judges every request once. */
    @Benchmark
    @OperationsPerInvocation(REQUESTS)
    public void request(Blackhole sink) {
        for (int i = 0; i < REQUESTS; i++) {
            now += MILLI;
            judge.request(
                    candidate[i] ? y : x, failed[i] ? Outcome.FAILED : Outcome.OK, micros[i], now - micros[i] * 1000);
        }
        sink.consume(judge.crossed());
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
                .include(JudgeBenchmark.class.getName() + ".request$")
                .forks(1)
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
