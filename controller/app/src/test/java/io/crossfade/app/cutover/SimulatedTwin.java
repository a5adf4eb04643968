package io.crossfade.app.cutover;

import io.crossfade.core.machine.Ending;
import io.crossfade.core.plan.Cluster;
import io.crossfade.core.plan.Plan;
import io.crossfade.core.plan.Share;
import io.crossfade.core.spi.AdapterProvider;
import io.crossfade.planfile.FileSource;
import io.crossfade.planfile.PlanFile;
import io.crossfade.planfile.PlanReader;
import io.crossfade.simulations.Outcome;
import io.crossfade.simulations.Simulation;
import io.crossfade.simulations.scenario.ClusterShape;
import io.crossfade.simulations.scenario.Fault;
import io.crossfade.simulations.scenario.Fault.Effect;
import io.crossfade.simulations.scenario.Incident;
import io.crossfade.simulations.scenario.Incident.Kind;
import io.crossfade.simulations.scenario.Load;
import io.crossfade.simulations.scenario.Scenario;
import io.crossfade.simulations.scenario.When;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/**
 * The same cutover as one on a {@link Stage}, in the simulator: the same plan file, clusters that answer alike, as many
 * requests, the same fault as long after the candidate has its share, and a load balancer that answers as quickly.
 */
final class SimulatedTwin {

    /** What the clusters of a stage take, and what HAProxy and the machine add to that. */
    private static final ClusterShape SERVERS = new ClusterShape(
            2,
            0,
            Duration.ofMillis(6),
            Duration.ofMillis(9),
            Duration.ofSeconds(10),
            Optional.empty(),
            Optional.empty());

    /** The part of the runs that lies outside of the range at either end. */
    private static final double TAIL = 0.005;

    private final Plan plan;
    private final Scenario scenario;

    /**
     * @param plan the file that the real controller was given
     * @param perSecond what the real clients sent
     * @param at when the fault began, from when the candidate had {@code reached}
     * @param answers how long the real load balancer took to answer
     */
    SimulatedTwin(Path plan, int perSecond, Share reached, Duration at, Effect fault, Duration answers) {
        this.plan = read(plan);
        var always = new When(Duration.ZERO, Optional.empty(), Optional.empty());
        scenario = new Scenario(
                "twin",
                "The same as on a real load balancer.",
                new Load(perSecond, true, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()),
                SERVERS,
                SERVERS,
                List.of(new Fault(
                        new When(at, Optional.of(reached), Optional.empty()),
                        Optional.of(Cluster.CANDIDATE),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        fault)),
                List.of(new Incident(always, Optional.empty(), new Kind.Answers(answers))),
                Optional.empty(),
                Duration.ofMinutes(10),
                Optional.of(Ending.ROLLED_BACK),
                List.of());
    }

    /** Runs it with the seeds from 1 on. */
    Runs run(int seeds) {
        var outcomes = new ArrayList<Outcome>();
        for (long seed = 1; seed <= seeds; seed++) {
            outcomes.add(Simulation.run(plan, scenario, seed, Simulation.Options.TOLD.untold()));
        }
        return new Runs(outcomes);
    }

    /** What became of many runs. */
    record Runs(List<Outcome> outcomes) {

        List<Ending> endings() {
            return outcomes.stream().map(Outcome::ending).toList();
        }

        /** The least count of failed requests in the middle 99 % of the runs. */
        long low() {
            return failed(TAIL);
        }

        /** The greatest count of failed requests in the middle 99 % of the runs. */
        long high() {
            return failed(1 - TAIL);
        }

        private long failed(double quantile) {
            return outcomes.stream()
                    .mapToLong(Outcome::failedBecauseOfCandidate)
                    .sorted()
                    .skip((long) (quantile * (outcomes.size() - 1)))
                    .findFirst()
                    .orElseThrow();
        }

        double mean() {
            return outcomes.stream()
                    .mapToLong(Outcome::failedBecauseOfCandidate)
                    .average()
                    .orElseThrow();
        }

        /** The median time from the fault to the verified rollback. */
        Duration timeToRollBack() {
            var times = outcomes.stream()
                    .flatMap(outcome -> outcome.timeToRollBack().stream())
                    .sorted()
                    .toList();
            return times.get(times.size() / 2);
        }
    }

    private static Plan read(Path path) {
        var adapters = ServiceLoader.load(AdapterProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
        var file = new PlanReader(adapters, name -> Optional.empty(), FileSource.SYSTEM).read(path);
        if (file instanceof PlanFile.Valid valid) {
            return valid.plan();
        }
        throw new AssertionError(String.join("\n", ((PlanFile.Invalid) file).problems()));
    }
}
