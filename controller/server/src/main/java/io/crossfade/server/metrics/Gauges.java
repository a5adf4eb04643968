package io.crossfade.server.metrics;

import io.crossfade.core.analysis.Status;
import io.crossfade.core.analysis.Verdict;
import io.crossfade.core.machine.NodeState;
import io.crossfade.core.plan.Cluster;
import io.crossfade.core.plan.Plan;
import io.crossfade.core.port.Outcome;
import io.crossfade.core.reactor.Reactor;
import io.crossfade.server.CountingJudge;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/** What is read from a running cutover when somebody asks. */
final class Gauges {

    /** The machine's states by name: the values of the label {@code state}. */
    static final List<String> STATES = List.of(
            "waiting",
            "recovering",
            "shifting",
            "baking",
            "awaiting-gate",
            "holding",
            "restoring",
            "rolling-back",
            "draining",
            "ended");

    private static final String RATIO = "ratio";

    private final MeterRegistry registry;
    private final Plan plan;
    private final Reactor reactor;
    private final CountingJudge judge;

    Gauges(MeterRegistry registry, Plan plan, Reactor reactor, CountingJudge judge) {
        this.registry = registry;
        this.plan = plan;
        this.reactor = reactor;
        this.judge = judge;
    }

    void register() {
        for (var state : STATES) {
            gauge("crossfade.state", "1 for the present state", "", Tags.of("state", state), () -> {
                return reactor.cutover().state().name().equals(state) ? 1 : 0;
            });
        }
        gauge("crossfade.step", "The present step, 1 for the first, 0 for none", "", Tags.empty(), () -> {
            return reactor.cutover().state().step() + 1;
        });
        for (int node = 0; node < plan.nodes(); node++) {
            node(node);
        }
        for (int guard = 0; guard < plan.guards().size(); guard++) {
            guard(guard);
        }
    }

    private void node(int node) {
        var tags = Tags.of(
                "node",
                Integer.toString(node),
                "label",
                plan.routers().get(node).label());
        gauge("crossfade.split.desired", "The candidate's share that was last asked for", RATIO, tags, () -> {
            return state(node).intent().map(write -> write.aim().fraction()).orElse(0.0);
        });
        gauge("crossfade.split.achieved", "The candidate's share that reads back", RATIO, tags, () -> {
            return state(node)
                    .observed()
                    .map(reading -> reading.share().fraction())
                    .orElse(Double.NaN);
        });
        gauge("crossfade.split.real", "The candidate's share of real requests, a minute", RATIO, tags, () -> {
            return judge.tally().share(node);
        });
        gauge("crossfade.node.reachable", "1 where the load balancer can be read", "", tags, () -> {
            return state(node).reachable() ? 1 : 0;
        });
        for (var cluster : Cluster.values()) {
            for (var outcome : Outcome.values()) {
                requests(node, cluster, outcome, tags);
            }
        }
    }

    private NodeState state(int node) {
        return reactor.cutover().node(node);
    }

    private void requests(int node, Cluster cluster, Outcome outcome, Tags tags) {
        FunctionCounter.builder("crossfade.requests", judge.tally(), tally -> tally.total(node, cluster, outcome))
                .description("Requests that the event streams told of")
                .tags(tags.and("cluster", cluster.word(), "outcome", word(outcome)))
                .register(registry);
    }

    private void guard(int index) {
        var name = plan.guards().get(index).name();
        var tags = Tags.of("guard", name);
        number("value", "The candidate's rate that the guard's verdict is from", tags, name, Verdict::value);
        number("baseline", "The baseline's rate beside it", tags, name, Verdict::baseline);
        number("limit", "The limit that decided", tags, name, Verdict::limit);
        number("low", "The least rate of the candidate that is not ruled out", tags, name, verdict -> {
            return verdict.grounds().low();
        });
        number(
                "high",
                "The greatest such rate",
                tags,
                name,
                verdict -> verdict.grounds().high());
        gauge("crossfade.guard.odds", "How many to one the evidence is against the candidate", "", tags, () -> {
            return verdict(name).map(verdict -> verdict.grounds().odds()).orElse(Double.NaN);
        });
        gauge("crossfade.guard.clusters", "How many bad requests of the baseline come together", "", tags, () -> {
            return verdict(name).map(verdict -> verdict.grounds().clusters()).orElse(1.0);
        });
        gauge("crossfade.guard.samples", "The candidate's requests that the value is from", "", tags, () -> {
            return verdict(name).map(verdict -> (double) verdict.n()).orElse(0.0);
        });
        for (var status : Status.values()) {
            var both = tags.and("status", word(status));
            gauge("crossfade.guard.status", "1 for what the guard says now", "", both, () -> {
                return verdict(name)
                                .filter(verdict -> verdict.status() == status)
                                .isPresent()
                        ? 1
                        : 0;
            });
            FunctionCounter.builder("crossfade.verdicts", judge, counted -> counted.verdicts(index, status))
                    .description("Verdicts, ten evaluations a second and more")
                    .tags(both)
                    .register(registry);
        }
    }

    private void number(String what, String description, Tags tags, String guard, ToDoubleFunction<Verdict> number) {
        gauge("crossfade.guard." + what, description, RATIO, tags, () -> {
            return verdict(guard).map(number::applyAsDouble).orElse(Double.NaN);
        });
    }

    private Optional<Verdict> verdict(String guard) {
        return reactor.assessment().verdicts().stream()
                .filter(verdict -> verdict.guard().equals(guard))
                .findFirst();
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private void gauge(String name, String description, String unit, Tags tags, Supplier<Number> value) {
        var gauge = Gauge.builder(name, value).description(description).tags(tags);
        if (!unit.isEmpty()) {
            gauge.baseUnit(unit);
        }
        gauge.register(registry);
    }
}
