package io.crossfade.simulations;

import io.crossfade.core.analysis.Judge;
import io.crossfade.core.analysis.Judges;
import io.crossfade.core.plan.Plan;
import io.crossfade.simulations.scenario.Scenario;
import io.crossfade.simulations.world.Arrivals;
import io.crossfade.simulations.world.Dice;
import io.crossfade.simulations.world.RatedArrivals;
import java.time.Duration;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Carries out a plan in a world that exists in memory only, with the reactor, the machine and the judge of production in
 * virtual time. Nothing is contacted: of the plan's load balancers only what they make of a share counts. The same plan,
 * scenario and seed give the same outcome, on every machine and JDK.
 */
public final class Simulation {

    private Simulation() {}

    /**
     * How it is done.
     *
     * @param judge makes the judge of a plan
     * @param arrivals makes the requests' times from the scenario and the seed
     * @param told whether transcript and timeline are kept
     */
    public record Options(Function<Plan, Judge> judge, BiFunction<Scenario, Long, Arrivals> arrivals, boolean told) {

        /** The judge of production, the scenario's own traffic, everything told. */
        public static final Options TOLD =
                new Options(plan -> Judges.of(plan, Duration.ZERO), Options::ofScenario, true);

        /** These, with nothing kept but numbers: for many runs. */
        public Options untold() {
            return new Options(judge, arrivals, false);
        }

        private static Arrivals ofScenario(Scenario scenario, long seed) {
            var load = scenario.load();
            return new RatedArrivals(load.rate(), !load.even(), Dice.of(seed, "arrivals"));
        }
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
