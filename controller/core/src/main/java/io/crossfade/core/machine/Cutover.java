package io.crossfade.core.machine;

import io.crossfade.core.analysis.Exposure;
import io.crossfade.core.plan.AchievedShare;
import io.crossfade.core.plan.Generation;
import io.crossfade.core.plan.Plan;
import io.crossfade.core.port.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where a cutover stands: the whole state of the machine, an immutable value.
 *
 * @param plan what is to be done
 * @param state what it is doing
 * @param nodes what is known of each load balancer, in the plan's order
 * @param generation the latest split decision
 * @param reloads how many times a step's split was written again after a reload
 */
public record Cutover(Plan plan, State state, List<NodeState> nodes, Generation generation, int reloads) {

    public Cutover {
        nodes = List.copyOf(nodes);
    }

    /** A cutover that has not begun, on load balancers that were just read. */
    public static Cutover begin(Plan plan, List<Reading> readings) {
        if (readings.size() != plan.nodes()) {
            throw new IllegalArgumentException(
                    "readings: " + readings.size() + " (expected: one for each of " + plan.nodes() + " routers)");
        }
        return new Cutover(
                plan, Waiting.START, readings.stream().map(NodeState::firstRead).toList(), Generation.ZERO, 0);
    }

    public NodeState node(int node) {
        return nodes.get(node);
    }

    /** The most that the candidate has on any node, as confirmed. */
    public AchievedShare highestConfirmed() {
        return nodes.stream().map(node -> node.confirmed().share()).reduce(AchievedShare.NONE, AchievedShare::max);
    }

    /** What the judge is to reckon with. */
    public Exposure exposure() {
        return new Exposure(nodes.stream().map(NodeState::ceiling).toList());
    }

    /** How the cutover ended; empty while it has not. */
    public Optional<Ending> ending() {
        return state instanceof Ended ended ? Optional.of(ended.ending()) : Optional.empty();
    }

    Cutover with(State next) {
        return new Cutover(plan, next, nodes, generation, reloads);
    }

    Cutover with(Generation next) {
        return new Cutover(plan, state, nodes, next, reloads);
    }

    Cutover with(int node, NodeState next) {
        var changed = new ArrayList<>(nodes);
        changed.set(node, next);
        return new Cutover(plan, state, changed, generation, reloads);
    }

    Cutover withReload() {
        return new Cutover(plan, state, nodes, generation, reloads + 1);
    }
}
