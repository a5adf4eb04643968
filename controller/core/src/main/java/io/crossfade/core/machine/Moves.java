package io.crossfade.core.machine;

import io.crossfade.core.machine.Notice.Kind;
import io.crossfade.core.plan.Cluster;
import io.crossfade.core.plan.Reaction;
import java.util.Optional;

/** The moves from one state to another that several states make. */
final class Moves {

    private Moves() {}

    /** Goes forward to {@code step}, unless the window has closed. */
    static Decision shift(Turn turn, int step) {
        var window = turn.plan().window();
        if (window.isTooLate(turn.now().wall())) {
            return hold(
                    turn, step - 1, "the window closed at " + window.notAfter().orElseThrow());
        }
        return write(turn, step, step - 1, "shifting to " + turn.splitOf(step), false);
    }

    /**
     * Writes the split of the present step once more, after a reload took it away or, where it {@code lowers}, after
     * the loss of a server made it more than was asked for.
     */
    static Decision reapply(Turn turn, int step, String why, boolean lowers) {
        if (turn.cutover().reloads() >= Drift.MOST_RELOADS) {
            return hold(turn, step, why + ", for the " + (Drift.MOST_RELOADS + 1) + "th time");
        }
        var text = why + ": writing " + turn.splitOf(step) + " again";
        var decision = write(turn, step, step, text, lowers);
        return new Decision(decision.next().withReload(), decision.commands(), decision.notices(), decision.refusal());
    }

    /** A share that fell because servers were lost, or rose again to no more than was asked for, is taken as it is. */
    static Decision acknowledge(Event.NodeRead event, Turn turn, String text) {
        var taken = turn.cutover().node(event.node()).acknowledging(event.reading());
        return turn.draft().node(event.node(), taken).say(Kind.DRIFT, text).decide();
    }

    private static Decision write(Turn turn, int step, int from, String text, boolean lowers) {
        var draft = turn.draft().nextGeneration();
        for (int node = 0; node < turn.cutover().nodes().size(); node++) {
            // What may have changed unseen is not raised: it is written to once it has been read.
            if (lowers || turn.isRead(node)) {
                draft.write(node, turn.splitOf(step), lowers);
            }
        }
        return draft.become(new Shifting(step, from, turn.now().nanos()))
                .say(Kind.SHIFTING, text)
                .decide();
    }

    /** The split of {@code step} is confirmed on every node: its bake begins. */
    static Decision bake(Turn turn, int step) {
        var leave = Baking.Leave.WHEN_BAKED;
        return turn.plan().step(step).continuesRamp()
                ? begin(turn, turn.draft(), step, leave)
                : bakeAnew(turn, step, leave);
    }

    /** The bake begins with nothing of what was gathered before, also within a ramp. */
    static Decision bakeAnew(Turn turn, int step, Baking.Leave leave) {
        return begin(turn, turn.draft().emptyPassing(), step, leave);
    }

    private static Decision begin(Turn turn, Draft draft, int step, Baking.Leave leave) {
        var bake = turn.plan().step(step).bake();
        var text = "baking at " + turn.cutover().highestConfirmed() + " for at least " + Text.of(bake.atLeast())
                + (bake.mayEndEarly() ? " where it is certified, else " + Text.of(bake.full()) : "") + ", at most "
                + Text.of(bake.atMost());
        return draft.become(new Baking(step, turn.now().nanos(), leave))
                .say(Kind.BAKING, text)
                .decide();
    }

    /** The bake of {@code step} is over and its guards pass. */
    static Decision leave(Turn turn, int step, boolean accepted) {
        var gate = turn.plan().step(step).gate();
        if (gate.isPresent()) {
            return turn.draft()
                    .become(new AwaitingGate(step, turn.now().nanos(), false, accepted))
                    .say(
                            Kind.WAITING,
                            "awaiting approval to leave " + turn.splitOf(step).candidate() + ", for "
                                    + Text.of(gate.get().within()) + " at most")
                    .decide();
        }
        return advance(turn, step);
    }

    /** Nothing stands between {@code step} and what comes after it. */
    static Decision advance(Turn turn, int step) {
        return step == turn.plan().lastStep()
                ? drain(turn, Ending.PROMOTED, Cluster.BASELINE, "the candidate has everything and has baked")
                : shift(turn, step + 1);
    }

