package io.crossfade.core.machine;

/**
 * What a cutover is doing. Each state is a file of its own and overrides what it reacts to; a table test holds an
 * explicit expectation for every pair of state and event, so that ignoring one is a decision.
 *
 * <p>What holds in every state alike stands in {@link Machine}: taking in what events say of nodes, and rolling back on
 * a failing guard.
 */
public sealed interface State
        permits Waiting, Shifting, AtStep, Recovering, Holding, Restoring, RollingBack, Draining, Ended {

    /** The state's name as people and programs see it, such as {@code baking}. */
    String name();

    /** The index of the step whose split is in force or being gone to; -1 before the first. */
    int step();

    /** When this state began, in the loop's monotonic nanoseconds; 0 where it does not count its time. */
    default long sinceNanos() {
        return 0;
    }

    /** Why the cutover is in this state, in words; empty where the name says it all. */
    default String reason() {
        return "";
    }

    /** True where a failing guard still leads to a rollback (S5): everywhere but on the way back and at the end. */
    default boolean guarded() {
        return true;
    }

    default Decision onEvaluated(Event.Evaluated event, Turn turn) {
        return turn.stay();
    }

    default Decision onNodeRead(Event.NodeRead event, Turn turn) {
        return turn.stay();
    }

    default Decision onNodeUnreachable(Event.NodeUnreachable event, Turn turn) {
        return turn.stay();
    }

    default Decision onNodeGone(Event.NodeGone event, Turn turn) {
        return Trouble.gone(event, turn);
    }

    /** Every state has its own way to go on in a new process. */
    Decision onRestarted(Event.Restarted event, Turn turn);

    default Decision onWriteEnded(Event.WriteEnded event, Turn turn) {
        return turn.stay();
    }

    default Decision onWriteSettled(Event.WriteSettled event, Turn turn) {
        return turn.stay();
    }

    default Decision onDisturbed(Event.Disturbed event, Turn turn) {
        return turn.stay();
    }

    default Decision onJournalFailed(Event.JournalFailed event, Turn turn) {
        return turn.stay();
    }

    default Decision onStopRequested(Event.StopRequested event, Turn turn) {
        return turn.stay();
    }

    default Decision onHoldRequested(Event.HoldRequested event, Turn turn) {
        return turn.refuse("nothing to hold: " + name());
    }

    default Decision onResumeRequested(Event.ResumeRequested event, Turn turn) {
        return turn.refuse("nothing to resume: " + name());
    }

    default Decision onApprovalGiven(Event.ApprovalGiven event, Turn turn) {
        return turn.refuse("no approval is awaited: " + name());
    }

    default Decision onPromoteRequested(Event.PromoteRequested event, Turn turn) {
        return turn.refuse("nothing to promote: " + name());
    }

    default Decision onRollbackRequested(Event.RollbackRequested event, Turn turn) {
        return turn.refuse("nothing to roll back: " + name());
    }

    default Decision onAdoptRequested(Event.AdoptRequested event, Turn turn) {
        return turn.refuse("nothing to adopt: " + name());
    }
}
