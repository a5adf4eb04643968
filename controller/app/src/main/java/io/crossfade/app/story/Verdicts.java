package io.crossfade.app.story;

import io.crossfade.core.analysis.Assessment;
import io.crossfade.report.Story.Evidence;
import io.crossfade.report.Story.Mark;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Remembers what the guards said where it mattered: each time one began to fail, and last. From these a story takes what
 * decided. Bounded.
 */
final class Verdicts {

    private static final int MOST_ONSETS = 100;

    private final ArrayDeque<Spoken> onsets = new ArrayDeque<>();
    private @Nullable Spoken latest;

    private record Spoken(long nanos, Assessment assessment) {
        boolean fails() {
            return assessment.failing().isPresent();
        }
    }

    void add(Assessment assessment, long nowNanos) {
        var spoken = new Spoken(nowNanos, assessment);
        if (spoken.fails() && (latest == null || !latest.fails())) {
            if (onsets.size() == MOST_ONSETS) {
                onsets.removeFirst();
            }
            onsets.addLast(spoken);
        }
        latest = spoken;
    }

    /**
     * What decided, or where nothing failed what was said last.
     *
     * @param began in the same time as what was added
     */
    Optional<Evidence> evidence(List<Mark> marks, long began) {
        var decided = deciding(marks, began);
        var shown = decided.isPresent() ? decided : Optional.ofNullable(latest);
        return shown.map(spoken -> new Evidence(since(spoken, began), decided.isPresent(), spoken.assessment()));
    }

    /** The latest failing before the rollback; none where the operator's word or a lost node led to it. */
    private Optional<Spoken> deciding(List<Mark> marks, long began) {
        return marks.stream()
                .filter(mark -> mark.kind().equals(Mark.ROLLING_BACK))
                .findFirst()
                .flatMap(mark -> onsets.stream()
                        .filter(spoken -> since(spoken, began).compareTo(mark.at()) <= 0)
                        .reduce((earlier, later) -> later))
                .filter(spoken -> marks.stream()
                        .anyMatch(mark -> mark.kind().equals(Mark.ROLLING_BACK)
                                && mark.text()
                                        .contains(spoken.assessment()
                                                .failing()
                                                .orElseThrow()
                                                .guard())));
    }

    private static Duration since(Spoken spoken, long began) {
        return Duration.ofNanos(Math.max(0, spoken.nanos() - began));
    }
}
