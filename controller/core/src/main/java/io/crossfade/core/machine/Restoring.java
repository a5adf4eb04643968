package io.crossfade.core.machine;

import io.crossfade.core.machine.Notice.Kind;
import io.crossfade.core.plan.Reaction;
import java.util.Optional;

/**
 * A shift could not be completed, or a node has more than its step's share: nodes are taken back to the step's split.
 *
 * @param step the step whose split is gone back to, -1 for none
 * @param reason why
 * @param sinceNanos since when
 * @param then how the cutover ends after that; empty to hold
 */
record Restoring(int step, String reason, long sinceNanos, Optional<Ending> then) implements State {

    @Override
    public String name() {
        return "restoring";
    }

    @Override
    public Decision onWriteEnded(Event.WriteEnded event, Turn turn) {
        return doneOr(turn, turn.stay());
    }

    @Override
    public Decision onWriteSettled(Event.WriteSettled event, Turn turn) {
        return doneOr(turn, way(turn).afterSettled(turn, event, Restoring::mayWrite));
    }

    @Override
    public Decision onEvaluated(Event.Evaluated event, Turn turn) {
        var patience = turn.plan().policies().rollbackPatience();
        if (turn.now().since(sinceNanos).compareTo(patience) > 0) {
            return Moves.hold(turn, step, reason + "; not verified within " + Text.of(patience));
        }
        return doneOr(turn, way(turn).again(turn, sinceNanos, Restoring::mayWrite));
    }

    @Override
    public Decision onRestarted(Event.Restarted event, Turn turn) {
        return Restart.back(turn, event, step, reason);
    }

    /** The time in which the controller stood still is not the load balancers': their patience begins anew. */
    @Override
    public Decision onDisturbed(Event.Disturbed event, Turn turn) {
        var anew = Moves.restore(turn, step, reason, then);
        return turn.draft().say(Kind.WARNING, event.what()).readAll().then(anew);
    }

    /** Nothing is moved to a baseline that has no usable server (S13). */
    static boolean mayWrite(NodeState node) {
        return !node.baselineUnusable();
    }

    private Lowering way(Turn turn) {
        return new Lowering(turn.splitOf(step), false);
    }

    private Decision doneOr(Turn turn, Decision otherwise) {
        if (!way(turn).isDone(turn.cutover())) {
            return otherwise;
        }
        var text = "every node is back at " + turn.splitOf(step);
        var next = then.isPresent()
                ? Moves.end(turn, then.get(), "left at " + turn.cutover().highestConfirmed() + ": " + reason)
                : Moves.hold(turn, step, reason);
        return turn.draft().say(Kind.VERIFIED, text).then(next);
    }

    @Override
    public Decision onStopRequested(Event.StopRequested event, Turn turn) {
        return event.reaction() == Reaction.ROLLBACK
                ? Moves.stop(turn, event)
                : turn.draft()
                        .become(new Restoring(step, event.cause(), sinceNanos, Optional.of(Ending.HELD)))
                        .decide();
    }

    @Override
    public Decision onHoldRequested(Event.HoldRequested event, Turn turn) {
        return turn.refuse("already going back to hold: " + reason);
    }

    @Override
    public Decision onRollbackRequested(Event.RollbackRequested event, Turn turn) {
        return Moves.rollBack(turn, event);
    }
}
