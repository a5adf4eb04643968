package io.crossfade.simulations.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What the lines of a log were, as far as it was read.
 *
 * @param lines all
 * @param used with a request of the plan's clusters that was replayed
 * @param other that say nothing of the plan's clusters
 * @param broken that cannot be read though they should
 * @param gaps notices that lines were lost when the log was written
 * @param displaced with a time that fits neither the lines before nor those after, left out
 * @param complaints the first lines that were broken or displaced, with their numbers
 */
public record LogCounts(
        long lines, long used, long other, long broken, long gaps, long displaced, List<String> complaints) {

    public LogCounts {
        complaints = List.copyOf(complaints);
    }

    /** What the lines were, in words. */
    public String text() {
        var skipped = new ArrayList<String>();
        skipped.add(String.format(Locale.ROOT, "%,d of other things", other));
        skipped.add(String.format(Locale.ROOT, "%,d broken", broken));
        skipped.add(String.format(Locale.ROOT, "%,d with times out of order", displaced));
        var gap = gaps == 0 ? "" : String.format(Locale.ROOT, "; %,d notices of lost lines", gaps);
        return String.format(Locale.ROOT, "%,d lines read, %,d used; skipped: ", lines, used)
                + String.join(", ", skipped)
                + gap;
    }
}
