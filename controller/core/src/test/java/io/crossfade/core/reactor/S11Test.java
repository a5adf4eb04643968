package io.crossfade.core.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.core.analysis.FakeJudge;
import io.crossfade.core.port.FakeRouter.Manner;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Everything is bounded. */
class S11Test {

    @Test
    void writesToAFrozenNodeGoOutAtMostOnceASecondAndAFewMore() {
        var stage = Stage.bakingAtOnePercent();
        stage.router(0).freeze();
        int before = stage.router(0).writes().size();
        stage.says(FakeJudge.failing());
        stage.run(Duration.ofMinutes(5));

        assertThat(stage.router(0).writes().size() - before).isLessThanOrEqualTo(61);
    }

    @Test
    void aShiftIsWrittenAFewTimesAtMost() {
        var stage = Stage.twoNodes();
        stage.router(0).manner(Manner.LOSE_WRITE);
        stage.run(Duration.ofMinutes(1));

        assertThat(stage.router(0).writes().stream().filter(write -> !write.lowers()))
                .hasSize(3);
    }

    @Test
    void aFullJournalStopsShiftsAndNothingElse() {
        var journal = new MemoryJournal();
        var entry = Stage.bakingAtOnePercent().journal.entries().get(0);
        for (int i = 0; i < MemoryJournal.MOST_ENTRIES; i++) {
            journal.append(entry);
        }

        assertThat(journal.append(entry).toCompletableFuture()).isCompletedExceptionally();
        assertThat(journal.entries()).hasSize(MemoryJournal.MOST_ENTRIES);
    }
}
