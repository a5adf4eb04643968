package io.crossfade.core.machine;

import io.crossfade.core.machine.Notice.Kind;
import io.crossfade.core.plan.OnRestart;
import io.crossfade.core.port.Reading;
import java.util.Optional;

/**
 * What a new process does first with a cutover that it takes over. Each load balancer was compared three ways: the last
 * intent, the last confirmed split and what it shows now. Nothing is raised here.
 */
final class Restart {

    private Restart() {}

    /** The split of {@code step} was in force, -1 for none. */
    static Decision atStep(Turn turn, Event.Restarted event, int step) {
        var asked = turn.plan().policies().onRestart().orElse(OnRestart.after(event.downtime()));
        var first = first(turn, event, step);
        if (first.isPresent()) {
            return first.get();
        }
        var taken = memberships(turn);
        if (asked == OnRestart.HOLD) {
            return Moves.hold(taken, step, text(event) + "; it holds " + because(turn));
        }
        return taken.draft()
                .emptyPassing()
                .become(new Recovering(step, turn.now().nanos()))
                .say(Kind.WAITING, text(event) + ": looking at the load balancers before it goes on")
                .decide();
    }

    /**
     * A shift was under way. Where it has come to an end on every node it counts as confirmed; where it has nowhere
     * begun the earlier step goes on; anything between goes back on every node.
     */
    static Decision shifting(Turn turn, Event.Restarted event, int step, int from) {
        var nodes = turn.cutover().nodes();
        var split = turn.splitOf(step);
        if (nodes.stream().allMatch(node -> node.reachable() && node.hasReached(split))) {
            return atStep(turn, event, step);
        }
        boolean nowhere = nodes.stream().noneMatch(node -> !node.reachable() || node.hasReached(split) || isHalf(node));
        if (nowhere) {
            return atStep(turn, event, from);
        }
        return back(turn, event, from, "a shift to " + split + " was under way");
    }

    /** The cutover was held, and stays held. */
    static Decision held(Turn turn, Event.Restarted event, int step, String reason) {
        var first = first(turn, event, step);
        return first.isPresent()
                ? first.get()
                : Moves.hold(memberships(turn), step, text(event) + ", still held: " + reason);
    }

    /** Nodes are to go back to the split of {@code step}, and the cutover is held. */
    static Decision back(Turn turn, Event.Restarted event, int step, String reason) {
        if (rollsBack(turn)) {
            return rollBack(turn, event);
        }
        return isRolledBack(turn)
                ? lostRollback(turn, text(event))
                : Moves.restore(turn, step, text(event) + ": " + reason, Optional.empty());
    }

    /** What must be done before anything else. */
    private static Optional<Decision> first(Turn turn, Event.Restarted event, int step) {
        if (rollsBack(turn)) {
            return Optional.of(rollBack(turn, event));
        }
        if (isRolledBack(turn)) {
            return Optional.of(lostRollback(turn, text(event)));
        }
        Optional<String> hold = Optional.empty();
        for (int index = 0; index < turn.cutover().nodes().size(); index++) {
            var node = turn.cutover().node(index);
            if (!node.reachable()) {
                continue;
            }
            var reading = node.observed().orElseThrow();
            var drift = Drift.of(node, reading);
            var text = text(event) + ": " + Drift.text(turn, index, reading, drift);
            if (drift.isTakenBack(reading) || isHalf(node)) {
                return Optional.of(Moves.restore(turn, step, text, Optional.empty()));
            }
            if (hold.isEmpty() && drift.isAnotherHand()) {
                hold = Optional.of(text);
            }
        }
        return hold.map(why -> Moves.hold(turn, step, why));
    }

    /** A write of ours was cut short: its parts do not agree. */
    private static boolean isHalf(NodeState node) {
        return node.hasInherited()
                && node.observed()
                        .filter(reading -> !reading.doubts().isEmpty() && isOurs(node, reading))
                        .isPresent();
    }

    private static boolean isOurs(NodeState node, Reading reading) {
        return reading.share().equals(node.confirmed().share()) || node.mayHaveLanded(reading.share());
    }

    /**
     * True where the candidate had a share and has none on any node, in the same lives: somebody rolled back, and the
     * record was lost.
     */
    static boolean isRolledBack(Turn turn) {
        var nodes = turn.cutover().nodes();
        return !turn.cutover().highestConfirmed().isNone() && nodes.stream().allMatch(Restart::showsNone);
    }

    private static boolean showsNone(NodeState node) {
        return node.observed()
                .filter(reading -> reading.share().isNone()
                        && reading.doubts().isEmpty()
                        && reading.incarnation().equals(node.incarnation()))
                .isPresent();
    }

    static Decision lostRollback(Turn turn, String text) {
        var why = text + ": the baseline has everything on every node, a rollback whose record was lost";
        return Moves.rollBack(turn, Ending.ROLLED_BACK, why, false);
    }

    private static boolean rollsBack(Turn turn) {
        return turn.plan()
                .policies()
                .onRestart()
                .filter(OnRestart.ROLLBACK::equals)
                .isPresent();
    }

    private static Decision rollBack(Turn turn, Event.Restarted event) {
        var why = text(event) + ", and the plan says on-restart: rollback";
        return Moves.rollBack(turn, Ending.ROLLED_BACK_BY_OPERATOR, why, false);
    }

    private static String because(Turn turn) {
        return turn.plan().policies().onRestart().isPresent()
                ? "since the plan says on-restart: hold"
                : "since that is longer than " + Text.of(OnRestart.SHORT);
    }

    private static String text(Event.Restarted event) {
        return "resumed after " + Text.of(event.downtime()) + " without a controller";
    }

    /** A share that moved because servers came or went is taken as it is. */
    private static Turn memberships(Turn turn) {
        var draft = turn.draft();
        for (int index = 0; index < turn.cutover().nodes().size(); index++) {
            var node = turn.cutover().node(index);
            if (node.reachable() && Drift.of(node, node.observed().orElseThrow()) == Drift.MEMBERSHIP) {
                draft.node(index, node.acknowledging(node.observed().orElseThrow()));
            }
        }
        return new Turn(draft.cutover(), turn.before(), turn.now());
    }
}
