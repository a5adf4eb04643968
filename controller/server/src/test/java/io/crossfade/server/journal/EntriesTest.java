package io.crossfade.server.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crossfade.core.analysis.Assessment;
import io.crossfade.core.analysis.Certificate;
import io.crossfade.core.analysis.Status;
import io.crossfade.core.analysis.Verdict;
import io.crossfade.core.analysis.Wealth;
import io.crossfade.core.machine.Command;
import io.crossfade.core.machine.Cutover;
import io.crossfade.core.machine.Decision;
import io.crossfade.core.machine.Event;
import io.crossfade.core.machine.Moment;
import io.crossfade.core.machine.Notice;
import io.crossfade.core.plan.AchievedShare;
import io.crossfade.core.plan.Generation;
import io.crossfade.core.plan.Plan;
import io.crossfade.core.plan.Reaction;
import io.crossfade.core.plan.Share;
import io.crossfade.core.plan.ShareModel;
import io.crossfade.core.plan.Split;
import io.crossfade.core.port.JournalEntry;
import io.crossfade.core.port.Reading;
import io.crossfade.core.port.Write;
import io.crossfade.core.port.WriteResult;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class EntriesTest {

    private static final String HOSTILE =
            "\"quoted\", {braces}\nsecond line \u0000 \u2028 ünïcödé ,\"crc\":\"00000000\"}";

    private static final Reading READING = new Reading(
            new AchievedShare(1, 149),
            "4711@1700000000",
            false,
            2,
            1,
            Long.MAX_VALUE,
            7,
            ShareModel.EXACT,
            "x1,y1",
            List.of(HOSTILE, ""));

    private static final Write WRITE =
            new Write(new Split(new Share(1)), new AchievedShare(3, 200), new Generation(9), 2, true);

    private final Plan plan = Plans.read(new Fields(Plans.write(Scene.plan(1)), "plan"));
    private final Entries entries = new Entries(plan);

    static Stream<Event> events() {
        var verdicts = new ArrayList<Verdict>();
        for (var status : Status.values()) {
            verdicts.add(new Verdict("g", status, true, Double.NaN, Double.POSITIVE_INFINITY, 1e-300, 5, HOSTILE));
        }
        return Stream.of(
                new Event.Evaluated(
                        new Assessment(verdicts, List.of(HOSTILE), Optional.of("common"), Optional.of("silent"))),
                new Event.Evaluated(Assessment.NOTHING_SEEN),
                new Event.Evaluated(new Assessment(
                        verdicts,
                        List.of(),
                        Optional.empty(),
                        Optional.empty(),
                        List.of(new Wealth("g/limit", 0.5)),
                        List.of(new Certificate("g", HOSTILE, 1e280, true), new Certificate("h", "claim", 0, false)))),
                new Event.NodeRead(0, READING),
                new Event.NodeUnreachable(0, HOSTILE),
                new Event.NodeGone(0, HOSTILE),
                new Event.Restarted(Duration.ofSeconds(61), List.of(Optional.of(READING), Optional.empty())),
                new Event.WriteEnded(0, WRITE, new WriteResult.Applied(READING, new AchievedShare(2, 3))),
                new Event.WriteEnded(0, WRITE, new WriteResult.Refused(HOSTILE)),
                new Event.WriteEnded(0, WRITE, new WriteResult.NotSent("")),
                new Event.WriteEnded(0, WRITE, new WriteResult.Unknown("cut")),
                new Event.WriteSettled(0, WRITE, false),
                new Event.Disturbed("the wall clock jumped by 1h"),
                new Event.JournalFailed(HOSTILE),
                new Event.StopRequested("SIGTERM", Reaction.ROLLBACK),
                new Event.HoldRequested(HOSTILE),
                new Event.ResumeRequested(true, "r"),
                new Event.ApprovalGiven("a"),
                new Event.ApprovalGiven("a", OptionalInt.of(2)),
                new Event.PromoteRequested("p", OptionalInt.of(1)),
                new Event.PromoteRequested("p"),
                new Event.RollbackRequested(true, "b"),
                new Event.AdoptRequested("d"));
    }

    @ParameterizedTest
    @MethodSource("events")
    void everyEventComesBackAsItWas(Event event) {
        var cutover = Cutover.begin(plan, List.of(READING));
        var decision = new Decision(
                cutover,
                List.of(new Command.ApplySplit(0, WRITE), new Command.ReadNode(3), new Command.EmptyPassing()),
                List.of(new Notice(Notice.Kind.WARNING, HOSTILE)),
                Optional.of("no"));
        var entry = new JournalEntry(42, new Moment(123_456_789_012L, Scene.NOON.plusNanos(1)), event, decision);

        assertThat(throughText(entry)).isEqualTo(entry);
    }

    @Test
    void everyKindOfEventResultAndCommandIsAmongThem() {
        var seen = new TreeSet<String>();
        events().forEach(event -> {
            seen.add(event.getClass().getName());
            if (event instanceof Event.WriteEnded ended) {
                seen.add(ended.result().getClass().getName());
            }
        });
        Stream.of(new Command.ApplySplit(0, WRITE), new Command.ReadNode(3), new Command.EmptyPassing())
                .forEach(command -> seen.add(command.getClass().getName()));
        var expected = new TreeSet<String>();
        addLeaves(Event.class, expected);
        addLeaves(WriteResult.class, expected);
        addLeaves(Command.class, expected);

        assertThat(seen).isEqualTo(expected);
    }

    private static void addLeaves(Class<?> type, Set<String> leaves) {
        if (type.isSealed()) {
            Arrays.stream(type.getPermittedSubclasses()).forEach(each -> addLeaves(each, leaves));
        } else {
            leaves.add(type.getName());
        }
    }

    @Test
    void equalSharesAreWrittenAlikeHoweverTheyWereReckoned() {
        assertThat(Shares.text(new AchievedShare(50, 100))).isEqualTo(Shares.text(new AchievedShare(1, 2)));
        assertThat(Shares.text(AchievedShare.NONE)).isEqualTo("0/1");
    }

    @Test
    void aModelOfWeightsComesBackAsWhatItMakesOfThePlansShares() {
        ShareModel thirds = asked -> asked.isNone() || asked.isAll() ? asked.exactly() : new AchievedShare(1, 3);
        var reading = new Reading(AchievedShare.NONE, "1@1", true, 2, 2, 0, 0, thirds, "", List.of());
        var readings = new Readings(new Shares(plan));
        var shares =
                readings.read(new Fields(readings.write(reading), "reading")).shares();

        for (var step : plan.steps()) {
            assertThat(shares.achieved(step.candidate())).isEqualTo(thirds.achieved(step.candidate()));
        }
        assertThat(shares.achieved(Share.NONE)).isEqualTo(AchievedShare.NONE);
        assertThatThrownBy(() -> shares.achieved(Share.ofPercent(7))).hasMessageContaining("expected: one of the plan");
    }

    @Test
    void aPlanComesBackWithItsLoadBalancersByNameAlone() {
        var original = Scene.plan(2);
        var back = Plans.read(new Fields(new JsonObject(Plans.write(original).encode()), "plan"));

        assertThat(back.guards()).isEqualTo(original.guards());
        assertThat(back.steps()).isEqualTo(original.steps());
        assertThat(back.window()).isEqualTo(original.window());
        assertThat(back.policies()).isEqualTo(original.policies());
        assertThat(back.routers().get(1).label()).isEqualTo("lb-2");
        assertThat(back.routers().get(1).identity()).matches("[0-9a-f]{64}");
        assertThat(Plans.write(back)).isEqualTo(Plans.write(original));
    }

    @Test
    void aKeyOfTheWrongTypeIsToldWithItsPlace() {
        var entry = entries.write(sample(), new JsonObject().put("ts", Scene.NOON.toString()));
        entry.getJsonObject("event").put("reason", 5);

        assertThatThrownBy(() -> entries.read(new Fields(entry, "record")))
                .hasMessage("record.event.reason: 5 (expected: a text)");
    }

    private JournalEntry sample() {
        var decision = new Decision(Cutover.begin(plan, List.of(READING)), List.of(), List.of(), Optional.empty());
        return new JournalEntry(1, new Moment(1, Scene.NOON), new Event.HoldRequested("x"), decision);
    }

    private JournalEntry throughText(JournalEntry entry) {
        var json = new JsonObject().put("ts", entry.at().wall().toString());
        var text = entries.write(entry, json).encode();
        assertThat(text).doesNotContain("\n");
        return entries.read(new Fields(new JsonObject(text), "record"));
    }
}
