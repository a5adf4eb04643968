package io.crossfade.core.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.core.analysis.FakeJudge;
import io.crossfade.core.machine.Event;
import io.crossfade.core.machine.Machine;
import io.crossfade.core.machine.Recovery;
import io.crossfade.core.plan.AchievedShare;
import io.crossfade.core.port.JournalEntry;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Decisions are a function of journalled events. */
class S10Test {

    @Test
    void replayingTheJournalReproducesEachDecision() {
        var stage = Stage.awaitingApproval();
        stage.submit(new Event.ApprovalGiven("fine"));
        stage.run(Duration.ofSeconds(10));
        stage.reload(0, AchievedShare.NONE);
        stage.run(Duration.ofSeconds(10));
        stage.says(FakeJudge.failing());
        stage.run(Duration.ofMinutes(1));
        assertThat(stage.journal.entries()).hasSizeGreaterThan(15);

        var cutover = stage.beginning;
        for (JournalEntry entry : stage.journal.entries()) {
            var decision = Machine.step(cutover, entry.event(), entry.at());
            assertThat(decision).as("entry %d", entry.sequence()).isEqualTo(entry.decision());
            cutover = decision.next();
        }
        assertThat(cutover).isEqualTo(stage.reactor.cutover());
    }

    @Test
    void theDecisionsOfANewProcessAreReproducedToo() {
        var stage = Stage.bakingAtOnePercent();
        stage.killAndRestart();
        stage.run(Duration.ofSeconds(70));
        stage.killAndRestart();
        stage.says(FakeJudge.failing());
        stage.run(Duration.ofMinutes(1));

        assertThat(Recovery.replay(stage.beginning, stage.journal.entries())).isEqualTo(stage.reactor.cutover());
    }

    @Test
    void anEventThatDecidesNothingNeedsNoRecord() {
        var stage = Stage.bakingAtOnePercent();
        int entries = stage.journal.entries().size();
        stage.run(Duration.ofSeconds(30));

        assertThat(stage.journal.entries()).hasSize(entries);
    }
}
