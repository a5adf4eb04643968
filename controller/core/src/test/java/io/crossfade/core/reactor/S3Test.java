package io.crossfade.core.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.core.analysis.FakeJudge;
import io.crossfade.core.machine.Ending;
import io.crossfade.core.machine.Event;
import io.crossfade.core.machine.Notice;
import io.crossfade.core.plan.AchievedShare;
import io.crossfade.core.plan.Share;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** No shift unless every required guard passes; a person may override INCONCLUSIVE, never FAIL. */
class S3Test {

    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    void noShiftWhileAGuardIsInconclusive() {
        var stage = Stage.bakingAtOnePercent();
        stage.run(Duration.ofMinutes(4));

        assertThat(stage.state()).isEqualTo("holding");
        assertThat(stage.share(0)).isEqualTo(percent(1));
        assertThat(stage.told(Notice.Kind.HELD).get(0)).contains("needs 300 requests, has 112");
    }

    @Test
    void noShiftWhileASourceIsInDoubt() {
        var stage = Stage.bakingAtOnePercent();
        stage.says(FakeJudge.doubtful());
        stage.run(Duration.ofMinutes(4));

        assertThat(stage.state()).isEqualTo("holding");
        assertThat(stage.share(0)).isEqualTo(percent(1));
    }

    @Test
    void aPersonMayAcceptWhatIsInconclusive() {
        var stage = Stage.bakingAtOnePercent();
        stage.submit(new Event.ResumeRequested(true, "known quiet hour"));
        stage.run(SECOND);

        assertThat(stage.share(0)).isEqualTo(percent(50));
        assertThat(stage.journal.entries())
                .anySatisfy(entry ->
                        assertThat(entry.event()).isEqualTo(new Event.ResumeRequested(true, "known quiet hour")));
    }

    @Test
    void nobodyMayAcceptAFailure() {
        var stage = Stage.bakingAtOnePercent();
        stage.says(FakeJudge.failing());
        var answer = stage.reactor.submit(new Event.ResumeRequested(true, "go on"));
        stage.run(Duration.ofMinutes(2));

        assertThat(answer.toCompletableFuture()).isDone();
        assertThat(stage.ending()).contains(Ending.ROLLED_BACK);
        assertThat(stage.router(0).writes())
                .noneSatisfy(write -> assertThat(write.split().candidate()).isEqualTo(Share.ofPercent(50)));
    }

    private static AchievedShare percent(int percent) {
        return Share.ofPercent(percent).exactly();
    }
}
