package io.crossfade.core.machine;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.core.plan.AchievedShare;
import io.crossfade.core.plan.Generation;
import io.crossfade.core.plan.OnRestart;
import io.crossfade.core.plan.Plan;
import io.crossfade.core.plan.Share;
import io.crossfade.core.plan.ShareModel;
import io.crossfade.core.plan.Split;
import io.crossfade.core.port.Reading;
import io.crossfade.core.port.Write;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a new process makes of the journal's last word on two nodes and of what each of them shows now. */
class RestartTableTest {

    private static final Generation BEFORE = new Generation(3);
    private static final Generation LATEST = new Generation(5);
    private static final AchievedShare NONE = AchievedShare.NONE;
    private static final AchievedShare ONE = percent(1);
    private static final AchievedShare HALF = percent(50);
    private static final Optional<Reading> UNREAD = Optional.empty();
    private static final State BAKING = new Baking(0, 0, Baking.Leave.WHEN_BAKED);
    private static final State SHIFTING = new Shifting(1, 0, 0);
    private static final State HOLDING = new Holding(0, "lunch", 0);
    private static final State RESTORING = new Restoring(0, "refused", 0, Optional.empty());

    /** @param ends the next state and its writes, and words of its reason */
    private record Row(
            String name,
            Plan plan,
            State state,
            List<NodeState> nodes,
            List<Optional<Reading>> shown,
            String ends,
            String why) {

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Row> rows() {
        return Stream.of(
                row(
                        "a shift that landed on both",
                        SHIFTING,
                        both(raising()),
                        shows(HALF),
                        shows(HALF),
                        "recovering 1",
                        ""),
                row(
                        "a shift that was confirmed on both, one of which cannot be read now",
                        SHIFTING,
                        both(raised()),
                        shows(HALF),
                        UNREAD,
                        "restoring 0, lower lb1 to 1%, lower lb2 to 1%",
                        "a shift to baseline 50%"),
                row(
                        "a shift of which one has nothing and the other cannot be read",
                        SHIFTING,
                        both(raising()),
                        shows(ONE),
                        UNREAD,
                        "restoring 0, lower lb1 to 1%, lower lb2 to 1%",
                        "a shift to baseline 50%"),
                row(
                        "a shift of which one has half a write",
                        SHIFTING,
                        both(raising()),
                        doubts(HALF),
                        shows(ONE),
                        "restoring 0, lower lb1 to 1%, lower lb2 to 1%",
                        "a shift to baseline 50%"),
                row(
                        "one that cannot be read hides no other hand on the next",
                        BAKING,
                        both(settled()),
                        UNREAD,
                        shows(percent(7)),
                        "holding 0",
                        "lb2 shows 7%"),
                row(
                        "two that another hand has changed are told of by the first",
                        BAKING,
                        both(settled()),
                        shows(percent(7)),
                        shows(percent(8)),
                        "holding 0",
                        "lb1 shows 7%"),
                row(
                        "more than the step's share after a reload is taken back",
                        BAKING,
                        both(settled()),
                        reloaded(HALF),
                        shows(ONE),
                        "restoring 0, lower lb1 to 1%",
                        "was reloaded"),
                row(
                        "more than the step's share because X has lost a server is taken back",
                        BAKING,
                        both(settled()),
                        members(percent(2), 1),
                        shows(ONE),
                        "restoring 0, lower lb1 to 1%",
                        "servers were lost"),
                row(
                        "and is held where X has none left",
                        BAKING,
                        both(settled()),
                        members(percent(100), 0),
                        shows(ONE),
                        "holding 0",
                        "servers were lost"),
                row(
                        "half a write while the step's split was in force is taken back",
                        HOLDING,
                        both(raising()),
                        doubts(ONE),
                        shows(ONE),
                        "restoring 0, lower lb1 to 1%, lower lb2 to 1%",
                        "the file says"),
                row(
                        "the other half too",
                        HOLDING,
                        both(raising()),
                        doubts(HALF),
                        shows(ONE),
                        "restoring 0, lower lb1 to 1%, lower lb2 to 1%",
                        "an earlier write landed late"),
                row(
                        "half of a write that was to take the share down leaves it there",
                        new Holding(1, "lunch", 0),
                        both(lowering()),
                        doubts(ONE),
                        shows(HALF),
                        "restoring 1",
                        "lb1 shows 1%"),
                row(
                        "parts that do not agree are another hand's where the share is none of ours",
                        HOLDING,
                        both(raising()),
                        doubts(percent(7)),
                        shows(ONE),
                        "holding 0",
                        "lb1 shows 7%"),
                row(
                        "parts that do not agree are another hand's where nothing of ours was under way",
                        BAKING,
                        both(settled()),
                        doubts(ONE),
                        shows(ONE),
                        "holding 0",
                        "the file says"),
                row(
                        "nothing on both is a rollback whose record was lost",
                        BAKING,
                        both(settled()),
                        shows(NONE),
                        shows(NONE),
                        "rolling-back, lower lb1 to 0%, lower lb2 to 0%",
                        "whose record was lost"),
                row(
                        "nothing on one alone is not",
                        BAKING,
                        both(settled()),
                        shows(NONE),
                        shows(ONE),
                        "holding 0",
                        "lb1 shows 0%"),
                row(
                        "nothing on one and the other unread is not",
                        BAKING,
                        both(settled()),
                        shows(NONE),
                        UNREAD,
                        "holding 0",
                        "lb1 shows 0%"),
                row(
                        "nothing on both where the parts of one do not agree is not",
                        BAKING,
                        both(settled()),
                        shows(NONE),
                        doubts(NONE),
                        "holding 0",
                        "lb1 shows 0%"),
                row(
                        "nothing on both where one was reloaded is not",
                        BAKING,
                        both(settled()),
                        shows(NONE),
                        reloaded(NONE),
                        "holding 0",
                        "lb1 shows 0%"),
                row(
                        "nothing on both where there never was anything is how it began",
                        new Holding(-1, "lunch", 0),
                        both(untouched()),
                        shows(NONE),
                        shows(NONE),
                        "holding",
                        "still held: lunch"),
                row(
                        "what was going back goes on",
                        RESTORING,
                        both(raising()),
                        shows(HALF),
                        shows(ONE),
                        "restoring 0, lower lb1 to 1%, lower lb2 to 1%",
                        "refused"),
                new Row(
                        "what was going back goes all the way where the plan says so",
                        Plans.with(Plans.policies(OnRestart.ROLLBACK)),
                        RESTORING,
                        both(raising()),
                        List.of(shows(HALF), shows(ONE)),
                        "rolling-back, lower lb1 to 0%, lower lb2 to 0%",
                        "on-restart: rollback"),
                new Row(
                        "so does a shift that landed nowhere",
                        Plans.with(Plans.policies(OnRestart.ROLLBACK)),
                        SHIFTING,
                        both(raising()),
                        List.of(shows(ONE), shows(ONE)),
                        "rolling-back, lower lb1 to 0%, lower lb2 to 0%",
                        "on-restart: rollback"));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void isDecidedAsTheTableSays(Row row) {
        var decision = restart(row);
        var text = new StringBuilder(decision.next().state().name());
        if (decision.next().state().step() >= 0) {
            text.append(' ').append(decision.next().state().step());
        }
        for (var command : decision.commands()) {
            if (command instanceof Command.ApplySplit apply) {
                text.append(apply.write().lowers() ? ", lower lb" : ", raise lb")
                        .append(apply.node() + 1)
                        .append(" to ")
                        .append(apply.write().split().candidate());
            }
        }
        assertThat(text.toString()).isEqualTo(row.ends());
        assertThat(decision.notices())
                .anySatisfy(notice -> assertThat(notice.text()).contains("resumed after 1m", row.why()));
    }

    @Test
    void aShareThatFellBecauseServersWereLostIsTakenAsItIs() {
        for (var state : List.of(BAKING, HOLDING)) {
            var fallen = new AchievedShare(1, 200);
            var decision = restart(row("lost", state, both(settled()), members(fallen, 2), shows(ONE), "", ""));
            assertThat(decision.next().node(0).confirmed().share()).isEqualTo(fallen);
            assertThat(decision.next().node(0).confirmed().membership()).isEqualTo("x2,y1");
        }
    }

    private static Decision restart(Row row) {
        var cutover = new Cutover(row.plan(), row.state(), row.nodes(), LATEST, 0);
        var event = new Event.Restarted(Duration.ofMinutes(1), row.shown());
        return Machine.step(cutover, event, new Moment(1_000_000_000L, Plans.NOON));
    }

    private static Row row(
            String name,
            State state,
            List<NodeState> nodes,
            Optional<Reading> first,
            Optional<Reading> second,
            String ends,
            String why) {
        return new Row(name, Plans.twoNodes(), state, nodes, List.of(first, second), ends, why);
    }

    private static List<NodeState> both(NodeState node) {
        return List.of(node, node);
    }

    /** At 1 %, and nothing under way. */
    private static NodeState settled() {
        return node(write(1, BEFORE), ONE, BEFORE, List.of(), ONE);
    }

    /** Never written to. */
    private static NodeState untouched() {
        return NodeState.firstRead(shows(NONE).orElseThrow());
    }

    /** At 1 %, and 50 % was ordered. */
    private static NodeState raising() {
        var write = write(50, LATEST);
        var open = List.of(new NodeState.OpenWrite(write, true, NodeState.Fate.AWAITED));
        return node(write, ONE, BEFORE, open, HALF);
    }

    /** 50 % was ordered and confirmed. */
    private static NodeState raised() {
        return node(write(50, LATEST), HALF, LATEST, List.of(), HALF);
    }

    /** At 50 %, and 1 % was ordered. */
    private static NodeState lowering() {
        var write = write(1, LATEST);
        var open = List.of(new NodeState.OpenWrite(write, true, NodeState.Fate.AWAITED));
        return node(write, HALF, BEFORE, open, HALF);
    }

    private static NodeState node(
            Write intent,
            AchievedShare confirmed,
            Generation generation,
            List<NodeState.OpenWrite> open,
            AchievedShare ceiling) {
        return new NodeState(
                Optional.of(intent),
                new NodeState.Confirmed(confirmed, generation, true, ""),
                shows(confirmed),
                open,
                ceiling,
                "1@1");
    }

    private static Write write(int percent, Generation generation) {
        return new Write(new Split(Share.ofPercent(percent)), generation, 1, false);
    }

    private static Optional<Reading> shows(AchievedShare share) {
        return Optional.of(new Reading(share, "1@1", true, 2, 2, 0, 0, List.of()));
    }

    private static Optional<Reading> reloaded(AchievedShare share) {
        return Optional.of(new Reading(share, "2@2", true, 2, 2, 0, 0, List.of()));
    }

    private static Optional<Reading> doubts(AchievedShare share) {
        return Optional.of(new Reading(share, "1@1", false, 2, 2, 0, 0, List.of("the file says something else")));
    }

    private static Optional<Reading> members(AchievedShare share, int baseline) {
        return Optional.of(new Reading(
                share, "1@1", true, baseline, 1, 0, 0, ShareModel.EXACT, "x" + baseline + ",y1", List.of()));
    }

    private static AchievedShare percent(int percent) {
        return Share.ofPercent(percent).exactly();
    }
}
