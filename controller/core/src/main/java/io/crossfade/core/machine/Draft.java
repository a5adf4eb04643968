package io.crossfade.core.machine;

import io.crossfade.core.plan.Split;
import io.crossfade.core.port.Write;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A decision while it is being put together. The one place where a generation is taken and a write is ordered. */
final class Draft {

    private final List<Command> commands = new ArrayList<>();
    private final List<Notice> notices = new ArrayList<>();
    private Cutover cutover;

    Draft(Turn turn) {
        cutover = turn.cutover();
    }

    Cutover cutover() {
        return cutover;
    }

    Draft become(State state) {
        cutover = cutover.with(state);
        return this;
    }

    Draft say(Notice.Kind kind, String text) {
        notices.add(new Notice(kind, text));
        return this;
    }

    /** Takes the next generation: from here on no write of an older one is started. */
    Draft nextGeneration() {
        cutover = cutover.with(cutover.generation().next());
        return this;
    }

    /** Orders a write of the present generation. */
    Draft write(int node, Split split, boolean lowers) {
        var state = cutover.node(node);
        var write = new Write(
                split,
                state.aim(split.candidate()),
                cutover.generation(),
                state.nextAttempt(cutover.generation()),
                lowers);
        cutover = cutover.with(node, state.opening(write));
        commands.add(new Command.ApplySplit(node, write));
        return this;
    }

    Draft read(int node) {
        commands.add(new Command.ReadNode(node));
        return this;
    }

    Draft readAll() {
        for (int node = 0; node < cutover.nodes().size(); node++) {
            read(node);
        }
        return this;
    }

    Draft emptyPassing() {
        commands.add(new Command.EmptyPassing());
        return this;
    }

    Draft node(int node, NodeState state) {
        cutover = cutover.with(node, state);
        return this;
    }

    /** What was drafted here, followed by what {@code decision} says. */
    Decision then(Decision decision) {
        commands.addAll(decision.commands());
        notices.addAll(decision.notices());
        return new Decision(decision.next(), commands, notices, decision.refusal());
    }

    Decision decide() {
        return new Decision(cutover, commands, notices, Optional.empty());
    }
}
