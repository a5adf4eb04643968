package io.crossfade.app.story;

import io.crossfade.core.config.Durations;
import io.crossfade.core.machine.Notice;
import io.crossfade.report.Story.Fact;
import io.crossfade.report.Story.Mark;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Notices as a report tells them. */
final class Marks {

    private Marks() {}

    static Mark of(Notice notice, Duration since) {
        return new Mark(since, notice.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'), notice.text());
    }

    /** From the decision to the last read-back that verified it; empty where nothing was rolled back and verified. */
    static Optional<Fact> timeToRollBack(List<Mark> marks) {
        var decided = marks.stream()
                .filter(mark -> mark.kind().equals(Mark.ROLLING_BACK))
                .findFirst();
        return decided.flatMap(from -> marks.stream()
                .filter(mark -> mark.kind().equals(Mark.VERIFIED) && mark.at().compareTo(from.at()) >= 0)
                .reduce((earlier, later) -> later)
                .map(to -> new Fact(
                        "from the decision to roll back to verified",
                        Durations.text(
                                Duration.ofMillis(to.at().minus(from.at()).toMillis())))));
    }
}
