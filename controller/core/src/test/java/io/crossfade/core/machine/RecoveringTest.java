package io.crossfade.core.machine;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.core.analysis.FakeJudge;
import io.crossfade.core.machine.Notice.Kind;
import io.crossfade.core.port.Reading;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a new process makes of what it sees while it looks: two nodes at 1 %, in the first step. */
class RecoveringTest {

    private static final Moment NOW = new Moment(Duration.ofMinutes(10).toNanos(), Plans.NOON);
    private static final State LOOKING = new Recovering(0, NOW.nanos());
    private static final NodeState UNREAD = Given.settled().unreachable();
    private static final NodeState EMPTIED =
            Given.settled().observing(Given.shows(Given.NONE).orElseThrow());

    @Test
    void beforeTheFirstShiftItWaitsAsAnyCutoverDoes() {
        var decision = step(new Recovering(-1, 0), Given.untouched(), new Event.Evaluated(FakeJudge.passing()));
        assertThat(Given.outcome(decision)).isEqualTo("waiting");
    }

    @Test
    void itGoesOnOnceItHasLookedForAWholeWindow() {
        var window = Plans.twoNodes().policies().over();
        var justBefore = new Recovering(0, NOW.nanos() - window.toNanos() + 1);
        var then = new Recovering(0, NOW.nanos() - window.toNanos());
        var evaluated = new Event.Evaluated(FakeJudge.passing());
        assertThat(Given.outcome(step(justBefore, Given.settled(), evaluated))).isEqualTo("recovering 0");
        assertThat(Given.outcome(step(then, Given.settled(), evaluated))).isEqualTo("baking 0");
    }

    @Test
    void aReloadThatKeptTheSplitIsTakenAsItIs() {
        var decision = reads(Given.settled(), Given.settled(), Given.reloaded(Given.ONE));
        assertThat(Given.outcome(decision)).isEqualTo("recovering 0");
        assertThat(decision.next().node(0).incarnation()).isEqualTo("2@2");
    }

    @Test
    void aReloadThatTookTheSplitAwayIsHeld() {
        var decision = reads(Given.settled(), Given.settled(), Given.reloaded(Given.NONE));
        assertThat(Given.outcome(decision)).isEqualTo("holding 0");
    }

    @Test
    void aReloadThatGivesMoreIsTakenBack() {
        var decision = reads(Given.settled(), Given.settled(), Given.reloaded(Given.HALF));
        assertThat(Given.outcome(decision)).isEqualTo("restoring 0, lower lb1 to 1%");
    }

    @Test
    void aShareThatFellWithAServerIsTakenAsItIsAndOneThatRoseIsTakenBack() {
        var fell = reads(Given.settled(), Given.settled(), Given.members(Given.NONE, 2));
        assertThat(Given.outcome(fell)).isEqualTo("recovering 0");
        assertThat(fell.next().node(0).confirmed().share()).isEqualTo(Given.NONE);
        var rose = reads(Given.settled(), Given.settled(), Given.members(Given.percent(2), 1));
        assertThat(Given.outcome(rose)).isEqualTo("restoring 0, lower lb1 to 1%");
    }

    @Test
    void theLastOneToBeReadMayShowThatEverythingWasRolledBack() {
        var decision = reads(UNREAD, EMPTIED, Given.shows(Given.NONE));
        assertThat(Given.outcome(decision)).isEqualTo("rolling-back, lower lb1 to 0%, lower lb2 to 0%");
        assertThat(decision.notices().get(0).text()).contains("lb1 can be read again", "whose record was lost");
    }

    @Test
    void whatIsEmptiedWhileItLooksIsAnotherHandAndNoLostRecord() {
        var decision = reads(Given.settled(), EMPTIED, Given.shows(Given.NONE));
        assertThat(Given.outcome(decision)).isEqualTo("holding 0");
    }

    @Test
    void itTellsWhoCannotBeReadAndWhoCanAgain() {
        var lost = step(LOOKING, Given.settled(), new Event.NodeUnreachable(0, "refused"));
        assertThat(lost.notices().get(0).text()).isEqualTo("lb1 cannot be read: refused");
        var back = reads(UNREAD, Given.settled(), Given.shows(Given.ONE));
        assertThat(back.notices().get(0).text()).isEqualTo("lb1 can be read again");
        assertThat(step(LOOKING, UNREAD, new Event.NodeUnreachable(0, "refused"))
                        .notices())
                .as("once")
                .isEmpty();
    }

    @Test
    void afterAStandstillItLooksForAWholeWindowAnew() {
        var decision = step(new Recovering(0, 0), Given.settled(), new Event.Disturbed("stood still"));
        assertThat(decision.next().state()).isEqualTo(new Recovering(0, NOW.nanos()));
        assertThat(decision.next().unread()).isEqualTo(0b11);
    }

    @Test
    void theGuardsHoldItToo() {
        var decision = step(LOOKING, Given.settled(), new Event.Evaluated(FakeJudge.commonMode()));
        assertThat(Given.outcome(decision)).isEqualTo("holding 0");
        assertThat(decision.notices()).extracting(Notice::kind).containsExactly(Kind.HELD);
    }

    private static Decision reads(NodeState first, NodeState second, Optional<Reading> reading) {
        var cutover = new Cutover(Plans.twoNodes(), LOOKING, List.of(first, second), Given.LATEST, 0);
        return Machine.step(cutover, new Event.NodeRead(0, reading.orElseThrow()), NOW);
    }

    private static Decision step(State state, NodeState node, Event event) {
        return Machine.step(new Cutover(Plans.twoNodes(), state, Given.both(node), Given.LATEST, 0), event, NOW);
    }
}
