package io.crossfade.core.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.core.analysis.FakeJudge;
import io.crossfade.core.machine.Ending;
import io.crossfade.core.machine.Event;
import io.crossfade.core.machine.Notice;
import io.crossfade.core.machine.Plans;
import io.crossfade.core.plan.AchievedShare;
import io.crossfade.core.plan.Share;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * Two controllers of one cutover on two hosts, where no lock keeps the second out: begun at the same moment, since a
 * later one finds a share and does not begin. Each is another hand to the other, and is not fought.
 */
class TwoControllersTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final Stage first = Stage.twoNodes();
    private final Stage second = new Stage(Plans.twoNodes(), first);

    @Test
    void theOneThatIsOvertakenHoldsAndWritesNoMore() {
        first.says(FakeJudge.passing());
        run(SECOND.multipliedBy(59));
        assertThat(second.state()).isEqualTo("baking");
        int writes = second.writes();
        run(SECOND.multipliedBy(3));

        assertThat(first.share(0)).isEqualTo(percent(50));
        assertThat(second.state()).isEqualTo("holding");
        assertThat(second.told(Notice.Kind.HELD).get(0)).contains("another hand", "50%");
        run(Duration.ofMinutes(5));
        assertThat(second.writes() - writes)
                .as("what the first alone has written since")
                .isEqualTo(2);
        assertThat(first.share(1)).isEqualTo(percent(50));
    }

    @Test
    void whereTheyPassAtTheSameMomentNeitherFightsTheOther() {
        first.says(FakeJudge.passing());
        second.says(FakeJudge.passing());
        run(Duration.ofMinutes(5));

        assertThat(first.share(0)).isEqualTo(percent(50)).isEqualTo(first.share(1));
        assertThat(first.writes()).as("two steps, two nodes, two controllers").isLessThanOrEqualTo(8);
    }

    @Test
    void aFailingCandidateIsTakenBackWhicheverOfThemSeesIt() {
        first.says(FakeJudge.failing());
        run(Duration.ofMinutes(2));

        assertThat(first.ending()).contains(Ending.ROLLED_BACK);
        assertThat(first.share(0)).isEqualTo(AchievedShare.NONE);
        assertThat(first.share(1)).isEqualTo(AchievedShare.NONE);
        assertThat(second.state()).isEqualTo("holding");
        assertThat(second.submit(new Event.ResumeRequested(false, "go on")).refusal())
                .hasValueSatisfying(why -> assertThat(why).contains("adopt it or roll back"));
    }

    private void run(Duration duration) {
        first.run(duration);
    }

    private static AchievedShare percent(int percent) {
        return Share.ofPercent(percent).exactly();
    }
}
