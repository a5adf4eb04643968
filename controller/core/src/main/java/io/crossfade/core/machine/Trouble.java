package io.crossfade.core.machine;

import io.crossfade.core.analysis.Assessment;
import io.crossfade.core.machine.Notice.Kind;
import io.crossfade.core.plan.Reaction;
import java.time.Duration;
import java.util.Optional;

/** What speaks against going on while a step's split is in force, whether it bakes or awaits its gate. */
final class Trouble {

    private Trouble() {}

    /** What an assessment says besides its guards' verdicts. */
    static Optional<Decision> of(Assessment assessment, Turn turn, int step) {
        if (assessment.commonMode().isPresent()) {
            return Optional.of(Moves.hold(turn, step, assessment.commonMode().get()));
        }
        return assessment
                .silent()
                .map(silent -> turn.plan().policies().noData() == Reaction.ROLLBACK
                        ? Moves.rollBack(turn, Ending.ROLLED_BACK, silent, false)
                        : Moves.hold(turn, step, silent));
    }

    /** What a reading says: a reload is repaired, a late write of ours taken back, a person's change never fought. */
    static Decision drift(Event.NodeRead event, Turn now, int step) {
        var drift = Drift.of(now.cutover().node(event.node()), event.reading());
        var turn = now.seeing(drift);
        var text = Drift.text(turn, event.node(), event.reading(), drift);
        if (drift.isAnotherHand() && turn.cutover().isFlapping()) {
            return Moves.hold(turn, step, flapping(text));
        }
        return switch (drift) {
            case NONE -> reachableAgain(event, turn);
            case RELOAD -> Moves.reapply(turn, step, text, false);
            case MEMBERSHIP -> Moves.acknowledge(event, turn, text);
            case MEMBERSHIP_ABOVE ->
                event.reading().baselineUsable() == 0
                        ? Moves.hold(turn, step, "the baseline has no usable server, " + text)
                        : Moves.reapply(turn, step, text, true);
            case RELOAD_ABOVE, LATE_WRITE -> Moves.restore(turn, step, text, Optional.empty());
            case PARTLY_RESTORED, FLIPPED_BACK, FOREIGN, DOUBT -> Moves.hold(turn, step, text);
        };
    }

    /** Why nothing but a rollback is written any more. */
    static String flapping(String text) {
        return "another hand was seen " + Drift.MOST_DRIFTS + " times within "
                + Text.of(Duration.ofNanos(Drift.WITHIN_NANOS)) + ", nothing but a rollback is written: " + text;
    }

    static Decision reachableAgain(Event.NodeRead event, Turn turn) {
        return turn.before().node(event.node()).reachable()
                ? turn.stay()
                : turn.draft()
                        .say(Kind.WARNING, turn.label(event.node()) + " can be read again")
                        .decide();
    }

    /** What carries the split is gone, such as a server that a reload took out: only a person can say what is right. */
    static Decision gone(Event.NodeGone event, Turn turn) {
        return turn.draft().say(Kind.DRIFT, goneText(event, turn)).decide();
    }

    static String goneText(Event.NodeGone event, Turn turn) {
        return "drift: what carries the split of " + turn.label(event.node()) + " is gone: " + event.reason();
    }

    static Decision unreachable(Event.NodeUnreachable event, Turn turn) {
        return turn.before().node(event.node()).reachable()
                ? turn.draft()
                        .say(Kind.WARNING, turn.label(event.node()) + " cannot be read: " + event.reason())
                        .decide()
                : turn.stay();
    }
}
