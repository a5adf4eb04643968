package io.crossfade.simulations;

import io.crossfade.core.plan.Plan;
import io.crossfade.simulations.replay.LogCounts;
import io.crossfade.simulations.replay.RequestLog;
import io.crossfade.simulations.scenario.ClusterShape;
import io.crossfade.simulations.scenario.Scenario;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Carries out a plan on recorded traffic: each request is given to the baseline or the candidate by the share that the
 * plan has then, and ends as it did, made worse by what a scenario says of that cluster.
 */
public final class Replay {

    private Replay() {}

    /**
     * What became of it.
     *
     * @param scenario as it was, without what does not count
     * @param ranDryAt the step, from 1, at which the log ended before the cutover did; 0 for before the first step,
     *     empty where the log outlasted it
     * @param counts what the lines were, as far as they were read
     */
    public record Result(Scenario scenario, Outcome outcome, OptionalInt ranDryAt, LogCounts counts) {}

    /** Replays {@code log} before the judge of production. */
    public static Result run(Plan plan, Scenario scenario, RequestLog log, long seed) {
        return run(plan, scenario, log, seed, Simulation.Options.TOLD.judge());
    }

    /**
     * Replays {@code log} from its beginning until the cutover or the log is over.
     *
     * @param judge makes the judge of each process of the controller
     * @param scenario of which the faults, the incidents and the person standing by count; its traffic, its latencies and
     *     what it expects do not. Of clusters that fail unequally often the worse is worse by the difference
     * @throws io.crossfade.simulations.replay.UnusableLog where nothing can be concluded from the log
     */
    public static Result run(Plan plan, Scenario scenario, RequestLog log, long seed, Simulation.JudgeMaker judge) {
        var options = new Simulation.Options(judge, (any, anySeed) -> log.recording(), true);
        return run(plan, onRecorded(scenario), log, seed, options);
    }

    /**
     * Lets requests come when they came in {@code log} and nothing else: what becomes of them is {@code scenario}'s.
     *
     * @param judge makes the judge of each process of the controller
     * @throws io.crossfade.simulations.replay.UnusableLog where nothing can be concluded from the log
     */
    public static Result runArrivals(
            Plan plan, Scenario scenario, RequestLog log, long seed, Simulation.JudgeMaker judge) {
        return run(
                plan,
                scenario,
                log,
                seed,
                new Simulation.Options(
                        judge, (any, anySeed) -> () -> log.recording().next(), true));
    }

    private static Result run(Plan plan, Scenario world, RequestLog log, long seed, Simulation.Options options) {
        var run = new Run(plan, world, seed, options);
        var outcome = run.play();
        log.requireUsable();
        return new Result(world, outcome, run.ranDryAt(), log.counts());
    }

    private static Scenario onRecorded(Scenario scenario) {
        double common =
                Math.min(scenario.baseline().errors(), scenario.candidate().errors());
        return new Scenario(
                scenario.name(),
                scenario.about(),
                scenario.load(),
                beside(scenario.baseline(), common),
                beside(scenario.candidate(), common),
                scenario.faults(),
                scenario.incidents(),
                scenario.approvals(),
                scenario.patience(),
                Optional.empty(),
                List.of());
    }

    /** The shape without the errors that the recording has already. */
    private static ClusterShape beside(ClusterShape shape, double common) {
        return new ClusterShape(
                shape.servers(),
                common == 1 ? 0 : 1 - (1 - shape.errors()) / (1 - common),
                shape.median(),
                shape.p99(),
                shape.timeout(),
                shape.capacity(),
                shape.cold());
    }
}
