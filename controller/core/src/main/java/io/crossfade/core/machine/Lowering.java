package io.crossfade.core.machine;

import io.crossfade.core.plan.Split;
import io.crossfade.core.port.Reading;
import java.util.function.Predicate;

/**
 * The way back, shared by a rollback and by taking back a failed shift: write to every node at once, write again after
 * every older write has been answered or closed, and call a node done only by the read-back after that. Without it a
 * forward write that was queued in a stalled load balancer lands after the rollback was believed.
 *
 * @param split what the nodes are taken back to
 * @param everyNode true for a rollback, which concerns every node; false where only those are taken back that were
 *     written to or may have more than the split gives, and one that another hand has changed is left alone
 */
record Lowering(Split split, boolean everyNode) {

    /** The way back of a rollback. */
    static final Lowering ROLLBACK = new Lowering(Split.ALL_BASELINE, true);

    /** Where the last write failed at once, the next goes out this much later; five of them in the first second. */
    private static final long QUICK_NANOS = 200_000_000L;

    private static final int QUICK_ATTEMPTS = 5;

    private static final long SECOND_NANOS = 1_000_000_000L;

    /** The first writes, to every node that it concerns and that is {@code allowed}. */
    Draft begin(Draft draft, Predicate<NodeState> allowed) {
        for (int node = 0; node < draft.cutover().nodes().size(); node++) {
            var state = draft.cutover().node(node);
            if (allowed.test(state) && concerns(state)) {
                draft.write(node, split, true);
            }
        }
        return draft;
    }

    private boolean concerns(NodeState node) {
        if (everyNode) {
            return true;
        }
        var target = split.candidate().exactly();
        boolean foreign =
                node.observed().filter(reading -> isForeign(node, reading)).isPresent();
        return !foreign && node.ceiling().exceeds(target);
    }

    private static boolean isForeign(NodeState node, Reading reading) {
        return Drift.of(node, reading).isForeign() && !reading.share().equals(node.intended());
    }

    /**
     * True where {@code node} is still to be verified. Where only what is too much is taken back, a node that has come to
     * less by itself, such as by a reload or a person, is left there: to write would raise it.
     */
    boolean isOpen(Cutover cutover, NodeState node) {
        boolean written = node.intent()
                .filter(write -> write.generation().equals(cutover.generation()))
                .isPresent();
        boolean concerned = everyNode
                || (written && node.ceiling().exceeds(split.candidate().exactly()));
        return concerned && !node.isVerified(cutover.generation());
    }

    boolean isDone(Cutover cutover) {
        return cutover.nodes().stream().noneMatch(node -> isOpen(cutover, node));
    }

    /** An older write was answered or closed: nothing older can land any more, so the next read-back verifies. */
    Decision afterSettled(Turn turn, Event.WriteSettled event, Predicate<NodeState> allowed) {
        var cutover = turn.cutover();
        var node = cutover.node(event.node());
        boolean older = event.write().generation().isOlderThan(cutover.generation());
        boolean quiet = older && event.closed() && !node.hasOpenBefore(cutover.generation());
        return quiet && isOpen(cutover, node) && allowed.test(node)
                ? turn.draft().write(event.node(), split, true).decide()
                : turn.stay();
    }

    /** Time has passed: read and write again where a node is still open, at a bounded pace. */
    Decision again(Turn turn, long sinceNanos, Predicate<NodeState> allowed) {
        var cutover = turn.cutover();
        var draft = turn.draft();
        long elapsed = turn.now().nanos() - sinceNanos;
        for (int node = 0; node < cutover.nodes().size(); node++) {
            var state = cutover.node(node);
            boolean due = state.nextAttempt(cutover.generation()) <= attemptsBy(elapsed, state.hasOpen());
            if (due && isOpen(cutover, state) && allowed.test(state)) {
                draft.read(node).write(node, split, true);
            }
        }
        return draft.decide();
    }

    /** How many writes may have gone out to a node {@code elapsed} nanoseconds after the first. */
    private static long attemptsBy(long elapsed, boolean open) {
        long eachSecond = 1 + elapsed / SECOND_NANOS;
        return open ? eachSecond : eachSecond + Math.min(QUICK_ATTEMPTS - 1, elapsed / QUICK_NANOS);
    }

    /** The nodes still to be verified, for people. */
    String openNodes(Turn turn) {
        var labels = new StringBuilder();
        for (int node = 0; node < turn.cutover().nodes().size(); node++) {
            if (isOpen(turn.cutover(), turn.cutover().node(node))) {
                labels.append(labels.isEmpty() ? "" : ", ").append(turn.label(node));
            }
        }
        return labels.toString();
    }
}
