package io.crossfade.app;

import io.crossfade.app.story.SimulationStory;
import io.crossfade.core.plan.Plan;
import io.crossfade.planfile.ShapedFile;
import io.crossfade.report.Story;
import io.crossfade.simulations.Library;
import io.crossfade.simulations.MonteCarlo;
import io.crossfade.simulations.Odds;
import io.crossfade.simulations.Simulation;
import io.crossfade.simulations.scenario.Scenario;
import io.crossfade.simulations.scenario.Scenarios;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "simulate",
        description = "Carries out a plan in a simulated world, with the controller that `run` has and in virtual time."
                + " Nothing is contacted: of the plan's load balancers only what they make of a share counts.",
        mixinStandardHelpOptions = true)
final class SimulateCommand implements Callable<Integer> {

    private static final int MOST_RUNS = 1_000_000;

    @Parameters(index = "0", arity = "0..1", paramLabel = "PLAN", description = "the plan file")
    private @Nullable Path file;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "SCENARIO",
            description = "a scenario's name (see --list) or a scenario file")
    private @Nullable String name;

    @Option(names = "--all", description = "every scenario of the library")
    private boolean all;

    @Option(names = "--list", description = "tell the scenarios of the library")
    private boolean list;

    @Option(
            names = "--runs",
            defaultValue = "1",
            paramLabel = "N",
            description = "so many runs of each scenario, each with the next seed (default: ${DEFAULT-VALUE})")
    private int runs;

    @Option(
            names = "--seed",
            defaultValue = "1",
            paramLabel = "S",
            description = "the seed of the first run; the same seed tells the same story (default: ${DEFAULT-VALUE})")
    private long seed;

    @Option(
            names = "--output",
            defaultValue = "text",
            paramLabel = "FORMAT",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
    private RunCommand.Output output;

    @Mixin
    private ReplayOptions replay;

    @Mixin
    private ReportOptions reporting;

    private final Surroundings around;

    SimulateCommand(Surroundings around) {
        this.around = around;
    }

    @Override
    public Integer call() throws Quit {
        var printed = SimulationOutput.of(output, around.out());
        if (list) {
            printed.library(Library.all());
            return ExitCode.DONE.code();
        }
        if (file == null) {
            throw new Quit(ExitCode.USAGE, "simulate: no plan (expected: a plan file, or --list)");
        }
        if (runs < 1 || runs > MOST_RUNS) {
            throw new Quit(ExitCode.USAGE, "--runs: " + runs + " (expected: 1-" + MOST_RUNS + ")");
        }
        if (replay.wanted() && (all || runs != 1)) {
            throw new Quit(ExitCode.USAGE, "simulate: --all or --runs with --replay (expected: one run of one log)");
        }
        var adapters = Adapters.load(around.environment());
        var plan = new Plans(around, adapters).read(file).plan();
        var report = reporting.file();
        if (replay.wanted()) {
            var named = name == null ? Optional.<Scenario>empty() : Optional.of(named(name));
            var replayed = replay.run(plan, adapters, named, seed);
            printed.replay(replayed.log(), plan, replayed.result());
            if (report.isPresent()) {
                report.get().write(SimulationStory.of(plan, replayed), around);
            }
            return (replayed.result().ranDryAt().isEmpty() ? ExitCode.DONE : ExitCode.UNEXPECTED).code();
        }
        replay.requireNone();
        var scenarios = scenarios();
        boolean one = scenarios.size() == 1 && runs == 1;
        boolean asExpected =
                one ? story(plan, scenarios.get(0), printed, report) : odds(plan, scenarios, printed, report);
        return (asExpected ? ExitCode.DONE : ExitCode.UNEXPECTED).code();
    }

    private boolean story(Plan plan, Scenario scenario, SimulationOutput printed, Optional<ReportFile> report)
            throws Quit {
        var told = SimulationStory.run(plan, scenario, seed);
        var outcome = told.outcome();
        printed.story(scenario, outcome);
        if (report.isPresent()) {
            report.get().write(SimulationStory.of(plan, told), around);
        }
        return scenario.expected().isEmpty() || scenario.expected().get() == outcome.ending();
    }

    private boolean odds(Plan plan, List<Scenario> scenarios, SimulationOutput printed, Optional<ReportFile> report)
            throws Quit {
        long jobs = (long) scenarios.size() * runs;
        var progress = around.terminal().interactive()
                ? Optional.of(new Progress(around.err(), jobs))
                : Optional.<Progress>empty();
        LongConsumer told = done -> progress.ifPresent(bar -> bar.done(done));
        var odds = MonteCarlo.run(plan, scenarios, runs, seed, Simulation.Options.TOLD, told);
        progress.ifPresent(Progress::clear);
        printed.odds(scenarios, odds);
        if (report.isPresent()) {
            report.get().write(overall(plan, scenarios, odds), around);
        }
        return odds.stream().mapToInt(Odds::unexpected).sum() == 0;
    }

    /** Of one scenario the worst run is told as a story too: its seed is known, so it can be run once more. */
    private static Story overall(Plan plan, List<Scenario> scenarios, List<Odds> odds) {
        if (scenarios.size() > 1) {
            return SimulationStory.of(plan, scenarios, odds);
        }
        var worst = SimulationStory.run(plan, scenarios.get(0), odds.get(0).worstSeed());
        return SimulationStory.of(plan, worst, odds.get(0));
    }

    private List<Scenario> scenarios() throws Quit {
        if (all && name == null) {
            return Library.all();
        }
        if (all || name == null) {
            throw new Quit(
                    ExitCode.USAGE,
                    all
                            ? "simulate: a scenario and --all (expected: one of them)"
                            : "simulate: no scenario (expected: a name that --list tells, a scenario file, or --all)");
        }
        return List.of(named(name));
    }

    private static Scenario named(String name) throws Quit {
        var known = Library.find(name);
        return known.isPresent() ? known.get() : read(name);
    }

    private static Scenario read(String place) throws Quit {
        Path path;
        try {
            path = Path.of(place);
        } catch (InvalidPathException noPath) {
            throw new Quit(ExitCode.USAGE, "simulate: " + place + " (expected: a scenario's name or file)");
        }
        if (!Files.exists(path)) {
            throw new Quit(
                    ExitCode.USAGE,
                    "simulate: " + place + " is no file and no scenario of the library (expected: one of: "
                            + String.join(
                                    ", ",
                                    Library.all().stream().map(Scenario::name).toList()) + ")");
        }
        var read = new Scenarios().read(path);
        if (read instanceof ShapedFile.Valid<Scenario> valid) {
            return valid.value();
        }
        throw new Quit(ExitCode.INVALID_PLAN, String.join("\n", ((ShapedFile.Invalid<Scenario>) read).problems()));
    }
}
