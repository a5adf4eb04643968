package io.crossfade.core.machine;

import io.crossfade.core.analysis.Wealth;
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

    /**
     * What the evidence had come to by the last record of it; empty where none tells. A judge that goes on without it
     * would have a fresh chance of a false rollback at every start.
     */
    public static List<Wealth> wealth(List<JournalEntry> entries) {
        for (int i = entries.size() - 1; i >= 0; i--) {
            if (entries.get(i).event() instanceof Event.Evaluated evaluated
                    && !evaluated.assessment().wealth().isEmpty()) {
                return evaluated.assessment().wealth();
            }
        }
        return List.of();
    }
}
