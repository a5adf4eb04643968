package io.crossfade.simulations;

import io.crossfade.core.analysis.Assessment;
import io.crossfade.core.analysis.Status;
import io.crossfade.core.machine.Command;
import io.crossfade.core.machine.Cutover;
import io.crossfade.core.machine.Ending;
import io.crossfade.core.machine.Event;
import io.crossfade.core.machine.Machine;
import io.crossfade.core.plan.Generation;
import io.crossfade.core.port.JournalEntry;
import java.util.ArrayList;
import java.util.List;

/** The safety rules as facts that hold after every event of a world. A broken one throws, naming itself. */
final class Invariants {

    private final World world;
    private final List<Integer> writesSeen = new ArrayList<>();
    private int entriesSeen;
    private Cutover before;
    private int writesAtEnd = -1;

    Invariants(World world) {
        this.world = world;
        before = world.beginning();
        world.routers().forEach(router -> writesSeen.add(0));
    }

    /** To be called after every event; {@code meddled} once another hand has changed a split. */
    void check(boolean meddled) {
        var cutover = world.reactor().cutover();
        for (int node = 0; node < world.routers().size(); node++) {
            checkWrites(node, cutover);
            var share = world.routers().get(node).shown().share();
            require("S1", meddled || !share.exceeds(cutover.node(node).ceiling()), "node " + node + " has " + share);
        }
        for (; entriesSeen < world.journal().entries().size(); entriesSeen++) {
            checkEntry(world.journal().entries().get(entriesSeen));
        }
        checkEnd(meddled);
    }

    /** No write of an older generation is started, and none but a lowering one on the way back. */
    private void checkWrites(int node, Cutover cutover) {
        var writes = world.routers().get(node).writes();
        for (int i = writesSeen.get(node); i < writes.size(); i++) {
            var write = writes.get(i);
            boolean latest = write.generation().equals(cutover.generation());
            require("S7", latest, "generation " + write.generation() + " after " + cutover.generation());
            boolean back = List.of("rolling-back", "restoring")
                    .contains(cutover.state().name());
            require(
                    "S8",
                    write.lowers() || !back,
                    "raises in " + cutover.state().name());
        }
        writesSeen.set(node, writes.size());
    }

    private void checkEntry(JournalEntry entry) {
        var decision = entry.decision();
        var replayed = Machine.step(before, entry.event(), entry.at());
        require("S10", replayed.equals(decision), "entry " + entry.sequence() + " replays differently");
        if (entry.event() instanceof Event.Evaluated evaluated) {
            checkEvaluation(evaluated.assessment(), decision.next());
        }
        for (var command : decision.commands()) {
            if (command instanceof Command.ApplySplit apply) {
                checkCommand(apply, entry);
            }
        }
        before = decision.next();
    }

    private void checkEvaluation(Assessment assessment, Cutover next) {
        boolean ends = before.ending().isPresent();
        if (assessment.failing().isPresent() && before.state().guarded() && !ends) {
            boolean heard =
                    List.of("rolling-back", "holding").contains(next.state().name());
            require("S5", heard, "a failing guard leads to " + next.state().name());
        }
        boolean forward = next.state().name().equals("shifting")
                && !before.state().name().equals("shifting")
                && next.state().step() > Math.max(0, before.state().step());
        boolean accepted = world.journal().entries().stream()
                .anyMatch(entry -> entry.event() instanceof Event.ResumeRequested resume && resume.accept());
        require("S3", !forward || accepted || nothingMissing(assessment), "shifts on " + assessment.missing());
    }

    /** Said again here in other words, so that a defect of the assessment's own rule is seen. */
    private static boolean nothingMissing(Assessment assessment) {
        for (var verdict : assessment.verdicts()) {
            if (!verdict.shadow() && verdict.status() != Status.PASS && verdict.status() != Status.NOT_APPLICABLE) {
                return false;
            }
        }
        return assessment.doubts().isEmpty() && assessment.commonMode().isEmpty();
    }

    private void checkCommand(Command.ApplySplit apply, JournalEntry entry) {
        var write = apply.write();
        boolean newest = !write.generation().isOlderThan(entry.decision().next().generation());
        require("S7", newest, "orders generation " + write.generation());
        boolean unusable = before.node(apply.node())
                .observed()
                .filter(reading -> reading.baselineUsable() == 0)
                .isPresent();
        boolean back = entry.decision().next().state().name().equals("rolling-back");
        boolean sees = entry.event() instanceof Event.NodeRead;
        require("S13", !unusable || !back || sees, "rolls node " + apply.node() + " back onto nothing");
    }

    private void checkEnd(boolean meddled) {
        if (!world.isOver()) {
            return;
        }
        int writes = writesSeen.stream().mapToInt(Integer::intValue).sum();
        if (writesAtEnd < 0) {
            writesAtEnd = writes;
            boolean back =
                    List.of(Ending.ROLLED_BACK, Ending.ROLLED_BACK_BY_OPERATOR).contains(world.ending());
            boolean none = world.routers().stream()
                    .allMatch(router -> router.shown().share().isNone());
            require("S8", !back || none || meddled, "ended rolled back with a share left");
        }
        require("S6", writes == writesAtEnd, "wrote after the end");
    }

    private void require(String rule, boolean holds, String what) {
        if (!holds) {
            throw new IllegalStateException(rule + " is broken at "
                    + world.loop().wall() + " in "
                    + world.reactor().cutover().state() + ", generation "
                    + new Generation(world.reactor().cutover().generation().number()) + ": " + what);
        }
    }
}
