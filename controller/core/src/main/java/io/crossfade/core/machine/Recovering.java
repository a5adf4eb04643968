package io.crossfade.core.machine;

import io.crossfade.core.machine.Notice.Kind;
import java.util.Optional;

/**
 * A new process has taken the cutover over and looks before it goes on: every load balancer must be read, nothing that
 * the earlier process sent may still be under way, and the guards must have watched for a whole window. Nothing is
 * raised until then.
 *
 * @param step the step whose split is in force, -1 for none
 * @param sinceNanos since when
 */
record Recovering(int step, long sinceNanos) implements State {

    @Override
    public String name() {
        return "recovering";
    }

    @Override
    public Decision onEvaluated(Event.Evaluated event, Turn turn) {
        var trouble = Trouble.of(event.assessment(), turn, step);
        if (trouble.isPresent()) {
            return trouble.get();
        }
        boolean quiet = turn.cutover().nodes().stream().noneMatch(NodeState::hasOpen);
        if (!quiet || !turn.allRead()) {
            return turn.stay();
        }
        if (step < 0) {
            return turn.draft()
                    .become(Waiting.START)
                    .say(Kind.RESUMED, "every load balancer is as the journal says: going on")
                    .decide();
        }
        var window = turn.plan().policies().over();
        if (turn.now().since(sinceNanos).compareTo(window) < 0) {
            return turn.stay();
        }
        return turn.draft()
                .say(Kind.RESUMED, "every load balancer is as the journal says, watched for " + Text.of(window))
                .then(Moves.bakeAnew(turn, step, Baking.Leave.WHEN_BAKED));
    }

    @Override
    public Decision onNodeRead(Event.NodeRead event, Turn turn) {
        var node = turn.cutover().node(event.node());
        var drift = Drift.of(node, event.reading());
        var text = Drift.text(turn, event.node(), event.reading(), drift);
        boolean first = !turn.before().node(event.node()).reachable();
        if (drift == Drift.NONE) {
            return Trouble.reachableAgain(event, turn);
        }
        if (first && Restart.isRolledBack(turn)) {
            return Restart.lostRollback(turn, turn.label(event.node()) + " can be read again");
        }
        boolean sameShare = event.reading().share().equals(node.confirmed().share());
        if (drift == Drift.MEMBERSHIP || (drift == Drift.RELOAD && sameShare)) {
            return Moves.acknowledge(event, turn, text);
        }
        return drift.isTakenBack(event.reading())
                ? Moves.restore(turn, step, text, Optional.empty())
                : Moves.hold(turn, step, text);
    }

    @Override
    public Decision onNodeUnreachable(Event.NodeUnreachable event, Turn turn) {
        return Trouble.unreachable(event, turn);
    }

    @Override
    public Decision onNodeGone(Event.NodeGone event, Turn turn) {
        return Moves.hold(turn, step, Trouble.goneText(event, turn));
    }

    @Override
    public Decision onRestarted(Event.Restarted event, Turn turn) {
        return Restart.atStep(turn, event, step);
    }

    @Override
    public Decision onDisturbed(Event.Disturbed event, Turn turn) {
        return turn.draft()
                .become(new Recovering(step, turn.now().nanos()))
                .say(Kind.WARNING, event.what() + ": looking anew")
                .emptyPassing()
                .readAll()
                .decide();
    }

    @Override
    public Decision onJournalFailed(Event.JournalFailed event, Turn turn) {
        return Moves.hold(turn, step, "the journal cannot be written: " + event.reason());
    }

    @Override
    public Decision onStopRequested(Event.StopRequested event, Turn turn) {
        return Moves.stop(turn, event);
    }

    @Override
    public Decision onHoldRequested(Event.HoldRequested event, Turn turn) {
        return Moves.hold(turn, step, event.reason());
    }

    @Override
    public Decision onRollbackRequested(Event.RollbackRequested event, Turn turn) {
        return Moves.rollBack(turn, event);
    }
}
