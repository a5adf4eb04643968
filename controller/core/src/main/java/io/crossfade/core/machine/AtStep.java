package io.crossfade.core.machine;

import io.crossfade.core.machine.Notice.Kind;

/** A step's split is in force and the step is to be left in time: what holds alike for its bake and for its gate. */
sealed interface AtStep extends State permits Baking, AwaitingGate {

    @Override
    default Decision onNodeRead(Event.NodeRead event, Turn turn) {
        return Trouble.drift(event, turn, step());
    }

    @Override
    default Decision onNodeUnreachable(Event.NodeUnreachable event, Turn turn) {
        return Trouble.unreachable(event, turn);
    }

    @Override
    default Decision onNodeGone(Event.NodeGone event, Turn turn) {
        return Moves.hold(turn, step(), Trouble.goneText(event, turn));
    }

    @Override
    default Decision onRestarted(Event.Restarted event, Turn turn) {
        return Restart.atStep(turn, event, step());
    }

    /** What had passed counts no longer, so the step bakes anew. */
    @Override
    default Decision onDisturbed(Event.Disturbed event, Turn turn) {
        return turn.draft()
                .become(new Baking(step(), turn.now().nanos(), Baking.Leave.WHEN_BAKED))
                .say(Kind.WARNING, event.what() + ": the bake begins anew")
                .emptyPassing()
                .readAll()
                .decide();
    }

    @Override
    default Decision onJournalFailed(Event.JournalFailed event, Turn turn) {
        return Moves.hold(turn, step(), "the journal cannot be written: " + event.reason());
    }

    @Override
    default Decision onStopRequested(Event.StopRequested event, Turn turn) {
        return Moves.stop(turn, event);
    }

    @Override
    default Decision onHoldRequested(Event.HoldRequested event, Turn turn) {
        return Moves.hold(turn, step(), event.reason());
    }

    @Override
    default Decision onRollbackRequested(Event.RollbackRequested event, Turn turn) {
        return Moves.rollBack(turn, event);
    }
}
