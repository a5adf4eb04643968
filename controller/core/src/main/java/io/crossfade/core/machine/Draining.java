package io.crossfade.core.machine;

import io.crossfade.core.plan.Cluster;
import io.crossfade.core.plan.Generation;

/**
 * The split is final and verified; in-flight requests of the cluster that has no share any more are let end.
 *
 * @param ending how the cutover ends after that
 * @param step the last step where the candidate has everything, -1 after a rollback
 * @param cluster the cluster without a share
 * @param sinceNanos since when
 * @param drained bit n is set once node n has none in flight
 */
record Draining(Ending ending, int step, Cluster cluster, long sinceNanos, long drained) implements State {

    @Override
    public String name() {
        return "draining";
    }

    @Override
    public boolean guarded() {
        return ending == Ending.PROMOTED;
    }

    @Override
    public Decision onNodeRead(Event.NodeRead event, Turn turn) {
        var reading = event.reading();
        var drift = Drift.of(turn.cutover().node(event.node()), reading);
        if (!reading.share()
                .equals(turn.cutover().node(event.node()).confirmed().share())) {
            return undone(event, turn, drift);
        }
        long inFlight = cluster == Cluster.BASELINE ? reading.baselineInFlight() : reading.candidateInFlight();
        if (inFlight > 0) {
            return turn.stay();
        }
        long now = drained | (1L << event.node());
        boolean all = Long.bitCount(now) == turn.cutover().nodes().size();
        return all
                ? Moves.end(turn, ending, text("drained"))
                : turn.draft()
                        .become(new Draining(ending, step, cluster, sinceNanos, now))
                        .decide();
    }

    /** After a rollback any share is taken back again; before the end of a promotion it is a person's matter. */
    private Decision undone(Event.NodeRead event, Turn turn, Drift drift) {
        var text = Drift.text(turn, event.node(), event.reading(), drift);
        if (ending == Ending.PROMOTED) {
            return drift == Drift.RELOAD
                    ? Moves.reapply(turn, turn.plan().lastStep(), text, false)
                    : Moves.hold(turn, turn.plan().lastStep(), text);
        }
        var node = turn.cutover().node(event.node());
        var unverified = turn.draft()
                .node(event.node(), node.confirming(event.reading().share(), Generation.ZERO, false, event.reading()))
                .cutover();
        return Moves.rollBack(new Turn(unverified, turn.before(), turn.now()), ending, text, false);
    }

    @Override
    public Decision onRestarted(Event.Restarted event, Turn turn) {
        return ending == Ending.PROMOTED
                ? Restart.atStep(turn, event, turn.plan().lastStep())
                : Moves.rollBackAnew(
                        turn, new RollingBack(ending, reason(event), turn.now().nanos(), false));
    }

    private static String reason(Event.Restarted event) {
        return "resumed " + Text.of(event.downtime()) + " after it was verified";
    }

    @Override
    public Decision onEvaluated(Event.Evaluated event, Turn turn) {
        var drain = turn.plan().policies().drain();
        return turn.now().since(sinceNanos).compareTo(drain) >= 0
                ? Moves.end(turn, ending, text("requests still in flight after " + Text.of(drain)))
                : turn.stay();
    }

    private String text(String how) {
        return switch (ending) {
            case PROMOTED -> "promoted, baseline: " + how;
            case ROLLED_BACK, ROLLED_BACK_BY_OPERATOR, HELD, UNVERIFIED -> "rolled back, candidate: " + how;
        };
    }

    /** The split is final: ending now leaves nothing undone. */
    @Override
    public Decision onStopRequested(Event.StopRequested event, Turn turn) {
        return Moves.end(turn, ending, text(event.cause()));
    }

    @Override
    public Decision onRollbackRequested(Event.RollbackRequested event, Turn turn) {
        return ending == Ending.PROMOTED ? Moves.rollBack(turn, event) : turn.refuse("already rolled back, draining");
    }
}
