package io.crossfade.core.machine;

import io.crossfade.core.machine.Notice.Kind;
import io.crossfade.core.plan.AchievedShare;
import io.crossfade.core.plan.Reaction;
import io.crossfade.core.port.WriteResult;
import java.util.Optional;

/**
 * The split of a step is being written to every node. The bake begins when the last one has read back as asked; where
 * one does not within the plan's {@code apply-within}, every node is taken back and the cutover is held.
 *
 * @param step the step that is gone to
 * @param from the step that is gone from, -1 for none; equal to {@code step} where a reload took the split away
 * @param sinceNanos when the writes were ordered
 */
record Shifting(int step, int from, long sinceNanos) implements State {

    /** A node is written to this often at most; a write that was never sent or came to nothing may go out again. */
    static final int MOST_ATTEMPTS = 3;

    private static final long SECOND_NANOS = 1_000_000_000L;

    @Override
    public String name() {
        return "shifting";
    }

    @Override
    public Decision onWriteEnded(Event.WriteEnded event, Turn turn) {
        if (!event.write().generation().equals(turn.cutover().generation())) {
            return turn.stay();
        }
        var label = turn.label(event.node());
        var result = event.result();
        if (result instanceof WriteResult.Applied applied) {
            return turn.cutover().node(event.node()).isConfirmed(event.write().generation())
                    ? confirmed(event.node(), turn)
                    : back(turn, label + " was written and does not read back: " + mismatch(applied));
        }
        if (result instanceof WriteResult.Refused refused) {
            return back(turn, label + " refused: " + refused.reason());
        }
        var why = result instanceof WriteResult.NotSent notSent
                ? "could not be written to: " + notSent.reason()
                : "did not answer the write: " + ((WriteResult.Unknown) result).reason();
        return turn.draft()
                .say(Kind.WARNING, label + " " + why)
                .read(event.node())
                .decide();
    }

    private static String mismatch(WriteResult.Applied applied) {
        var reading = applied.reading();
        return reading.doubts().isEmpty()
                ? reading.share() + " for " + applied.asked()
                : String.join(", ", reading.doubts());
    }

    /** Every node reads back: on to the bake; otherwise wait for the others. */
    private Decision confirmed(int node, Turn turn) {
        var cutover = turn.cutover();
        boolean all = cutover.nodes().stream().allMatch(each -> each.isConfirmed(cutover.generation()));
        var text = turn.label(node) + " reads back "
                + cutover.node(node).confirmed().share();
        if (!all) {
            return turn.draft().say(Kind.CONFIRMED, text).decide();
        }
        // After a reload nothing of what was gathered before counts, also within a ramp.
        var bake = from == step ? Moves.bakeAnew(turn, step, Baking.Leave.WHEN_BAKED) : Moves.bake(turn, step);
        return turn.draft().say(Kind.CONFIRMED, text).then(bake);
    }

    /** After an answer that never came, a reading settles the matter once nothing is on its way any more. */
    @Override
    public Decision onNodeRead(Event.NodeRead event, Turn turn) {
        var node = turn.cutover().node(event.node());
        var reading = event.reading();
        if (reading.share()
                .exceeds(AchievedShare.max(turn.before().node(event.node()).ceiling(), node.intended()))) {
            return back(turn, Drift.text(turn, event.node(), reading, Drift.of(node, reading)));
        }
        if (node.hasOpen() || node.isConfirmed(turn.cutover().generation())) {
            return turn.stay();
        }
        boolean asAsked = reading.share().equals(node.intended());
        if (asAsked && reading.doubts().isEmpty()) {
            var settled = turn.draft()
                    .node(
                            event.node(),
                            node.confirming(reading.share(), turn.cutover().generation(), true, reading))
                    .cutover();
            return confirmed(event.node(), new Turn(settled, turn.before(), turn.now()));
        }
        if (!asAsked && !reading.share().equals(node.confirmed().share()) && from != step) {
            return back(turn, Drift.text(turn, event.node(), reading, Drift.FOREIGN));
        }
        return turn.stay();
    }

    @Override
    public Decision onEvaluated(Event.Evaluated event, Turn turn) {
        var within = turn.plan().policies().applyWithin();
        if (turn.now().since(sinceNanos).compareTo(within) > 0) {
            return back(turn, "not confirmed within " + Text.of(within) + " on " + unconfirmed(turn));
        }
        var cutover = turn.cutover();
        var draft = turn.draft();
        long seconds = (turn.now().nanos() - sinceNanos) / SECOND_NANOS;
        for (int index = 0; index < cutover.nodes().size(); index++) {
            var node = cutover.node(index);
            int attempt = node.nextAttempt(cutover.generation());
            if (!node.isConfirmed(cutover.generation())
                    && !node.hasOpen()
                    && turn.isRead(index)
                    && attempt <= Math.min(MOST_ATTEMPTS, 1 + seconds)) {
                draft.write(index, turn.splitOf(step), false);
            }
        }
        return draft.decide();
    }

    private static String unconfirmed(Turn turn) {
        var cutover = turn.cutover();
        var labels = new StringBuilder();
        for (int node = 0; node < cutover.nodes().size(); node++) {
            if (!cutover.node(node).isConfirmed(cutover.generation())) {
                labels.append(labels.isEmpty() ? "" : ", ").append(turn.label(node));
            }
        }
        return labels.toString();
    }

    /** Takes the nodes back. After a reload there is nothing to take back: no node has more than the step's share. */
    private Decision back(Turn turn, String why) {
        return from == step ? Moves.hold(turn, step, why) : Moves.restore(turn, from, why, Optional.empty());
    }

    @Override
    public Decision onNodeGone(Event.NodeGone event, Turn turn) {
        return back(turn, Trouble.goneText(event, turn));
    }

    @Override
    public Decision onRestarted(Event.Restarted event, Turn turn) {
        return Restart.shifting(turn, event, step, from);
    }

    /**
     * With a new generation no write that was ordered before goes out any more; each node is written to, where it must
     * be, once it has been read again.
     */
    @Override
    public Decision onDisturbed(Event.Disturbed event, Turn turn) {
        return turn.draft()
                .nextGeneration()
                .become(new Shifting(step, from, turn.now().nanos()))
                .say(Kind.WARNING, event.what())
                .emptyPassing()
                .readAll()
                .decide();
    }

    @Override
    public Decision onJournalFailed(Event.JournalFailed event, Turn turn) {
        return back(turn, "the journal cannot be written: " + event.reason());
    }

    @Override
    public Decision onStopRequested(Event.StopRequested event, Turn turn) {
        boolean leave = event.reaction() == Reaction.HOLD && from != step;
        return leave ? Moves.restore(turn, from, event.cause(), Optional.of(Ending.HELD)) : Moves.stop(turn, event);
    }

    /** To hold is to move no further: what is half done is taken back, not finished. */
    @Override
    public Decision onHoldRequested(Event.HoldRequested event, Turn turn) {
        return back(turn, event.reason());
    }

    @Override
    public Decision onRollbackRequested(Event.RollbackRequested event, Turn turn) {
        return Moves.rollBack(turn, event);
    }
}
