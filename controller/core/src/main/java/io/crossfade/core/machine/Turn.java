package io.crossfade.core.machine;

import io.crossfade.core.plan.Plan;
import io.crossfade.core.plan.Split;
import java.util.List;
import java.util.Optional;

/**
 * What a state decides upon: where the cutover stands, with the event's facts about nodes already taken in, and when.
 *
 * @param cutover where the cutover stands
 * @param before where it stood before the event
 * @param now when the event is handled
 */
public record Turn(Cutover cutover, Cutover before, Moment now) {

    Plan plan() {
        return cutover.plan();
    }

    /** True where every load balancer can be read and what was read of it is of now: without that nothing is raised. */
    boolean allRead() {
        return cutover.unread() == 0 && cutover.nodes().stream().allMatch(NodeState::reachable);
    }

    /** True where {@code node} can be read and what was read of it is of now. */
    boolean isRead(int node) {
        return (cutover.unread() & (1L << node)) == 0 && cutover.node(node).reachable();
    }

    /** The same turn where another hand was seen. */
    Turn seeing(Drift drift) {
        return drift.isAnotherHand() ? new Turn(cutover.withDrift(now.nanos()), before, now) : this;
    }

    /** The label of a node, as screens show it. */
    String label(int node) {
        return plan().routers().get(node).label();
    }

    /** The split of a step, or all traffic to the baseline for -1. */
    Split splitOf(int step) {
        return step < 0 ? Split.ALL_BASELINE : plan().step(step).split();
    }

    /** Nothing follows. */
    Decision stay() {
        return new Decision(cutover, List.of(), List.of(), Optional.empty());
    }

    /** Nothing follows, and the person is told why. */
    Decision refuse(String why) {
        return new Decision(cutover, List.of(), List.of(), Optional.of(why));
    }

    /** A decision to be put together. */
    Draft draft() {
        return new Draft(this);
    }
}
