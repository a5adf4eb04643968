package io.crossfade.simulations.prover;

import static io.crossfade.simulations.prover.Breach.require;

import io.crossfade.core.machine.Command;
import io.crossfade.core.machine.Cutover;
import io.crossfade.core.machine.Ending;
import io.crossfade.core.machine.Event;
import io.crossfade.core.machine.Machine;
import io.crossfade.core.plan.AchievedShare;
import io.crossfade.core.plan.Generation;
import io.crossfade.core.port.JournalEntry;
import io.crossfade.core.port.Reading;
import java.util.List;

/** What must hold of every decision, said in other words than the machine's own. */
final class RecordRules {

    private final Truth truth;
    private final ShiftRules shifts;
    private Cutover before;
    private boolean forced;

    RecordRules(Truth truth, ShiftRules shifts, Cutover beginning) {
        this.truth = truth;
        this.shifts = shifts;
        before = beginning;
    }

    /** A new process begins where the journal left the last. */
    void reborn(Cutover recovered) {
        before = recovered;
        shifts.reborn();
    }

    /** Where the cutover stands as far as it was recorded. */
    Cutover latest() {
        return before;
    }

    void recorded(JournalEntry entry) {
        var decision = entry.decision();
        var next = decision.next();
        var replayed = Machine.step(before, entry.event(), entry.at());
        require("S10", replayed.equals(decision), "record " + entry.sequence() + " replays differently");
        require("S6", mayGoOn(entry.event()) || next.equals(before), "something follows the end");
        forced |= entry.event() instanceof Event.RollbackRequested word
                && word.force()
                && decision.refusal().isEmpty();
        boolean rollsBack = next.state().name().equals("rolling-back");
        for (var command : decision.commands()) {
            if (command instanceof Command.ApplySplit apply) {
                ordered(apply, entry, rollsBack);
            }
        }
        if (rollsBack && !before.state().name().equals("rolling-back")) {
            everyNodeIsWrittenTo(decision.commands(), next);
        }
        for (int node = 0; node < next.nodes().size(); node++) {
            confirmed(node, next, entry.event());
        }
        shifts.recorded(before, entry, next);
        before = next;
    }

    private boolean mayGoOn(Event event) {
        return before.ending().isEmpty()
                || (event instanceof Event.Restarted && before.ending().get().isResumable());
    }

    private void ordered(Command.ApplySplit apply, JournalEntry entry, boolean rollsBack) {
        var write = apply.write();
        var next = entry.decision().next();
        int node = apply.node();
        var text = "lb" + (node + 1) + " " + write.split() + " by " + entry.event();
        require("S7", write.generation().equals(next.generation()), text + " of an older generation");
        if (write.lowers()) {
            require("S9", truth.node(node).wasStarted(write), text + " waits for its record");
            var read = next.node(node).observed().map(Reading::share).orElse(AchievedShare.NONE);
            var most = AchievedShare.max(before.node(node).ceiling(), read);
            require("S4", !write.aim().exceeds(most), text + " raises and waits for no record");
        }
        boolean unusable = next.node(node)
                .observed()
                .filter(reading -> reading.baselineUsable() == 0)
                .isPresent();
        boolean restores = next.state().name().equals("restoring");
        require("S13", !(rollsBack || restores) || forced || !unusable, text + " onto a baseline without a server");
        boolean fights = entry.event() instanceof Event.NodeRead read
                && read.node() == node
                && truth.node(node).foreign
                && truth.node(node).shown().equals(read.reading().share())
                && read.reading().incarnation().equals(before.node(node).incarnation())
                && read.reading()
                        .membership()
                        .equals(before.node(node).confirmed().membership());
        require("drift", write.lowers() || !fights, text + " fights another hand");
    }

    private void everyNodeIsWrittenTo(List<Command> commands, Cutover next) {
        for (int node = 0; node < next.nodes().size(); node++) {
            boolean unusable = next.node(node)
                    .observed()
                    .filter(reading -> reading.baselineUsable() == 0)
                    .isPresent();
            int at = node;
            boolean written = commands.stream()
                    .anyMatch(command -> command instanceof Command.ApplySplit apply
                            && apply.node() == at
                            && apply.write().split().candidate().isNone());
            require("S8", written || unusable, "the rollback leaves out lb" + (node + 1));
        }
    }

    /** What is confirmed of a generation was asked for by it, and was shown since. */
    private void confirmed(int node, Cutover next, Event event) {
        var now = next.node(node).confirmed();
        var then = before.node(node).confirmed();
        boolean news =
                !now.generation().equals(then.generation()) && !now.generation().equals(Generation.ZERO);
        // A person or a new process may take what a reading shows for what was asked for.
        if (!news || event instanceof Event.AdoptRequested || event instanceof Event.Restarted) {
            return;
        }
        var text = "lb" + (node + 1) + " " + now.share() + " of generation " + now.generation();
        // After a stop of the controller a reading may show that the generation before has already done it.
        var own = truth.node(node).started(now.generation());
        var writes = own.isEmpty() ? truth.node(node).started(truth.node(node).latest()) : own;
        require("applied", !writes.isEmpty(), text + " is confirmed and was never written");
        var asked = writes.get(writes.size() - 1).split().candidate().exactly();
        require("applied", asked.equals(now.share()), text + " is confirmed, asked was " + asked);
        require("applied", truth.node(node).hasShown(now.share()), text + " is confirmed and was never shown");
    }

    /** Whether the end that was reached is true. */
    void ended(Ending ending) {
        boolean back = ending == Ending.ROLLED_BACK || ending == Ending.ROLLED_BACK_BY_OPERATOR;
        for (int node = 0; node < truth.nodes().size(); node++) {
            var shown = truth.node(node).shown();
            boolean foreign = truth.node(node).foreign;
            var text = "lb" + (node + 1) + " shows " + shown + " after " + ending;
            require("S8", !back || shown.isNone() || foreign, text);
            require("S8", ending != Ending.PROMOTED || shown.isAll() || foreign, text);
        }
    }
}
