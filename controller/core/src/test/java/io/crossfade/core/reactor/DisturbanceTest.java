package io.crossfade.core.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.core.analysis.FakeJudge;
import io.crossfade.core.machine.Ending;
import io.crossfade.core.machine.Event;
import io.crossfade.core.machine.Plans;
import io.crossfade.core.plan.AchievedShare;
import io.crossfade.core.plan.Share;
import io.crossfade.core.plan.Window;
import io.crossfade.core.port.FakeRouter.Manner;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The process was stopped, or the wall clock jumped: what it knew is of long ago, and nothing is raised upon it. */
class DisturbanceTest {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration STOPPED = Duration.ofSeconds(30);

    @Test
    void aShiftThatWaitedForTheJournalWhileTheProcessWasStoppedIsNotWrittenUnread() {
        var stage = Stage.bakingAtOnePercent();
        stage.says(FakeJudge.passing());
        stage.journal.slowDown();
        stage.run(SECOND.multipliedBy(59).plusMillis(500));
        assertThat(stage.state()).isEqualTo("shifting");
        int writes = stage.writes();

        stage.loop.stall(STOPPED);
        stage.meddle(0, percent(7));
        stage.journal.catchUp();
        stage.run(SECOND.multipliedBy(3));

        assertThat(stage.router(0).writes()).hasSize(1);
        assertThat(stage.writes()).as("only what goes back").isBetween(writes, writes + 1);
        assertThat(stage.share(0)).isEqualTo(percent(7));
        assertThat(stage.state()).isEqualTo("holding");
    }

    @Test
    void aShiftGoesOnOnceEveryLoadBalancerWasReadAgain() {
        var stage = Stage.bakingAtOnePercent();
        stage.says(FakeJudge.passing());
        stage.journal.slowDown();
        stage.run(SECOND.multipliedBy(59).plusMillis(500));
        stage.loop.stall(STOPPED);
        stage.journal.catchUp();
        stage.run(SECOND.multipliedBy(3));

        assertThat(stage.share(0)).isEqualTo(percent(50));
        assertThat(stage.share(1)).isEqualTo(percent(50));
        assertThat(stage.state()).isEqualTo("baking");
    }

    @Test
    void theFirstShiftWaitsForAReadToo() {
        var opens = Plans.NOON.plusSeconds(20);
        var stage = new Stage(Plans.with(new Window(Optional.of(opens), Optional.empty())));
        stage.run(SECOND);
        stage.loop.stall(STOPPED);
        stage.router(0).unreadable(true);
        stage.run(Duration.ofMillis(900));
        assertThat(stage.writes()).isZero();

        stage.router(0).unreadable(false);
        stage.run(SECOND);

        assertThat(stage.share(0)).isEqualTo(percent(1));
    }

    @Test
    void aReadThatWasUnderWayWhenTheProcessWasStoppedSaysNothingOfNow() {
        var stage = Stage.bakingAtOnePercent();
        stage.submit(new Event.HoldRequested("lunch"));
        stage.router(0).delay(Duration.ofMillis(600));
        stage.run(Duration.ofMillis(300));
        stage.loop.stall(STOPPED);
        stage.router(0).unreadable(true);
        stage.run(SECOND);

        assertThat(stage.submit(new Event.ResumeRequested(false, "back")).refusal())
                .isPresent();
    }

    @Test
    void whatAPersonAcceptedIsNotActedUponBeforeARead() {
        var stage = Stage.bakingAtOnePercent();
        stage.router(0).unreadable(true);
        stage.run(SECOND.multipliedBy(2));
        stage.submit(new Event.ResumeRequested(true, "known"));
        stage.run(SECOND.multipliedBy(5));
        assertThat(stage.state()).isEqualTo("baking");

        stage.router(0).unreadable(false);
        stage.run(SECOND);

        assertThat(stage.share(0)).isEqualTo(percent(50));
    }

    @Test
    void theTimeThatAProcessWasStoppedDoesNotCountAgainstARollback() {
        var stage = Stage.bakingAtOnePercent();
        stage.router(0).manner(Manner.NOT_SENT);
        stage.says(FakeJudge.failing());
        stage.run(SECOND);
        stage.loop.stall(Duration.ofMinutes(10));
        stage.router(0).manner(Manner.APPLY);
        stage.run(Duration.ofMinutes(1));

        assertThat(stage.ending()).contains(Ending.ROLLED_BACK);
        assertThat(stage.share(0)).isEqualTo(AchievedShare.NONE);
    }

    private static AchievedShare percent(int percent) {
        return Share.ofPercent(percent).exactly();
    }
}
