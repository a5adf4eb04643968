package io.crossfade.core.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.core.analysis.FakeJudge;
import io.crossfade.core.machine.Ending;
import io.crossfade.core.plan.Generation;
import io.crossfade.core.plan.Share;
import io.crossfade.core.port.Write;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** No write of a superseded generation is started. */
class S7Test {

    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    void aForwardWriteThatWaitsForTheJournalIsDroppedByARollback() {
        var stage = Stage.bakingAtOnePercent();
        stage.says(FakeJudge.passing());
        stage.run(Duration.ofSeconds(59));
        stage.journal.slowDown();
        stage.run(Duration.ofSeconds(2));
        assertThat(stage.state()).isEqualTo("shifting");

        stage.says(FakeJudge.failing());
        stage.run(Duration.ofMillis(200));
        stage.journal.catchUp();
        stage.run(Duration.ofMinutes(1));

        assertThat(stage.router(0).writes())
                .noneSatisfy(write -> assertThat(write.split().candidate()).isEqualTo(Share.ofPercent(50)));
        assertThat(stage.ending()).contains(Ending.ROLLED_BACK);
    }

    @Test
    void generationsOnlyRise() {
        var stage = Stage.awaitingApproval();
        stage.says(FakeJudge.failing());
        stage.run(SECOND);

        assertThat(stage.router(0).writes()).extracting(Write::generation).isSortedAccordingTo(Generation::compareTo);
    }
}
