package io.crossfade.app;

import io.crossfade.core.analysis.StepForecast;
import io.crossfade.core.analysis.Traffic;
import io.crossfade.core.plan.Plan;
import io.crossfade.core.plan.Split;
import io.crossfade.core.port.Finding.Severity;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "plan",
        description =
                "Shows what `run` will do, to the byte: the schedule, every write, and the way back by hand. Reads"
                        + " the load balancers, never writes.",
        mixinStandardHelpOptions = true)
final class PlanCommand implements Callable<Integer> {

    @Parameters(paramLabel = "PLAN", description = "the plan file")
    private Path file;

    @Mixin
    private AdviceOptions advice;

    private final Surroundings around;

    PlanCommand(Surroundings around) {
        this.around = around;
    }

    @Override
    public Integer call() throws Quit {
        var adapters = Adapters.load(around.environment());
        var plan = new Plans(around, adapters).read(file).plan();
        if (advice.wanted()) {
            advice.lines(plan).forEach(this::print);
            return ExitCode.DONE.code();
        }
        advice.requireNone();
        Schedule.requireWindow(plan, Instant.now());
        print("cutover " + plan.cutover());
        Schedule.lines(plan).forEach(this::print);
        foretell(plan, advice.traffic());
        for (var step : plan.steps()) {
            print("");
            print("writes at " + step.candidate() + ":");
            writes(plan, step.split());
        }
        print("");
        print("writes of a rollback:");
        writes(plan, Split.ALL_BASELINE);
        print("");
        print("the way back by hand:");
        WayBack.of(plan).forEach(line -> print("  " + line));
        return found(plan, adapters);
    }

    private void foretell(Plan plan, Traffic traffic) {
        print("");
        for (int step = 0; step < plan.steps().size(); step++) {
            var forecast = StepForecast.of(plan, step, traffic);
            print(forecast.text());
            forecast.warnings().forEach(warning -> print("warning " + warning));
        }
        if (!traffic.isKnown()) {
            print(
                    "how long that takes is not known without traffic: --rate N/s says it, `crossfade doctor` measures it");
        }
    }

    private void writes(Plan plan, Split split) {
        for (var router : plan.routers()) {
            print("  " + router.label());
            router.preview(split).forEach(line -> print("    " + line));
        }
    }

    /** A load balancer that cannot be reached now is no fault of the plan: it is said, and the plan still shown. */
    private int found(Plan plan, Adapters adapters) throws Quit {
        try (var fleet = Fleet.open(plan, adapters)) {
            Findings.of(fleet).lines(Severity.WARNING).forEach(around::tell);
        }
        return ExitCode.DONE.code();
    }

    private void print(String line) {
        around.out().println(line);
    }
}
