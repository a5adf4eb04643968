package io.crossfade.simulations;

import io.crossfade.core.machine.Ending;
import io.crossfade.core.machine.Event;
import io.crossfade.core.plan.AchievedShare;
import io.crossfade.core.plan.Bake;
import io.crossfade.core.plan.Cluster;
import io.crossfade.core.plan.Plan;
import io.crossfade.core.plan.Reaction;
import io.crossfade.core.plan.Step;
import io.crossfade.simulations.scenario.Scenario;
import io.crossfade.simulations.world.Dice;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** One run of a scenario, from the first request to the end of the cutover. */
final class Run {

    /** How often faults that change with time or share are looked at. */
    private static final Duration TICK = Duration.ofMillis(50);

    /** What gates, drains and rollbacks may take beside the bakes before a run is ended. */
    private static final Duration SPARE = Duration.ofHours(1);

    private final Scenario scenario;
    private final long seed;
    private final List<Conditions> clusters;
    private final Conditions candidate;
    private final World world;
    private final Script script;
    private final Incidents incidents;
    private final Chronicle chronicle;
    private final long began;
    private final long latest;
    private String state = "";
    private long stateSince;
    private boolean stopping;
    private OptionalInt ranDryAt = OptionalInt.empty();

    Run(Plan plan, Scenario scenario, long seed, Simulation.Options options) {
        this.scenario = scenario;
        this.seed = seed;
        var baseline = new Conditions(Cluster.BASELINE, scenario.baseline());
        candidate = new Conditions(Cluster.CANDIDATE, scenario.candidate());
        clusters = List.of(baseline, candidate);
        chronicle = options.told() ? new Chronicle(plan) : Chronicle.untold();
        world = new World(
                plan,
                new World.Cast(
                        baseline.population(),
                        candidate.population(),
                        options.arrivals().apply(scenario, seed),
                        options.judge(),
                        chronicle,
                        true),
                seed);
        began = world.loop().nanos();
        latest = began + longest(plan, scenario).toNanos();
        script = new Script(world.loop());
        incidents = new Incidents(
                world, scenario.baseline().servers(), scenario.candidate().servers());
    }

    Outcome play() {
        chronicle.open(scenario, seed, world);
        for (int i = 0; i < scenario.faults().size(); i++) {
            var fault = scenario.faults().get(i);
            var purpose = "fault " + i;
            script.add(
                    fault.when(),
                    () -> {
                        chronicle.world(Words.of(fault));
                        clusters.forEach(
                                cluster -> cluster.begin(fault, world.loop().nanos(), Dice.of(seed, purpose)));
                    },
                    () -> {
                        chronicle.world("over: " + Words.of(fault));
                        clusters.forEach(cluster -> cluster.end(fault));
                    });
        }
        for (var incident : scenario.incidents()) {
            script.add(
                    incident.when(),
                    () -> {
                        chronicle.world(Words.of(incident));
                        incidents.begin(incident);
                    },
                    () -> {
                        chronicle.world("over: " + Words.of(incident));
                        incidents.end(incident);
                    });
        }
        tick();
        while (!world.isOver()) {
            world.step();
        }
        return outcome(world.ending());
    }

    /**
     * The step, from 1, at which no request came any more before the cutover was over; 0 for before the first step,
     * empty where the traffic outlasted it.
     */
    OptionalInt ranDryAt() {
        return world.ending() == Ending.HELD ? ranDryAt : OptionalInt.empty();
    }

    private void tick() {
        var share = share();
        script.reached(share);
        long now = world.loop().nanos();
        clusters.forEach(cluster -> cluster.refresh(now, share.fraction()));
        chronicle.tick(share.fraction());
        attend(now);
        world.traffic().showInFlight();
        world.loop().schedule(TICK, this::tick);
    }

    /** What a person does who stands by, and the supervisor of a process that nobody stands by. */
    private void attend(long now) {
        if (world.reactor().isEmpty()) {
            state = "";
            return;
        }
        var name = stateName();
        if (!name.equals(state)) {
            state = name;
            stateSince = now;
            if (name.equals("awaiting-gate")) {
                scenario.approvals().ifPresent(after -> world.loop().schedule(after, this::approve));
            }
        }
        boolean waits = name.equals("holding") || name.equals("awaiting-gate");
        boolean tired = waits && now - stateSince >= scenario.patience().toNanos();
        if (!stopping && world.traffic().isOver()) {
            stopping = true;
            leaveWithTheTraffic();
        } else if (!stopping && (tired || now >= latest)) {
            stopping = true;
            var why = tired ? "nobody came for " + Words.of(scenario.patience()) : "the simulation's time is over";
            submit(new Event.StopRequested(why, Reaction.HOLD));
        }
    }

    /** Without traffic nothing can be judged any more: a step is left as it is, what is on its way back goes on. */
    private void leaveWithTheTraffic() {
        int step = world.reactor().orElseThrow().cutover().state().step() + 1;
        ranDryAt = OptionalInt.of(step);
        chronicle.world("the traffic is over");
        var where = step == 0 ? "before the first step" : "at step " + step;
        submit(new Event.StopRequested("the traffic ended " + where, Reaction.HOLD));
    }

    private void approve() {
        if (stateName().equals("awaiting-gate")) {
            submit(new Event.ApprovalGiven("as the scenario says"));
        }
    }

    /** Empty while there is no process. */
    private String stateName() {
        return world.reactor().map(reactor -> reactor.cutover().state().name()).orElse("");
    }

    private void submit(Event word) {
        world.reactor().ifPresent(reactor -> reactor.submit(word));
    }

    /** The highest share that any load balancer really gives, whatever the controller knows. */
    private AchievedShare share() {
        return world.routers().stream()
                .map(router -> router.shown().share())
                .reduce(AchievedShare.NONE, AchievedShare::max);
    }

    private Outcome outcome(Ending ending) {
        world.traffic().settle();
        var tally = world.traffic().tally();
        var lasted = Duration.ofNanos(world.loop().nanos() - began);
        chronicle.close(ending, share().fraction());
        return new Outcome(
                scenario.name(),
                seed,
                ending,
                chronicle.lines(),
                since(candidate.sufferedAt()),
                ending == Ending.PROMOTED ? Optional.of(lasted) : Optional.empty(),
                chronicle.verifiedAt().map(nanos -> Duration.ofNanos(nanos - began)),
                lasted,
                tally.harmed(),
                tally.failed(),
                tally.requests(),
                chronicle.timeline());
    }

    private Optional<Duration> since(OptionalLong nanos) {
        return nanos.isPresent() ? Optional.of(Duration.ofNanos(nanos.getAsLong() - began)) : Optional.empty();
    }

    /** Beyond this something does not end that should; the run is then ended as a process is. */
    private static Duration longest(Plan plan, Scenario scenario) {
        var bakes = plan.steps().stream().map(Step::bake).map(Bake::atMost).reduce(Duration.ZERO, Duration::plus);
        var approvals = scenario.approvals()
                .orElse(scenario.patience())
                .multipliedBy(plan.steps().size());
        return bakes.plus(approvals).plus(scenario.patience()).plus(SPARE);
    }
}
