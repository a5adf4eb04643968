package io.crossfade.core.machine;

import io.crossfade.core.plan.Reaction;
import io.crossfade.core.port.WriteResult;
import org.jspecify.annotations.Nullable;

/**
 * The decision core: a pure function from where a cutover stands, one event and the time to a decision. The same
 * arguments give the same decision on every machine, so that replaying a journal reproduces each (S10).
 */
public final class Machine {

    private Machine() {}

    /** What follows from {@code event}. */
    public static Decision step(Cutover cutover, Event event, Moment now) {
        if (cutover.state() instanceof Ended ended
                && !(event instanceof Event.Restarted && ended.ending().isResumable())) {
            return event.deliverTo(cutover.state(), new Turn(cutover, cutover, now));
        }
        var turn = new Turn(takeIn(cutover, event), cutover, now);
        if (event instanceof Event.Operator word && isOfAnotherStep(word, cutover.state())) {
            return turn.refuse("that was said of step " + word.step().getAsInt() + ", the cutover is "
                    + cutover.state().name() + " at step " + (cutover.state().step() + 1));
        }
        if (cutover.state().guarded()) {
            var alarm = alarm(event, turn);
            if (alarm != null) {
                return onAlarm(alarm, event, turn);
            }
        }
        return event.deliverTo(cutover.state(), turn);
    }

    private static boolean isOfAnotherStep(Event.Operator word, State state) {
        return word.step().isPresent() && word.step().getAsInt() != state.step() + 1;
    }

    /** What an event says of a node is true in every state alike. */
    private static Cutover takeIn(Cutover cutover, Event event) {
        if (event instanceof Event.NodeRead read) {
            return cutover.with(read.node(), cutover.node(read.node()).observing(read.reading()))
                    .withRead(read.node());
        }
        if (event instanceof Event.NodeUnreachable lost) {
            return cutover.with(lost.node(), cutover.node(lost.node()).unreachable());
        }
        if (event instanceof Event.NodeGone gone) {
            return cutover.with(gone.node(), cutover.node(gone.node()).unreachable());
        }
        if (event instanceof Event.Disturbed) {
            return cutover.allUnread();
        }
        if (event instanceof Event.Restarted restarted) {
            return cutover.inherited(restarted.readings());
        }
        if (event instanceof Event.WriteEnded ended && ended.result() instanceof WriteResult.Applied applied) {
            return takeIn(cutover, ended, applied);
        }
        if (event instanceof Event.WriteSettled settled) {
            return cutover.with(
                    settled.node(), cutover.node(settled.node()).settling(settled.write(), settled.closed()));
        }
        return cutover;
    }

    /** A write is confirmed by what was read back after it, and only where it belongs to the latest decision. */
    private static Cutover takeIn(Cutover cutover, Event.WriteEnded ended, WriteResult.Applied applied) {
        var node = cutover.node(ended.node());
        var reading = applied.reading();
        boolean latest = ended.write().generation().equals(cutover.generation());
        boolean asAsked =
                reading.share().equals(applied.asked()) && reading.doubts().isEmpty();
        var next = latest && asAsked
                ? node.confirming(reading.share(), cutover.generation(), node.wentOutClean(ended.write()), reading)
                : node.observing(reading);
        return cutover.with(ended.node(), next);
    }

    /** Why all traffic should leave the candidate now, or null. */
    private static @Nullable String alarm(Event event, Turn turn) {
        if (event instanceof Event.Evaluated evaluated) {
            return evaluated
                    .assessment()
                    .failing()
                    .map(verdict -> verdict.guard() + ": " + verdict.text())
                    .orElse(null);
        }
        if (event instanceof Event.NodeRead read
                && read.reading().candidateUsable() == 0
                && !turn.before().node(read.node()).ceiling().isNone()) {
            return "candidate down: no usable server on " + turn.label(read.node());
        }
        return null;
    }

    private static Decision onAlarm(String alarm, Event event, Turn turn) {
        if (turn.plan().policies().onFailure() == Reaction.ROLLBACK) {
            return Moves.rollBack(turn, Ending.ROLLED_BACK, alarm, false);
        }
        return turn.cutover().state() instanceof Holding holding
                ? event.deliverTo(holding, turn)
                : Moves.hold(turn, turn.cutover().state().step(), alarm);
    }
}
