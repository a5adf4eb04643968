package io.crossfade.core.machine;

import io.crossfade.core.machine.Notice.Kind;

/**
 * Before the first shift. The first shift is made without evidence, since the candidate has had no request; but not
 * blind: every request stream must be attached and every load balancer readable.
 *
 * @param reason what is waited for; empty at the very start
 */
record Waiting(String reason) implements State {

    static final Waiting START = new Waiting("");

    @Override
    public String name() {
        return "waiting";
    }

    @Override
    public int step() {
        return -1;
    }

    @Override
    public Decision onEvaluated(Event.Evaluated event, Turn turn) {
        var window = turn.plan().window();
        if (window.isTooEarly(turn.now().wall())) {
            return await("the window opens at " + window.notBefore().orElseThrow(), turn);
        }
        if (!turn.allRead()) {
            return await("a load balancer cannot be read", turn);
        }
        if (!event.assessment().doubts().isEmpty()) {
            return await("the signals are not whole yet", turn);
        }
        return Moves.shift(turn, 0);
    }

    private Decision await(String what, Turn turn) {
        return what.equals(reason)
                ? turn.stay()
                : turn.draft()
                        .become(new Waiting(what))
                        .say(Kind.WAITING, "waiting: " + what)
                        .decide();
    }

    @Override
    public Decision onNodeRead(Event.NodeRead event, Turn turn) {
        var drift = Drift.of(turn.cutover().node(event.node()), event.reading());
        return switch (drift) {
            case NONE -> turn.stay();
            case RELOAD -> reborn(event, turn);
            case MEMBERSHIP -> Moves.acknowledge(event, turn, Drift.text(turn, event.node(), event.reading(), drift));
            case RELOAD_ABOVE, PARTLY_RESTORED, MEMBERSHIP_ABOVE, LATE_WRITE, FLIPPED_BACK, FOREIGN, DOUBT ->
                Moves.hold(turn, -1, Drift.text(turn, event.node(), event.reading(), drift));
        };
    }

    /** Nothing was written yet, so a reload has taken nothing away. */
    private static Decision reborn(Event.NodeRead event, Turn turn) {
        var taken = turn.cutover().node(event.node()).acknowledging(event.reading());
        return turn.draft().node(event.node(), taken).decide();
    }

    @Override
    public Decision onNodeGone(Event.NodeGone event, Turn turn) {
        return Moves.hold(turn, -1, Trouble.goneText(event, turn));
    }

    @Override
    public Decision onRestarted(Event.Restarted event, Turn turn) {
        return Restart.atStep(turn, event, -1);
    }

    @Override
    public Decision onJournalFailed(Event.JournalFailed event, Turn turn) {
        return Moves.hold(turn, -1, "the journal cannot be written: " + event.reason());
    }

    @Override
    public Decision onStopRequested(Event.StopRequested event, Turn turn) {
        return Moves.stop(turn, event);
    }

    @Override
    public Decision onHoldRequested(Event.HoldRequested event, Turn turn) {
        return Moves.hold(turn, -1, event.reason());
    }

    @Override
    public Decision onRollbackRequested(Event.RollbackRequested event, Turn turn) {
        return Moves.rollBack(turn, event);
    }
}
