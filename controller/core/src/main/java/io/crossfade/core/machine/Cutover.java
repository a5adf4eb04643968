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
 * @param drifts when another hand was seen lately, in the loop's monotonic nanoseconds; {@link Drift#MOST_DRIFTS} at most
 * @param unread a bit for each node that must be read before anything is raised: the controller stood still, or has just
 *     begun, and what it knew of the node may be long past
 */
public record Cutover(
        Plan plan,
        State state,
        List<NodeState> nodes,
        Generation generation,
        int reloads,
        List<Long> drifts,
        long unread) {

    public Cutover {
        nodes = List.copyOf(nodes);
        drifts = List.copyOf(drifts);
    }

    /** A cutover that has seen no other hand and has read every node. */
    public Cutover(Plan plan, State state, List<NodeState> nodes, Generation generation, int reloads) {
        this(plan, state, nodes, generation, reloads, List.of(), 0);
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

    /** The same under {@code plan}, which must mean the same: a journal knows load balancers by name alone. */
    public Cutover under(Plan plan) {
        return new Cutover(plan, state, nodes, generation, reloads, drifts, unread);
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
        return new Exposure(nodes.stream().map(NodeState::ceiling).toList(), state.step());
    }

    /** How the cutover ended; empty while it has not. */
    public Optional<Ending> ending() {
        return state instanceof Ended ended ? Optional.of(ended.ending()) : Optional.empty();
    }

    Cutover with(State next) {
        return new Cutover(plan, next, nodes, generation, reloads, drifts, unread);
    }

    Cutover with(Generation next) {
        return new Cutover(plan, state, nodes, next, reloads, drifts, unread);
    }

    Cutover with(int node, NodeState next) {
        var changed = new ArrayList<>(nodes);
        changed.set(node, next);
        return new Cutover(plan, state, changed, generation, reloads, drifts, unread);
    }

    Cutover withReload() {
        return new Cutover(plan, state, nodes, generation, reloads + 1, drifts, unread);
    }

    /** Another hand was seen at {@code nanos}. */
    Cutover withDrift(long nanos) {
        var recent = new ArrayList<Long>();
        drifts.stream().filter(at -> nanos - at < Drift.WITHIN_NANOS).forEach(recent::add);
        if (recent.size() < Drift.MOST_DRIFTS) {
            recent.add(nanos);
        }
        return new Cutover(plan, state, nodes, generation, reloads, recent, unread);
    }

    /** A person has looked, or a new process begins: what was seen of other hands counts no longer. */
    Cutover withoutDrifts() {
        return new Cutover(plan, state, nodes, generation, reloads, List.of(), unread);
    }

    /** True where another hand changes the split again and again. */
    boolean isFlapping() {
        return drifts.size() >= Drift.MOST_DRIFTS;
    }

    /** Every node is to be read before anything is raised. */
    Cutover allUnread() {
        return new Cutover(plan, state, nodes, generation, reloads, drifts, -1L >>> (Long.SIZE - nodes.size()));
    }

    /** A node was read. */
    Cutover withRead(int node) {
        return new Cutover(plan, state, nodes, generation, reloads, drifts, unread & ~(1L << node));
    }

    /** Takes over from an earlier process. */
    Cutover inherited(List<Optional<Reading>> readings) {
        var next = withoutDrifts().allUnread();
        for (int node = 0; node < nodes.size(); node++) {
            next = next.with(node, nodes.get(node).inherited(readings.get(node)));
            next = readings.get(node).isPresent() ? next.withRead(node) : next;
        }
        return next.with(generation.afterRestart());
    }
}
