package io.crossfade.core.machine;

import io.crossfade.core.port.JournalEntry;
import java.util.List;

/**
 * Where a cutover stood, from its journal. Every event is given to the machine again; that it decides what was recorded
 * is the proof that nothing of what decisions are made of was lost.
 */
public final class Recovery {

    private Recovery() {}

    /**
     * Where {@code entries} leave a cutover that stood at {@code begun}.
     *
     * @throws IllegalStateException where the machine decides otherwise than was recorded, such as after an upgrade that
     *     decides differently
     */
    public static Cutover replay(Cutover begun, List<JournalEntry> entries) {
        var cutover = begun;
        for (var entry : entries) {
            var decision = Machine.step(cutover, entry.event(), entry.at());
            if (!decision.equals(entry.decision())) {
                throw new IllegalStateException("journal entry " + entry.sequence() + ": "
                        + decision.next().state().name() + " (expected: "
                        + entry.decision().next().state().name() + " with all that was recorded)");
            }
            cutover = decision.next();
        }
        return cutover;
    }
}
