package io.crossfade.core.machine;

import io.crossfade.core.machine.Notice.Kind;
import io.crossfade.core.plan.Cluster;
import io.crossfade.core.plan.Generation;

/**
 * All traffic goes to the baseline. Not over until a read-back has verified it on every node; nothing but the plan's
 * {@code rollback-patience} ends it otherwise, and then the end is "act now".
 *
 * @param ending how the cutover ends once verified
 * @param reason why
 * @param sinceNanos since when
 * @param force also onto a baseline without a usable server
 */
record RollingBack(Ending ending, String reason, long sinceNanos, boolean force) implements State {

    @Override
    public String name() {
        return "rolling-back";
    }

    @Override
    public int step() {
        return -1;
    }

    @Override
    public boolean guarded() {
        return false;
    }

    @Override
    public Decision onWriteEnded(Event.WriteEnded event, Turn turn) {
        return doneOr(turn, turn.stay());
    }

    @Override
    public Decision onWriteSettled(Event.WriteSettled event, Turn turn) {
        return doneOr(turn, Lowering.ROLLBACK.afterSettled(turn, event, this::mayWrite));
    }

    /** A verified node that shows a share again is not verified any more. */
    @Override
    public Decision onNodeRead(Event.NodeRead event, Turn turn) {
        var node = turn.cutover().node(event.node());
        boolean undone = node.isVerified(turn.cutover().generation())
                && !event.reading().share().isNone();
        return undone
                ? turn.draft()
                        .node(
                                event.node(),
                                node.confirming(event.reading().share(), Generation.ZERO, false, event.reading()))
                        .say(Kind.DRIFT, Drift.text(turn, event.node(), event.reading(), Drift.FOREIGN))
                        .decide()
                : turn.stay();
    }

    @Override
    public Decision onEvaluated(Event.Evaluated event, Turn turn) {
        var patience = turn.plan().policies().rollbackPatience();
        if (turn.now().since(sinceNanos).compareTo(patience) > 0) {
            return Moves.endUnverified(
                    turn,
                    ending,
                    "the rollback could not be verified within " + Text.of(patience) + " on "
                            + Lowering.ROLLBACK.openNodes(turn) + ": " + reason);
        }
        return doneOr(turn, Lowering.ROLLBACK.again(turn, sinceNanos, this::mayWrite));
    }

    @Override
    public Decision onRestarted(Event.Restarted event, Turn turn) {
        return Moves.rollBackAnew(
                turn, new RollingBack(ending, reason, turn.now().nanos(), force));
    }

    /** The time in which the controller stood still is not the load balancers': their patience begins anew. */
    @Override
    public Decision onDisturbed(Event.Disturbed event, Turn turn) {
        var anew = Moves.rollBackAnew(
                turn, new RollingBack(ending, reason, turn.now().nanos(), force));
        return turn.draft().say(Kind.WARNING, event.what()).readAll().then(anew);
    }

    private boolean mayWrite(NodeState node) {
        return force || !node.baselineUnusable();
    }

    private Decision doneOr(Turn turn, Decision otherwise) {
        if (!Lowering.ROLLBACK.isDone(turn.cutover())) {
            return otherwise;
        }
        var took = turn.now().since(sinceNanos);
        return turn.draft()
                .say(
                        Kind.VERIFIED,
                        "the baseline has everything on every node, verified after " + took.toMillis() + "ms")
                .then(Moves.drain(turn, ending, Cluster.CANDIDATE, "rolled back: " + reason));
    }

    @Override
    public Decision onHoldRequested(Event.HoldRequested event, Turn turn) {
        return turn.refuse("rolling back: " + reason);
    }

    /** The person wants the same; their {@code --force} opens the nodes that were spared. */
    @Override
    public Decision onRollbackRequested(Event.RollbackRequested event, Turn turn) {
        if (!event.force() || force) {
            return turn.refuse("already rolling back: " + reason);
        }
        var forced = new RollingBack(ending, reason, sinceNanos, true);
        return turn.draft()
                .become(forced)
                .say(Kind.ROLLING_BACK, "forced: " + event.reason())
                .decide();
    }
}
