package io.crossfade.core.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.core.plan.AchievedShare;
import io.crossfade.core.plan.Cluster;
import io.crossfade.core.port.Counters;
import io.crossfade.core.port.Outcome;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class DoubtsTest {

    private final World world = new World(Plans.of(2, Plans.errors(0.01)));

    @Test
    void aStreamThatNeverSaidItIsAttachedIsNot() {
        var judge = new ThresholdJudge(Plans.of(2, Plans.errors(0.01)), Duration.ZERO);
        judge.attached(1);

        assertThat(judge.assess(World.SECOND).doubts())
                .containsExactly("router-0: request stream detached, not attached yet");
    }

    @Test
    void aDetachedStreamWithdrawsPassUntilItIsAttached() {
        passing();
        assertThat(world.assess().passes()).isTrue();
        world.judge.detached(1, "the connection was closed");
        assertThat(world.assess().doubts())
                .containsExactly("router-1: request stream detached, the connection was closed");
        assertThat(world.assess().passes()).isFalse();
        world.judge.attached(1);
        assertThat(world.assess().passes()).isTrue();
    }

    @Test
    void aDoubtNeverWithdrawsAFail() {
        world.judge.detached(0, "gone");
        world.failed(world.y, 3);
        assertThat(world.assess().failing()).isPresent();
    }

    @Test
    void countersOlderThanTwoSecondsWithdrawPass() {
        passing();
        world.counters(world.y, 0, 0, 0, 0, 0).pass(Duration.ofSeconds(2));
        assertThat(world.assess().doubts()).isEmpty();
        world.pass(Duration.ofMillis(1));
        assertThat(world.assess().doubts()).containsExactly("router-0: no counters for 3 s");
        world.expose(0, 1);
        assertThat(world.assess().doubts()).isEmpty();
    }

    @Test
    void linesThatDoNotComeWithdrawPass() {
        passing();
        for (long logged = 0; logged < 300; logged += 100) {
            world.judge.counters(world.x, new Counters(logged, logged, 0, 0, 0, logged), world.now);
        }
        assertThat(world.assess().doubts())
                .containsExactly("router-0: the request stream tells of fewer requests than the counters");
        world.judge.emptyPassing(world.now);
        assertThat(world.assess().doubts()).isEmpty();
    }

    @Test
    void anObservedShareThatCanNotBeTheGivenOneWithdrawsPass() {
        world.expose(10, 100);
        world.fresh(world.x, 9000, Outcome.OK).fresh(world.y, 1000, Outcome.OK);
        assertThat(world.assess().doubts()).isEmpty();
        world.fresh(world.y, 500, Outcome.OK);
        assertThat(world.assess().doubts())
                .containsExactly("router-0: the candidate gets 14.3% of the requests instead of 10%, n=10500");
    }

    @Test
    void aShareThatIsOffWhereClientsStayIsToldAndNoDoubt() {
        var plan = Plans.sticky(Plans.errors(0.5));
        var sticky = new World(plan, new SequentialJudge(plan, Duration.ZERO)).expose(10, 100);
        sticky.fresh(sticky.x, 9000, Outcome.OK).fresh(sticky.y, 1500, Outcome.OK);

        assertThat(sticky.assess().doubts()).isEmpty();
        assertThat(sticky.assess().passes()).isTrue();
        assertThat(sticky.verdict().text())
                .endsWith("the candidate gets 14.3% of the requests instead of 10%, n=10500, clients stay where they"
                        + " are");
    }

    @Test
    void whatWasSeenUnderAnotherShareIsNoDoubt() {
        world.expose(10, 100);
        world.fresh(world.x, 9000, Outcome.OK).fresh(world.y, 1500, Outcome.OK);
        world.expose(15, 100);
        assertThat(world.assess().doubts()).isEmpty();
    }

    @Test
    void tooFewRequestsOfTheCandidateAreInDoubtToo() {
        world.expose(100, 100);
        world.fresh(world.y, 800, Outcome.OK).fresh(world.x, 200, Outcome.OK);
        assertThat(world.assess().doubts()).hasSize(1);
    }

    @Test
    void nodesWeighInTheExpectedShareByTheirOwnRequestRates() {
        int otherX = world.judge.enlist(1, Cluster.BASELINE, "x1");
        int otherY = world.judge.enlist(1, Cluster.CANDIDATE, "y1");
        world.judge.exposure(new Exposure(List.of(new AchievedShare(1, 10), new AchievedShare(1, 2))), world.now);
        world.fresh(world.x, 9000, Outcome.OK).fresh(world.y, 1000, Outcome.OK);
        world.fresh(otherX, 500, Outcome.OK).fresh(otherY, 500, Outcome.OK);
        assertThat(world.assess().doubts()).isEmpty();

        world.fresh(otherX, 9000, Outcome.OK);
        assertThat(world.assess().doubts()).hasSize(1);
    }

    @Test
    void aSilentCandidateIsToldAfterItsTime() {
        world.ok(world.y, 1).pass(Duration.ofMinutes(5).minusNanos(1));
        assertThat(world.assess().silent()).isEmpty();
        world.pass(Duration.ofNanos(1));
        assertThat(world.assess().silent()).contains("no request of the candidate for 5 min");
        world.expose(0, 1);
        assertThat(world.assess().silent()).isEmpty();
        world.expose(1, 2);
        assertThat(world.assess().silent()).isEmpty();
    }

    @Test
    void theFirstWordOfALifeIsNoNewLife() {
        world.counters(world.y, 1000, 1000, 500, 0, 0);
        world.judge.incarnation(0, "1@100");
        world.counters(world.y, 1010, 1010, 500, 0, 0);
        world.judge.incarnation(0, "1@100");
        world.counters(world.y, 1020, 1020, 500, 0, 0);
        assertThat(world.assess().failing()).isEmpty();

        world.judge.incarnation(0, "2@200");
        world.counters(world.y, 2000, 2000, 4, 0, 0);
        assertThat(world.verdict().n()).isEqualTo(4);
    }

    @Test
    void theSameServerHasTheSameNumberAndPastTheBoundServersShareOne() {
        assertThat(world.judge.enlist(0, Cluster.CANDIDATE, "y1")).isEqualTo(world.y);
        for (int i = 2; i < Accounts.MOST; i++) {
            world.judge.enlist(1, Cluster.BASELINE, "x" + i);
        }
        int shared = world.judge.enlist(1, Cluster.CANDIDATE, "late");
        assertThat(world.judge.enlist(1, Cluster.CANDIDATE, "later")).isEqualTo(shared);
        assertThat(world.judge.enlist(1, Cluster.BASELINE, "late")).isNotEqualTo(shared);
        assertThat(world.judge.enlist(0, Cluster.CANDIDATE, "y1")).isEqualTo(world.y);

        world.failed(shared, 3);
        assertThat(world.assess().failing()).isPresent();
    }

    private void passing() {
        world.fresh(world.x, 300, Outcome.OK).fresh(world.y, 300, Outcome.OK);
    }
}
