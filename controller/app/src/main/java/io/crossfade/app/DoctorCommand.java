package io.crossfade.app;

import io.crossfade.core.analysis.Traffic;
import io.crossfade.core.analysis.sequential.Clustering;
import io.crossfade.core.plan.Plan;
import io.crossfade.core.port.Finding.Severity;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "doctor",
        description = "Reaches every load balancer of a plan, says what is wrong and what to do about it, and foretells"
                + " from present traffic whether each step can pass. Never writes.",
        mixinStandardHelpOptions = true)
final class DoctorCommand implements Callable<Integer> {

    private static final Duration LONGEST_SAMPLE = Duration.ofSeconds(20);

    @Parameters(paramLabel = "PLAN", description = "the plan file")
    private Path file;

    @Option(
            names = "--sample",
            defaultValue = "3s",
            description = "how long requests are counted, 20s at most (default: ${DEFAULT-VALUE})")
    private Duration sample;

    private final Surroundings around;

    DoctorCommand(Surroundings around) {
        this.around = around;
    }

    @Override
    public Integer call() throws Quit {
        if (sample.isZero() || sample.compareTo(LONGEST_SAMPLE) > 0) {
            throw new Quit(ExitCode.USAGE, "--sample: " + sample + " (expected: > 0s and <= 20s)");
        }
        var adapters = Adapters.load(around.environment());
        var plan = new Plans(around, adapters).read(file).plan();
        try (var fleet = Fleet.open(plan, adapters)) {
            var findings = Findings.of(fleet);
            findings.lines(Severity.INFO).forEach(around.out()::println);
            if (findings.has(Severity.ERROR)) {
                throw new Quit(ExitCode.PREFLIGHT_FAILED, "no cutover may start; nothing was changed");
            }
            foretell(plan, fleet.await(() -> sample(fleet)));
            if (findings.has(Severity.DRIFT)) {
                throw new Quit(ExitCode.DRIFT, "no cutover may start before the drift is settled; nothing was changed");
            }
        }
        return ExitCode.DONE.code();
    }

    private CompletionStage<TrafficSample> sample(Fleet fleet) {
        var seen = new TrafficSample(fleet.plan().nodes());
        var done = new CompletableFuture<TrafficSample>();
        fleet.sources().forEach(source -> source.start(seen));
        fleet.loop().schedule(sample, () -> {
            fleet.sources().forEach(source -> source.close());
            done.complete(seen);
        });
        return done;
    }

    private void foretell(Plan plan, TrafficSample seen) {
        var out = around.out();
        for (int node = 0; node < plan.nodes(); node++) {
            var label = plan.routers().get(node).label();
            seen.silent(node)
                    .ifPresent(why -> out.println("warning " + label + ": the request stream is silent: " + why));
        }
        double perSecond = seen.requests() * 1000.0 / sample.toMillis();
        out.println(String.format(
                Locale.ROOT,
                "traffic %.1f requests a second, of %d seen %d failed",
                perSecond,
                seen.requests(),
                seen.failed()));
        out.println(
                "clusters of failures and of slow answers are measured during the cutover; each is taken to come alone"
                        + " until the baseline has had " + Clustering.LEAST_FAILURES);
        var forecast = new Forecast(plan, Traffic.seen(perSecond, seen.failed(), seen.requests()));
        forecast.lines().forEach(out::println);
        if (!forecast.passable()) {
            out.println("warning with this traffic the cutover will be held: bake longer, or ask for fewer requests"
                    + " (min-requests)");
        }
    }
}
