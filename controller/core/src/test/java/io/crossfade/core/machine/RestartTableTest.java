package io.crossfade.core.machine;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.core.plan.AchievedShare;
import io.crossfade.core.plan.OnRestart;
import io.crossfade.core.plan.Plan;
import io.crossfade.core.port.Reading;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a new process makes of the journal's last word on two nodes and of what each of them shows now. */
class RestartTableTest {

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
                        Given.both(Given.raising()),
                        Given.shows(Given.HALF),
                        Given.shows(Given.HALF),
                        "recovering 1",
                        ""),
                row(
                        "a shift that was confirmed on both, one of which cannot be read now",
                        SHIFTING,
                        Given.both(Given.raised()),
                        Given.shows(Given.HALF),
                        UNREAD,
                        "restoring 0, lower lb1 to 1%, lower lb2 to 1%",
                        "a shift to baseline 50%"),
                row(
                        "a shift of which one has nothing and the other cannot be read",
                        SHIFTING,
                        Given.both(Given.raising()),
                        Given.shows(Given.ONE),
                        UNREAD,
                        "restoring 0, lower lb1 to 1%, lower lb2 to 1%",
                        "a shift to baseline 50%"),
                row(
                        "a shift of which one has half a write",
                        SHIFTING,
                        Given.both(Given.raising()),
                        Given.doubts(Given.HALF),
                        Given.shows(Given.ONE),
                        "restoring 0, lower lb1 to 1%, lower lb2 to 1%",
                        "a shift to baseline 50%"),
                row(
                        "one that cannot be read hides no other hand on the next",
                        BAKING,
                        Given.both(Given.settled()),
                        UNREAD,
                        Given.shows(Given.percent(7)),
                        "holding 0",
                        "lb2 shows 7%"),
                row(
                        "two that another hand has changed are told of by the first",
                        BAKING,
                        Given.both(Given.settled()),
                        Given.shows(Given.percent(7)),
                        Given.shows(Given.percent(8)),
                        "holding 0",
                        "lb1 shows 7%"),
                row(
                        "more than the step's share after a reload is taken back",
                        BAKING,
                        Given.both(Given.settled()),
                        Given.reloaded(Given.HALF),
                        Given.shows(Given.ONE),
                        "restoring 0, lower lb1 to 1%",
                        "was reloaded"),
                row(
                        "more than the step's share because X has lost a server is taken back",
                        BAKING,
                        Given.both(Given.settled()),
                        Given.members(Given.percent(2), 1),
                        Given.shows(Given.ONE),
                        "restoring 0, lower lb1 to 1%",
                        "servers were lost"),
                row(
                        "and is held where X has none left",
                        BAKING,
                        Given.both(Given.settled()),
                        Given.members(Given.percent(100), 0),
                        Given.shows(Given.ONE),
                        "holding 0",
                        "servers were lost"),
                row(
                        "half a write while the step's split was in force is taken back",
                        HOLDING,
                        Given.both(Given.raising()),
                        Given.doubts(Given.ONE),
                        Given.shows(Given.ONE),
                        "restoring 0, lower lb1 to 1%, lower lb2 to 1%",
                        "the file says"),
                row(
                        "the other half too",
                        HOLDING,
                        Given.both(Given.raising()),
                        Given.doubts(Given.HALF),
                        Given.shows(Given.ONE),
                        "restoring 0, lower lb1 to 1%, lower lb2 to 1%",
                        "an earlier write landed late"),
                row(
                        "half of a write that was to take the share down leaves it there",
                        new Holding(1, "lunch", 0),
                        Given.both(Given.lowering()),
                        Given.doubts(Given.ONE),
                        Given.shows(Given.HALF),
                        "restoring 1",
                        "lb1 shows 1%"),
                row(
                        "parts that do not agree are another hand's where the share is none of ours",
                        HOLDING,
                        Given.both(Given.raising()),
                        Given.doubts(Given.percent(7)),
                        Given.shows(Given.ONE),
                        "holding 0",
                        "lb1 shows 7%"),
                row(
                        "parts that do not agree are another hand's where nothing of ours was under way",
                        BAKING,
                        Given.both(Given.settled()),
                        Given.doubts(Given.ONE),
                        Given.shows(Given.ONE),
                        "holding 0",
                        "the file says"),
                row(
                        "nothing on both is a rollback whose record was lost",
                        BAKING,
                        Given.both(Given.settled()),
                        Given.shows(Given.NONE),
                        Given.shows(Given.NONE),
                        "rolling-back, lower lb1 to 0%, lower lb2 to 0%",
                        "whose record was lost"),
                row(
                        "nothing on one alone is not",
                        BAKING,
                        Given.both(Given.settled()),
                        Given.shows(Given.NONE),
                        Given.shows(Given.ONE),
                        "holding 0",
                        "lb1 shows 0%"),
                row(
                        "nothing on one and the other unread is not",
                        BAKING,
                        Given.both(Given.settled()),
                        Given.shows(Given.NONE),
                        UNREAD,
                        "holding 0",
                        "lb1 shows 0%"),
                row(
                        "nothing on both where the parts of one do not agree is not",
                        BAKING,
                        Given.both(Given.settled()),
                        Given.shows(Given.NONE),
                        Given.doubts(Given.NONE),
                        "holding 0",
                        "lb1 shows 0%"),
                row(
                        "nothing on both where one was reloaded is not",
                        BAKING,
                        Given.both(Given.settled()),
                        Given.shows(Given.NONE),
                        Given.reloaded(Given.NONE),
                        "holding 0",
                        "lb1 shows 0%"),
                row(
                        "nothing on both where there never was anything is how it began",
                        new Holding(-1, "lunch", 0),
                        Given.both(Given.untouched()),
                        Given.shows(Given.NONE),
                        Given.shows(Given.NONE),
                        "holding",
                        "still held: lunch"),
                row(
                        "what was going back goes on",
                        RESTORING,
                        Given.both(Given.raising()),
                        Given.shows(Given.HALF),
                        Given.shows(Given.ONE),
                        "restoring 0, lower lb1 to 1%, lower lb2 to 1%",
                        "refused"),
                new Row(
                        "what was going back goes all the way where the plan says so",
                        Plans.with(Plans.policies(OnRestart.ROLLBACK)),
                        RESTORING,
                        Given.both(Given.raising()),
                        List.of(Given.shows(Given.HALF), Given.shows(Given.ONE)),
                        "rolling-back, lower lb1 to 0%, lower lb2 to 0%",
                        "on-restart: rollback"),
                new Row(
                        "so does a shift that landed nowhere",
                        Plans.with(Plans.policies(OnRestart.ROLLBACK)),
                        SHIFTING,
                        Given.both(Given.raising()),
                        List.of(Given.shows(Given.ONE), Given.shows(Given.ONE)),
                        "rolling-back, lower lb1 to 0%, lower lb2 to 0%",
                        "on-restart: rollback"));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void isDecidedAsTheTableSays(Row row) {
        var decision = restart(row);
        assertThat(Given.outcome(decision)).isEqualTo(row.ends());
        assertThat(decision.notices())
                .anySatisfy(notice -> assertThat(notice.text()).contains("resumed after 1m", row.why()));
    }

    @Test
    void aShareThatFellBecauseServersWereLostIsTakenAsItIs() {
        for (var state : List.of(BAKING, HOLDING)) {
            var fallen = new AchievedShare(1, 200);
            var decision = restart(row(
                    "lost",
                    state,
                    Given.both(Given.settled()),
                    Given.members(fallen, 2),
                    Given.shows(Given.ONE),
                    "",
                    ""));
            assertThat(decision.next().node(0).confirmed().share()).isEqualTo(fallen);
            assertThat(decision.next().node(0).confirmed().membership()).isEqualTo("x2,y1");
        }
    }

    private static Decision restart(Row row) {
        var cutover = new Cutover(row.plan(), row.state(), row.nodes(), Given.LATEST, 0);
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
}
