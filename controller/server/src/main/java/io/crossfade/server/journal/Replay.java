package io.crossfade.server.journal;

import io.crossfade.core.machine.Machine;
import java.util.ArrayList;
import java.util.List;

/** Decides again what a journal has recorded: each decision must come out with the same bytes (S10). */
public final class Replay {

    /** So many differences are shown; one that differs mostly makes the rest differ. */
    static final int MOST_SHOWN = 20;

    private Replay() {}

    /**
     * An entry whose decision does not come out as recorded.
     *
     * @param entry its number
     * @param recorded the decision as JSON
     * @param replayed what comes out now
     */
    public record Difference(long entry, String recorded, String replayed) {

        /** What differs, from the first character on that does. */
        public String text() {
            int from = 0;
            int shorter = Math.min(recorded.length(), replayed.length());
            while (from < shorter && recorded.charAt(from) == replayed.charAt(from)) {
                from++;
            }
            return "entry " + entry + ": recorded " + piece(recorded, from) + ", replayed " + piece(replayed, from);
        }

        private static String piece(String text, int from) {
            int begin = Math.max(0, from - 40);
            return text.substring(begin, Math.min(text.length(), from + 80));
        }
    }

    /** The first entries that differ, at most {@value #MOST_SHOWN}; none where each decision is reproduced. */
    public static List<Difference> differences(Recorded recorded) {
        var entries = new Entries(recorded.header().plan());
        var differences = new ArrayList<Difference>();
        for (var stretch : recorded.stretches()) {
            var cutover = stretch.begun();
            for (var entry : stretch.entries()) {
                var decision = Machine.step(cutover, entry.event(), entry.at());
                var was = entries.decision(entry.decision()).encode();
                var is = entries.decision(decision).encode();
                if (!was.equals(is)) {
                    differences.add(new Difference(entry.sequence(), was, is));
                    if (differences.size() == MOST_SHOWN) {
                        return differences;
                    }
                }
                // Each is judged by what was recorded before it, so that one difference is not told again and again.
                cutover = entry.decision().next();
            }
        }
        return differences;
    }
}
