package io.crossfade.simulations;

import io.crossfade.core.analysis.Judge;
import io.crossfade.core.analysis.Judges;
import io.crossfade.core.analysis.Wealth;
import io.crossfade.core.plan.Plan;
import io.crossfade.simulations.scenario.Scenario;
import io.crossfade.simulations.world.Arrivals;
import io.crossfade.simulations.world.Dice;
import io.crossfade.simulations.world.RatedArrivals;
import java.time.Duration;
import java.util.List;
import java.util.function.BiFunction;

/**
 * Carries out a plan in a world that exists in memory only, with the reactor, the machine and the judge of production in
 * virtual time. Nothing is contacted: of the plan's load balancers only what they make of a share counts. The same plan,
 * scenario and seed give the same outcome, on every machine and JDK.
 */
public final class Simulation {

    private Simulation() {}

    /**
     * Where a process of the controller begins.
     *
     * @param at since the beginning of the simulation
     * @param earlier what the evidence had come to in the journal of the process before
     */
    public record Start(Duration at, List<Wealth> earlier) {
        public Start {
            earlier = List.copyOf(earlier);
        }
    }

    /** Makes the judge of a process. */
    @FunctionalInterface
    public interface JudgeMaker {

        /** The judge of {@code plan} for the process that begins there. */
        Judge make(Plan plan, Start start);
    }

    /**
     * How it is done.
     *
     * @param judge makes the judge of a process
     * @param arrivals makes the requests' times from the scenario and the seed
     * @param told whether transcript and timeline are kept
     */
    public record Options(JudgeMaker judge, BiFunction<Scenario, Long, Arrivals> arrivals, boolean told) {

        /** The judge of production, the scenario's own traffic, everything told. */
        public static final Options TOLD = new Options(Simulation::judge, Options::ofScenario, true);

        /** These, with nothing kept but numbers: for many runs. */
        public Options untold() {
            return new Options(judge, arrivals, false);
        }

        private static Arrivals ofScenario(Scenario scenario, long seed) {
            var load = scenario.load();
            return new RatedArrivals(load.rate(), !load.even(), Dice.of(seed, "arrivals"));
        }
    }

    private static Judge judge(Plan plan, Start start) {
        return Judges.resuming(plan, Duration.ZERO, start.earlier());
    }

    /** One run, with everything told. */
    public static Outcome run(Plan plan, Scenario scenario, long seed) {
        return run(plan, scenario, seed, Options.TOLD);
    }

    /** One run. */
    public static Outcome run(Plan plan, Scenario scenario, long seed, Options options) {
        return new Run(plan, scenario, seed, options).play();
    }
}
