package io.crossfade.server.journal;

import io.crossfade.core.machine.Cutover;
import io.crossfade.core.machine.Ending;
import io.crossfade.core.port.JournalEntry;
import java.util.List;

/**
 * What a journal has recorded.
 *
 * @param header what it begins with
 * @param stretches runs of entries without a gap, oldest first, at least one; each begins with the whole state
 * @param tail how it ends
 */
public record Recorded(Header header, List<Stretch> stretches, Tail tail) {

    /**
     * Entries without a gap.
     *
     * @param begun where the cutover stood before the first of them
     * @param why it begins here, in words
     * @param entries oldest first
     */
    public record Stretch(Cutover begun, String why, List<JournalEntry> entries) {
        public Stretch {
            entries = List.copyOf(entries);
        }

        /** Where the cutover stood after the last of them. */
        Cutover latest() {
            return entries.isEmpty()
                    ? begun
                    : entries.get(entries.size() - 1).decision().next();
        }
    }

    public Recorded {
        stretches = List.copyOf(stretches);
    }

    /** The plan file as it was written, with references in place of secrets. */
    public String planText() {
        return header.planText();
    }

    /** Every entry, oldest first. */
    public List<JournalEntry> entries() {
        return stretches.stream().flatMap(stretch -> stretch.entries().stream()).toList();
    }

    /** Where the cutover stood at the end, with the plan as the journal knows it. */
    public Cutover latest() {
        return stretches.get(stretches.size() - 1).latest();
    }

    /**
     * True where nothing is left to do: promoted or rolled back and verified, or at no time more than the baseline's
     * traffic anywhere. Forward writes are recorded before they go out, so what the journal does not tell of has not
     * happened.
     */
    public boolean finished() {
        var cutover = latest();
        var ending = cutover.ending();
        if (ending.isPresent() && ending.get() != Ending.HELD && ending.get() != Ending.UNVERIFIED) {
            return true;
        }
        return cutover.nodes().stream()
                .allMatch(node -> node.ceiling().isNone() && node.openWrites().isEmpty());
    }
}