    /** Stays at the split of {@code step} and waits for a person. */
    static Decision hold(Turn turn, int step, String reason) {
        return turn.draft()
                .nextGeneration()
                .become(new Holding(step, reason, turn.now().nanos()))
                .say(Kind.HELD, "held at " + turn.cutover().highestConfirmed() + ": " + reason)
                .decide();
    }

    /** Takes the nodes back to the split of {@code step}, then holds, or ends where {@code then} says so. */
    static Decision restore(Turn turn, int step, String reason, Optional<Ending> then) {
        var state = new Restoring(step, reason, turn.now().nanos(), then);
        var draft = turn.draft()
                .nextGeneration()
                .become(state)
                .say(Kind.WARNING, reason + ": back to " + turn.splitOf(step));
        return new Lowering(turn.splitOf(step), false)
                .begin(draft, Restoring::mayWrite)
                .decide();
    }

    /**
     * Sends all traffic to the baseline, except where the baseline is known to have no usable server (S13): with no
     * node left to roll back the cutover is held, and rolls back as soon as there is one.
     */
    static Decision rollBack(Turn turn, Ending ending, String reason, boolean force) {
        var nodes = turn.cutover().nodes();
        if (!force && nodes.stream().allMatch(NodeState::baselineUnusable)) {
            var why = "no way back, the baseline has no usable server: " + reason;
            return turn.cutover().state() instanceof Holding
                    ? turn.stay()
                    : hold(turn, turn.cutover().state().step(), why);
        }
        return rollBackAnew(turn, new RollingBack(ending, reason, turn.now().nanos(), force));
    }

    /** Sends all traffic to the baseline wherever it has, or may have, a usable server, and stays at it. */
    static Decision rollBackAnew(Turn turn, RollingBack state) {
        var draft =
                turn.draft().nextGeneration().become(state).say(Kind.ROLLING_BACK, "rolling back: " + state.reason());
        return Lowering.ROLLBACK
                .begin(draft, node -> state.force() || !node.baselineUnusable())
                .decide();
    }

    /** Lets the in-flight requests of a cluster without a share end, then ends. */
    static Decision drain(Turn turn, Ending ending, Cluster cluster, String text) {
        var drain = turn.plan().policies().drain();
        if (drain.isZero()) {
            return end(turn, ending, text);
        }
        return turn.draft()
                .become(new Draining(
                        ending,
                        turn.cutover().state().step(),
                        cluster,
                        turn.now().nanos(),
                        0))
                .say(
                        Kind.DRAINING,
                        text + "; letting requests of the " + cluster.word() + " end, for " + Text.of(drain)
                                + " at most")
                .readAll()
                .decide();
    }

    static Decision end(Turn turn, Ending ending, String text) {
        return end(turn, ending, ending, text);
    }

    /** The rollback could not be verified; once it is, the cutover ends as {@code aim} says, whoever asked for it. */
    static Decision endUnverified(Turn turn, Ending aim, String text) {
        return end(turn, Ending.UNVERIFIED, aim, text);
    }

    private static Decision end(Turn turn, Ending ending, Ending aim, String text) {
        return turn.draft()
                .become(new Ended(ending, text, turn.cutover().state().step(), aim))
                .say(Kind.ENDED, text)
                .decide();
    }

    /** Asked to end the process: leave the split alone or take it back, as the plan says. */
    static Decision stop(Turn turn, Event.StopRequested event) {
        return event.reaction() == Reaction.ROLLBACK
                ? rollBack(turn, Ending.ROLLED_BACK_BY_OPERATOR, event.cause(), false)
                : end(turn, Ending.HELD, "left at " + turn.cutover().highestConfirmed() + ": " + event.cause());
    }

    /** The person is told where there is no way back, so that they can force it. */
    static Decision rollBack(Turn turn, Event.RollbackRequested event) {
        var decision = rollBack(turn, Ending.ROLLED_BACK_BY_OPERATOR, "asked for: " + event.reason(), event.force());
        return decision.next().state() instanceof RollingBack
                ? decision
                : new Decision(
                        decision.next(),
                        decision.commands(),
                        decision.notices(),
                        Optional.of("the baseline has no usable server: force it, or stay"));
    }
}
