package io.crossfade.core.machine;

import io.crossfade.core.machine.Notice.Kind;
import io.crossfade.core.plan.AchievedShare;
import io.crossfade.core.plan.Share;
import io.crossfade.core.plan.Split;
import java.util.Optional;

/**
 * Stays at the present split with all guards on and waits for a person.
 *
 * @param step the step whose split is in force, -1 for none
 * @param reason why
 * @param sinceNanos since when
 */
record Holding(int step, String reason, long sinceNanos) implements State {

    @Override
    public String name() {
        return "holding";
    }

    /** A person's change is never fought; what is ours is: a late write, or more than the step's share after a reload. */
    @Override
    public Decision onNodeRead(Event.NodeRead event, Turn turn) {
        var after = turn.cutover().node(event.node());
        var drift = Drift.of(after, event.reading());
        var text = Drift.text(turn, event.node(), event.reading(), drift);
        var earlier = turn.before().node(event.node()).observed();
        boolean news = earlier.isEmpty() || Drift.of(after, earlier.get()) != drift;
        var seen = news ? turn.seeing(drift) : turn;
        // Only what exceeds the step's split can be taken back to it, and only to a baseline that has a server.
        boolean tooMuch =
                event.reading().share().exceeds(after.aim(turn.splitOf(step).candidate())) && Restoring.mayWrite(after);
        boolean takenBack = drift == Drift.LATE_WRITE
                || (drift.isTakenBack(event.reading()) && !seen.cutover().isFlapping());
        if (tooMuch && takenBack) {
            return Moves.restore(seen, step, text, Optional.empty());
        }
        if (drift == Drift.MEMBERSHIP) {
            return Moves.acknowledge(event, turn, text);
        }
        if (tooMuch
                && drift == Drift.NONE
                && after.owesLowering()
                && event.reading().share().exceeds(after.intended())) {
            var back = turn.label(event.node()) + " can be read again and still shows "
                    + event.reading().share();
            return Moves.restore(turn, step, back, Optional.empty());
        }
        return news ? seen.draft().say(Kind.DRIFT, text).decide() : turn.stay();
    }

    @Override
    public Decision onRestarted(Event.Restarted event, Turn turn) {
        return Restart.held(turn, event, step, reason);
    }

    @Override
    public Decision onNodeUnreachable(Event.NodeUnreachable event, Turn turn) {
        return Trouble.unreachable(event, turn);
    }

    /** With a new generation no write that a person's {@code adopt} ordered before goes out unread. */
    @Override
    public Decision onDisturbed(Event.Disturbed event, Turn turn) {
        return turn.draft()
                .nextGeneration()
                .say(Kind.WARNING, event.what())
                .emptyPassing()
                .readAll()
                .decide();
    }

    @Override
    public Decision onStopRequested(Event.StopRequested event, Turn turn) {
        return Moves.stop(turn, event);
    }

    @Override
    public Decision onHoldRequested(Event.HoldRequested event, Turn turn) {
        return turn.refuse("already held: " + reason);
    }

    @Override
    public Decision onResumeRequested(Event.ResumeRequested event, Turn turn) {
        var obstacle = obstacle(turn);
        if (obstacle.isPresent()) {
            return turn.refuse(obstacle.get());
        }
        var leave = event.accept() ? Baking.Leave.NOW : Baking.Leave.WHEN_BAKED;
        var seen = new Turn(turn.cutover().withoutDrifts(), turn.before(), turn.now());
        var onward = step < 0 ? Moves.shift(seen, 0) : Moves.bakeAnew(seen, step, leave);
        return seen.draft().say(Kind.RESUMED, "resumed: " + event.reason()).then(onward);
    }

    private static Optional<String> obstacle(Turn turn) {
        if (!turn.allRead()) {
            return Optional.of(unread(turn) + " cannot be read");
        }
        for (int node = 0; node < turn.cutover().nodes().size(); node++) {
            var state = turn.cutover().node(node);
            var drift = Drift.of(state, state.observed().orElseThrow());
            if (drift.needsPerson()) {
                return Optional.of(
                        Drift.text(turn, node, state.observed().orElseThrow(), drift) + ": adopt it or roll back");
            }
        }
        return Optional.empty();
    }

    private static String unread(Turn turn) {
        for (int node = 0; node < turn.cutover().nodes().size(); node++) {
            if (!turn.cutover().node(node).reachable()) {
                return turn.label(node);
            }
        }
        return "a load balancer (not since the controller stood still)";
    }

    /**
     * Takes what is in force for right. Where the parts of a reading do not agree, such as a map file that the person
     * has not thought of, what is in force is written once, which makes them agree and gives the candidate no more.
     */
    @Override
    public Decision onAdoptRequested(Event.AdoptRequested event, Turn turn) {
        var draft = turn.draft().nextGeneration();
        var generation = draft.cutover().generation();
        var most = AchievedShare.NONE;
        var settled = "";
        for (int node = 0; node < turn.cutover().nodes().size(); node++) {
            var state = turn.cutover().node(node);
            if (!state.reachable()) {
                return turn.refuse(turn.label(node) + " cannot be read");
            }
            var reading = state.observed().orElseThrow();
            most = AchievedShare.max(most, reading.share());
            // Confirmed before it is written, or the write could be taken for an older one of ours that landed late.
            draft.node(node, state.confirming(reading.share(), generation, !state.hasOpen(), reading));
            if (!reading.doubts().isEmpty()) {
                var doubts = turn.label(node) + ": " + String.join(", ", reading.doubts());
                var share = inParts(reading.share());
                if (share.isEmpty()) {
                    return turn.refuse(doubts);
                }
                draft.write(node, new Split(share.get()), false);
                settled += "; writing it once, since " + doubts;
            }
        }
        return draft.become(new Holding(stepWithin(most, turn), "adopted " + most + ": " + event.reason(), sinceNanos))
                .say(Kind.HELD, "adopted " + most + ", still held: " + event.reason() + settled)
                .decide();
    }

    /** The share that can be asked for and is exactly {@code share}. */
    private static Optional<Share> inParts(AchievedShare share) {
        var nearest = new Share((int) Math.round(share.fraction() * Share.WHOLE));
        return nearest.exactly().equals(share) ? Optional.of(nearest) : Optional.empty();
    }

    /** The last step that gives no more than {@code share}, -1 where every step gives more. */
    private static int stepWithin(AchievedShare share, Turn turn) {
        int step = turn.plan().lastStep();
        while (step >= 0 && turn.plan().step(step).candidate().exactly().exceeds(share)) {
            step--;
        }
        return step;
    }

    @Override
    public Decision onRollbackRequested(Event.RollbackRequested event, Turn turn) {
        return Moves.rollBack(turn, event);
    }
}
