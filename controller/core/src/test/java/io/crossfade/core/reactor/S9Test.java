package io.crossfade.core.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.core.analysis.FakeJudge;
import io.crossfade.core.machine.Cutover;
import io.crossfade.core.machine.Ending;
import io.crossfade.core.machine.Event;
import io.crossfade.core.machine.Plans;
import io.crossfade.core.plan.AchievedShare;
import io.crossfade.core.plan.Share;
import io.crossfade.core.port.FakeRouter;
import io.crossfade.core.port.Reading;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Losing or slowing the journal or an announcer never prevents or delays a rollback. */
class S9Test {

    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    void aFailedJournalHoldsAndARollbackStillGoesOut() {
        var stage = Stage.bakingAtOnePercent();
        stage.journal.fail();
        stage.submit(new Event.PromoteRequested("hurry"));
        stage.run(SECOND);
        assertThat(stage.state()).isEqualTo("holding");
        assertThat(stage.share(0)).isEqualTo(percent(1));

        stage.says(FakeJudge.failing());
        stage.run(Duration.ofMillis(110));

        assertThat(stage.share(0)).isEqualTo(AchievedShare.NONE);
        stage.run(Duration.ofMinutes(1));
        assertThat(stage.ending()).contains(Ending.ROLLED_BACK);
    }

    @Test
    void anAnnouncerThatThrowsIsNotHeard() {
        var loop = new VirtualLoop(Plans.NOON);
        var stage = Stage.bakingAtOnePercent();
        var ports = new Ports(
                loop, List.of(new FakeRouter(loop)), List.of(), stage.judge, new MemoryJournal(), announcement -> {
                    throw new IllegalStateException("terminal gone");
                });
        var reading = stage.router(0).shown();
        var begin = Cutover.begin(
                Plans.oneNode(),
                List.of(new Reading(AchievedShare.NONE, reading.incarnation(), true, 2, 2, 0, 0, List.of())));
        var ended = new Reactor(begin, ports, Pace.DEFAULT).start().toCompletableFuture();
        loop.runFor(SECOND);
        stage.says(FakeJudge.failing());
        loop.runFor(Duration.ofMinutes(1));

        assertThat(ended).isCompletedWithValue(Ending.ROLLED_BACK);
    }

    private static AchievedShare percent(int percent) {
        return Share.ofPercent(percent).exactly();
    }
}
