package io.crossfade.core.machine;

import io.crossfade.core.plan.AchievedShare;
import io.crossfade.core.plan.Generation;
import io.crossfade.core.plan.Share;
import io.crossfade.core.plan.ShareModel;
import io.crossfade.core.plan.Split;
import io.crossfade.core.port.Reading;
import io.crossfade.core.port.Write;
import java.util.List;
import java.util.Optional;

/** Nodes as a table begins with them, what they show, and what was decided, as a table tells it. */
final class Given {

    static final Generation BEFORE = new Generation(3);
    static final Generation LATEST = new Generation(5);
    static final AchievedShare NONE = AchievedShare.NONE;
    static final AchievedShare ONE = percent(1);
    static final AchievedShare HALF = percent(50);

    private Given() {}

    static List<NodeState> both(NodeState node) {
        return List.of(node, node);
    }

    /** At 1 %, and nothing under way. */
    static NodeState settled() {
        return node(write(1, BEFORE), ONE, BEFORE, List.of(), ONE);
    }

    /** Never written to. */
    static NodeState untouched() {
        return NodeState.firstRead(shows(NONE).orElseThrow());
    }

    /** At 1 %, and 50 % was ordered. */
    static NodeState raising() {
        var write = write(50, LATEST);
        var open = List.of(new NodeState.OpenWrite(write, true, NodeState.Fate.AWAITED));
        return node(write, ONE, BEFORE, open, HALF);
    }

    /** 50 % was ordered and confirmed. */
    static NodeState raised() {
        return node(write(50, LATEST), HALF, LATEST, List.of(), HALF);
    }

    /** At 50 %, and 1 % was ordered. */
    static NodeState lowering() {
        var write = write(1, LATEST);
        var open = List.of(new NodeState.OpenWrite(write, true, NodeState.Fate.AWAITED));
        return node(write, HALF, BEFORE, open, HALF);
    }

    static NodeState node(
            Write intent,
            AchievedShare confirmed,
            Generation generation,
            List<NodeState.OpenWrite> open,
            AchievedShare ceiling) {
        return new NodeState(
                Optional.of(intent),
                new NodeState.Confirmed(confirmed, generation, true, ""),
                shows(confirmed),
                open,
                ceiling,
                "1@1");
    }

    static Write write(int percent, Generation generation) {
        return new Write(new Split(Share.ofPercent(percent)), generation, 1, false);
    }

    static Optional<Reading> shows(AchievedShare share) {
        return Optional.of(new Reading(share, "1@1", true, 2, 2, 0, 0, List.of()));
    }

    static Optional<Reading> reloaded(AchievedShare share) {
        return Optional.of(new Reading(share, "2@2", true, 2, 2, 0, 0, List.of()));
    }

    static Optional<Reading> doubts(AchievedShare share) {
        return Optional.of(new Reading(share, "1@1", false, 2, 2, 0, 0, List.of("the file says something else")));
    }

    static Optional<Reading> members(AchievedShare share, int baseline) {
        return Optional.of(new Reading(
                share, "1@1", true, baseline, 1, 0, 0, ShareModel.EXACT, "x" + baseline + ",y1", List.of()));
    }

    static AchievedShare percent(int percent) {
        return Share.ofPercent(percent).exactly();
    }

    /** The next state and the writes, such as {@code restoring 0, lower lb1 to 1%}. */
    static String outcome(Decision decision) {
        var text = new StringBuilder(decision.next().state().name());
        if (decision.next().state().step() >= 0) {
            text.append(' ').append(decision.next().state().step());
        }
        for (var command : decision.commands()) {
            if (command instanceof Command.ApplySplit apply) {
                text.append(apply.write().lowers() ? ", lower lb" : ", raise lb")
                        .append(apply.node() + 1)
                        .append(" to ")
                        .append(apply.write().split().candidate());
            }
        }
        return text.toString();
    }
}
