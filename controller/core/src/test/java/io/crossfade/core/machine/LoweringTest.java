package io.crossfade.core.machine;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.core.analysis.FakeJudge;
import io.crossfade.core.plan.AchievedShare;
import io.crossfade.core.plan.Generation;
import io.crossfade.core.plan.Share;
import io.crossfade.core.plan.Split;
import io.crossfade.core.port.Reading;
import io.crossfade.core.port.Write;
import io.crossfade.core.port.WriteResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The way back on one node while the other is done: what is written again, when, and what is left alone. */
class LoweringTest {

    private static final Generation NOW = Given.LATEST;
    private static final Generation OLDER = new Generation(4);
    private static final Write RAISE = write(50, OLDER, false);
    private static final Write RAISE_BEFORE = write(20, Given.BEFORE, false);
    private static final State RESTORING = new Restoring(0, "refused", 0, Optional.empty());
    private static final State ENDING = new Restoring(0, "SIGTERM", 0, Optional.of(Ending.HELD));
    private static final State ROLLING_BACK = new RollingBack(Ending.ROLLED_BACK, "failed", 0, false);

    @Test
    void theLastNodeThatReadsBackEndsIt() {
        var lower = write(1, NOW, true);
        var node = node(Optional.of(lower), shows(50), List.of(lower));
        var readBack = new WriteResult.Applied(shows(1), Given.ONE);
        var event = new Event.WriteEnded(0, lower, readBack);

        assertThat(Given.outcome(step(RESTORING, node, event, 0))).isEqualTo("holding 0");
        var ended = step(ENDING, node, event, 0);
        assertThat(Given.outcome(ended)).isEqualTo("ended 0");
        assertThat(ended.next().ending()).contains(Ending.HELD);
    }

    @Test
    void itIsWrittenAgainOnceNothingOlderCanLand() {
        var lower = write(0, NOW, true);
        var node = node(Optional.of(lower), shows(50), List.of(RAISE, lower));
        assertThat(Given.outcome(step(ROLLING_BACK, node, new Event.WriteSettled(0, RAISE, true), 0)))
                .isEqualTo("rolling-back, lower lb1 to 0%");
        assertThat(Given.outcome(step(ROLLING_BACK, node, new Event.WriteSettled(0, RAISE, false), 0)))
                .as("given up: it may still land")
                .isEqualTo("rolling-back");
    }

    @Test
    void itIsNotWrittenAgainWhileAnotherOlderOneIsOpen() {
        var lower = write(0, NOW, true);
        var node = node(Optional.of(lower), shows(50), List.of(RAISE_BEFORE, RAISE, lower));
        assertThat(Given.outcome(step(ROLLING_BACK, node, new Event.WriteSettled(0, RAISE, true), 0)))
                .isEqualTo("rolling-back");
    }

    @Test
    void itsOwnAnswerLeadsToNoWriteBeforeItsTurn() {
        var lower = write(0, NOW, true);
        var node = node(Optional.of(lower), shows(50), List.of(lower));
        assertThat(Given.outcome(step(ROLLING_BACK, node, new Event.WriteSettled(0, lower, true), 0)))
                .isEqualTo("rolling-back");
    }

    @Test
    void aNodeThatAnotherHandHasIsNotWrittenToWhenAnOlderWriteIsAnswered() {
        var lower = write(1, NOW, true);
        var foreign = node(Optional.of(RAISE), shows(7), List.of(RAISE));
        var other = node(Optional.of(lower), shows(50), List.of(lower));
        var cutover = new Cutover(Plans.twoNodes(), RESTORING, List.of(foreign, other), NOW, 0);
        var settled = new Event.WriteSettled(0, RAISE, true);
        assertThat(Given.outcome(Machine.step(cutover, settled, new Moment(0, Plans.NOON))))
                .isEqualTo("restoring 0");
    }

    @Test
    void aNodeWhoseBaselineHasNoServerIsNotWrittenToEither() {
        var lower = write(0, NOW, true);
        var spared = Given.members(Given.HALF, 0).orElseThrow();
        var node = node(Optional.of(lower), spared, List.of(RAISE, lower));
        assertThat(Given.outcome(step(ROLLING_BACK, node, new Event.WriteSettled(0, RAISE, true), 0)))
                .isEqualTo("rolling-back");
        assertThat(Given.outcome(evaluated(ROLLING_BACK, node, Duration.ofSeconds(5))))
                .isEqualTo("rolling-back");
    }

