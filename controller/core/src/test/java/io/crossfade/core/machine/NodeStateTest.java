package io.crossfade.core.machine;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.core.plan.Generation;
import io.crossfade.core.plan.Share;
import io.crossfade.core.plan.Split;
import io.crossfade.core.port.Write;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is known of one load balancer, as writes go out, land and are given up. */
class NodeStateTest {

    private static final Generation OLDER = new Generation(4);
    private static final Generation NOW = Given.LATEST;

    @Test
    void aWriteWentOutCleanWhereNothingOlderWasOpen() {
        var first = write(50, OLDER, false);
        var second = write(0, NOW, true);
        var alone = Given.settled().opening(second);
        var behind = Given.settled().opening(first).opening(second);
        assertThat(alone.wentOutClean(second)).isTrue();
        assertThat(behind.wentOutClean(second)).isFalse();
        assertThat(behind.wentOutClean(first)).isTrue();
    }

    @Test
    void anAttemptOfTheSameGenerationIsNothingOlder() {
        var once = write(0, NOW, true);
        var again = new Write(once.split(), NOW, 2, true);
        assertThat(Given.settled().opening(once).opening(again).wentOutClean(again))
                .isTrue();
    }

    @Test
    void verifiedIsWhatWasConfirmedCleanAndHasNothingOlderOpen() {
        var clean = confirmed(true, List.of());
        var unclean = confirmed(false, List.of());
        var older = new NodeState.OpenWrite(write(50, OLDER, false), true, NodeState.Fate.AWAITED);
        assertThat(clean.isVerified(NOW)).isTrue();
        assertThat(clean.isVerified(OLDER)).isFalse();
        assertThat(unclean.isVerified(NOW)).isFalse();
        assertThat(confirmed(true, List.of(older)).isVerified(NOW)).isFalse();
    }

    @Test
    void aSplitIsReachedWhereTheLatestWriteAskedForItAndIsConfirmed() {
        assertThat(Given.raised().hasReached(split(50))).isTrue();
        assertThat(Given.raised().hasReached(split(1))).isFalse();
        assertThat(Given.raising().hasReached(split(50))).isFalse();
    }

    @Test
    void aLoweringIsOwedUntilItIsConfirmed() {
        var ordered = Given.raised().opening(write(1, new Generation(6), true));
        assertThat(ordered.owesLowering()).isTrue();
        var reading = Given.shows(Given.ONE).orElseThrow();
        assertThat(ordered.confirming(Given.ONE, new Generation(6), true, reading)
                        .owesLowering())
                .isFalse();
        assertThat(Given.raising().owesLowering()).as("a raise").isFalse();
        assertThat(Given.untouched().owesLowering()).isFalse();
    }

    @Test
    void aWriteThatWasGivenUpMayStillLandAndOneThatWasClosedMayNot() {
        var write = Given.raising().openWrites().get(0).write();
        var lost = Given.raising().settling(write, false);
        assertThat(lost.openWrites()).extracting(NodeState.OpenWrite::fate).containsExactly(NodeState.Fate.LOST);
        assertThat(lost.mayHaveLanded(Given.HALF)).isTrue();
        assertThat(lost.hasOpen()).isTrue();
        assertThat(Given.raising().settling(write, true).openWrites()).isEmpty();
    }

    @Test
    void aWriteOfAnEarlierProcessIsKnownButNotWaitedForOnceItIsQuiet() {
        var taken = Given.raising().inherited(Given.shows(Given.ONE));
        assertThat(taken.hasInherited()).isTrue();
        assertThat(taken.wentOutClean(taken.openWrites().get(0).write()))
                .as("nobody knows what it went out behind")
                .isFalse();
        assertThat(taken.hasOpen()).isTrue();
        var quiet = taken.settling(taken.openWrites().get(0).write(), true);
        assertThat(quiet.hasInherited()).isFalse();
        assertThat(quiet.hasOpen()).isFalse();
        assertThat(quiet.hasOpenBefore(new Generation(9))).isFalse();
        assertThat(quiet.mayHaveLanded(Given.HALF)).isTrue();
        assertThat(quiet.ceiling()).isEqualTo(Given.HALF);
        assertThat(Given.raising().hasInherited()).as("its own").isFalse();
    }

    @Test
    void whatTheNewProcessSeesIsConfirmedOnlyWhereItIsOurs() {
        var node = Given.raising();
        assertThat(node.inherited(Given.shows(Given.HALF)).confirmed())
                .extracting(NodeState.Confirmed::share, NodeState.Confirmed::generation, NodeState.Confirmed::clean)
                .containsExactly(Given.HALF, NOW, false);
        assertThat(node.inherited(Given.shows(Given.ONE)).confirmed())
                .extracting(NodeState.Confirmed::share, NodeState.Confirmed::generation, NodeState.Confirmed::clean)
                .containsExactly(Given.ONE, Given.BEFORE, false);
        for (var other : List.of(Given.shows(Given.percent(7)), Given.doubts(Given.HALF))) {
            assertThat(node.inherited(other).confirmed()).isEqualTo(node.confirmed());
            assertThat(node.inherited(other).reachable()).isTrue();
        }
        assertThat(node.inherited(Optional.empty()).reachable()).isFalse();
    }

    @Test
    void theShareBeforeIsThatOfTheLastChange() {
        var reading = Given.shows(Given.HALF).orElseThrow();
        var changed = Given.settled().confirming(Given.HALF, NOW, true, reading);
        assertThat(changed.confirmed().before()).isEqualTo(Given.ONE);
        assertThat(changed.confirming(Given.HALF, NOW, true, reading)
                        .confirmed()
                        .before())
                .as("confirmed once more")
                .isEqualTo(Given.ONE);
    }

    @Test
    void theCeilingIsWhatItShowsOrWhatIsOpenMayStillBring() {
        var shown = Given.shows(Given.ONE).orElseThrow();
        assertThat(Given.raised().observing(shown).ceiling()).isEqualTo(Given.ONE);
        assertThat(Given.raising().observing(shown).ceiling()).isEqualTo(Given.HALF);
        assertThat(Given.settled().opening(write(50, NOW, false)).ceiling()).isEqualTo(Given.HALF);
        assertThat(Given.raised().opening(write(1, NOW, true)).ceiling()).isEqualTo(Given.HALF);
    }

    @Test
    void attemptsAreCountedWithinAGeneration() {
        assertThat(Given.untouched().nextAttempt(NOW)).isEqualTo(1);
        assertThat(Given.raising().nextAttempt(NOW)).isEqualTo(2);
        assertThat(Given.raising().nextAttempt(new Generation(6))).isEqualTo(1);
    }

    private static NodeState confirmed(boolean clean, List<NodeState.OpenWrite> open) {
        return new NodeState(
                Optional.of(write(1, NOW, true)),
                new NodeState.Confirmed(Given.ONE, NOW, clean, ""),
                Given.shows(Given.ONE),
                open,
                Given.ONE,
                "1@1");
    }

    private static Split split(int percent) {
        return new Split(Share.ofPercent(percent));
    }

    private static Write write(int percent, Generation generation, boolean lowers) {
        return new Write(split(percent), generation, 1, lowers);
    }
}