    @ParameterizedTest
    @CsvSource({"150, false", "210, true"})
    void whatFailedAtOnceIsTriedAgainAfterAFifthOfASecond(int millis, boolean again) {
        var node = node(Optional.of(write(0, NOW, true)), shows(50), List.of());
        assertThat(Given.outcome(evaluated(ROLLING_BACK, node, Duration.ofMillis(millis)))
                        .contains("lower lb1"))
                .isEqualTo(again);
    }

    @ParameterizedTest
    @CsvSource({"900, false", "1010, true"})
    void whatIsNotAnsweredIsTriedAgainEachSecond(int millis, boolean again) {
        var lower = write(0, NOW, true);
        var node = node(Optional.of(lower), shows(50), List.of(lower));
        assertThat(Given.outcome(evaluated(ROLLING_BACK, node, Duration.ofMillis(millis)))
                        .contains("lower lb1"))
                .isEqualTo(again);
    }

    @Test
    void fiveTimesInTheFirstSecondAtMost() {
        var fifth = new Write(new Split(Share.NONE), NOW, 5, true);
        var node = node(Optional.of(fifth), shows(50), List.of());
        assertThat(Given.outcome(evaluated(ROLLING_BACK, node, Duration.ofMillis(990))))
                .isEqualTo("rolling-back");
        assertThat(Given.outcome(evaluated(ROLLING_BACK, node, Duration.ofMillis(1010))))
                .isEqualTo("rolling-back, lower lb1 to 0%");
    }

    @Test
    void whatLandedAndNobodyConfirmedIsOursToTakeBack() {
        var node = node(Optional.of(RAISE), shows(50), List.of());
        assertThat(Given.outcome(step(RESTORING, node, new Event.Disturbed("stood still"), 0)))
                .isEqualTo("restoring 0, lower lb1 to 1%");
        var foreign = node(Optional.of(RAISE), shows(7), List.of());
        assertThat(Given.outcome(step(RESTORING, foreign, new Event.Disturbed("stood still"), 0)))
                .isEqualTo("restoring 0");
    }

    @Test
    void aNodeThatHasComeToLessByItselfIsLeftThere() {
        var reloaded = Given.reloaded(Given.NONE).orElseThrow();
        var node = node(Optional.of(write(1, NOW, true)), shows(50), List.of()).observing(reloaded);
        assertThat(Given.outcome(evaluated(RESTORING, node, Duration.ofMillis(10))))
                .isEqualTo("holding 0");
    }

    private static Decision evaluated(State state, NodeState node, Duration after) {
        return step(state, node, new Event.Evaluated(FakeJudge.inconclusive()), after.toNanos());
    }

    /** The second node has been verified at what it goes back to. */
    private static Decision step(State state, NodeState node, Event event, long nanos) {
        var share = state instanceof Restoring ? Share.ofPercent(1) : Share.NONE;
        var done = new NodeState(
                Optional.of(new Write(new Split(share), NOW, 1, true)),
                new NodeState.Confirmed(share.exactly(), NOW, true, ""),
                Given.shows(share.exactly()),
                List.of(),
                share.exactly(),
                "1@1");
        var cutover = new Cutover(Plans.twoNodes(), state, List.of(node, done), NOW, 0);
        return Machine.step(cutover, event, new Moment(nanos, Plans.NOON));
    }

    /** Confirmed at 1 % before all of this. */
    private static NodeState node(Optional<Write> intent, Reading shown, List<Write> open) {
        boolean first = true;
        var writes = new ArrayList<NodeState.OpenWrite>();
        for (var write : open) {
            writes.add(new NodeState.OpenWrite(write, first, NodeState.Fate.AWAITED));
            first = false;
        }
        return new NodeState(
                intent,
                new NodeState.Confirmed(Given.ONE, new Generation(2), true, shown.membership()),
                Optional.of(shown),
                writes,
                open.stream().map(Write::aim).reduce(shown.share(), AchievedShare::max),
                "1@1");
    }

    private static Reading shows(int percent) {
        return Given.shows(Given.percent(percent)).orElseThrow();
    }

    private static Write write(int percent, Generation generation, boolean lowers) {
        return new Write(new Split(Share.ofPercent(percent)), generation, 1, lowers);
    }
}
