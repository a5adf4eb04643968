package io.crossfade.core.machine;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.core.analysis.FakeJudge;
import io.crossfade.core.plan.AchievedShare;
import io.crossfade.core.plan.Cluster;
import io.crossfade.core.plan.Generation;
import io.crossfade.core.plan.Reaction;
import io.crossfade.core.plan.Share;
import io.crossfade.core.plan.ShareModel;
import io.crossfade.core.plan.Split;
import io.crossfade.core.port.Reading;
import io.crossfade.core.port.Write;
import io.crossfade.core.port.WriteResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every pair of state and event with what is decided, kept as a table to be read: {@code decisions.txt}. A line is
 * {@code state | event | what follows}; what follows is the next state, the writes and whether a person is refused.
 */
class MachineTableTest {

    private static final Generation GENERATION = new Generation(5);
    private static final long STEP_NANOS = Duration.ofSeconds(1).toNanos();

    @Test
    void everyPairOfStateAndEventIsDecidedAsTheTableSays() {
        var table = new StringBuilder();
        states().forEach((name, cutover) -> {
            events(cutover)
                    .forEach((event, value) ->
                            table.append(String.format("%-22s| %-26s| %s%n", name, event, outcome(cutover, value))));
            table.append('\n');
        });

        assertThat(table.toString()).isEqualToNormalizingNewlines(expected());
    }

    @Test
    void theTableHasEveryState() {
        assertThat(names(states().values().stream().map(Cutover::state)))
                .isEqualTo(names(State.class.getPermittedSubclasses()));
    }

    @Test
    void theTableHasEveryEvent() {
        var events = events(at(Waiting.START, Share.NONE)).values().stream();

        assertThat(names(events)).isEqualTo(names(Event.class.getPermittedSubclasses()));
    }

    private static Set<String> names(Stream<?> values) {
        return values.map(value -> value.getClass().getSimpleName()).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> names(Class<?>[] kinds) {
        return Arrays.stream(kinds)
                .flatMap(kind -> kind.isInterface() ? Arrays.stream(kind.getPermittedSubclasses()) : Stream.of(kind))
                .map(Class::getSimpleName)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Map<String, Cutover> states() {
        var states = new LinkedHashMap<String, Cutover>();
        states.put("waiting", at(Waiting.START, Share.NONE));
        states.put("shifting", shifting());
        states.put("baking", at(new Baking(0, 0, Baking.Leave.WHEN_BAKED), Share.ofPercent(1)));
        states.put("awaiting-gate", at(new AwaitingGate(1, 0, false, false), Share.ofPercent(50)));
        states.put("awaiting-gate approved", at(new AwaitingGate(1, 0, true, false), Share.ofPercent(50)));
        states.put("holding", at(new Holding(0, "asked for", 0), Share.ofPercent(1)));
        states.put("recovering", at(new Recovering(0, 0), Share.ofPercent(1)));
        states.put(
                "restoring",
                going(new Restoring(0, "refused", 0, Optional.empty()), Share.ofPercent(50), Share.ofPercent(1)));
        states.put(
                "rolling-back",
                going(new RollingBack(Ending.ROLLED_BACK, "failed", 0, false), Share.ofPercent(50), Share.NONE));
        states.put("draining back", at(new Draining(Ending.ROLLED_BACK, -1, Cluster.CANDIDATE, 0, 0), Share.NONE));
        states.put("draining promoted", at(new Draining(Ending.PROMOTED, 2, Cluster.BASELINE, 0, 0), Share.ALL));
        states.put("ended", at(new Ended(Ending.PROMOTED, "promoted", -1), Share.ALL));
        states.put("ended held", at(new Ended(Ending.HELD, "SIGTERM", 0), Share.ofPercent(1)));
        states.put(
                "ended unverified",
                at(new Ended(Ending.UNVERIFIED, "lb1", -1, Ending.ROLLED_BACK), Share.ofPercent(1)));
        return states;
    }

    private static Map<String, Event> events(Cutover cutover) {
        var share = cutover.node(0).confirmed().share();
        var write = cutover.node(0).intent().orElse(new Write(new Split(Share.ofPercent(1)), GENERATION, 1, false));
        var aim = write.split().candidate().exactly();
        var older = new Write(new Split(Share.ofPercent(50)), new Generation(4), 1, false);
        var events = new LinkedHashMap<String, Event>();
        events.put("evaluated: pass", new Event.Evaluated(FakeJudge.passing()));
        events.put("evaluated: inconclusive", new Event.Evaluated(FakeJudge.inconclusive()));
        events.put("evaluated: in doubt", new Event.Evaluated(FakeJudge.doubtful()));
        events.put("evaluated: fail", new Event.Evaluated(FakeJudge.failing()));
        events.put("evaluated: common mode", new Event.Evaluated(FakeJudge.commonMode()));
        events.put("evaluated: silent", new Event.Evaluated(FakeJudge.silent()));
        events.put("read: as confirmed", new Event.NodeRead(0, reading(share, "1@1", 2)));
        events.put(
                "read: another hand",
                new Event.NodeRead(0, reading(Share.ofPercent(7).exactly(), "1@1", 2)));
        events.put("read: reloaded to none", new Event.NodeRead(0, reading(AchievedShare.NONE, "2@2", 2)));
        events.put("read: reloaded to all", new Event.NodeRead(0, reading(Share.ALL.exactly(), "2@2", 2)));
        events.put("read: partly restored", new Event.NodeRead(0, partly(new AchievedShare(1, 1000))));
        events.put("read: X server lost", new Event.NodeRead(0, lost(new AchievedShare(7, 100))));
        events.put("read: Y server lost", new Event.NodeRead(0, lost(new AchievedShare(1, 1000))));
        events.put("read: candidate down", new Event.NodeRead(0, reading(share, "1@1", 0)));
        events.put("gone", new Event.NodeGone(0, "no such backend"));
        events.put("unreachable", new Event.NodeUnreachable(0, "connection refused"));
        events.put(
                "write applied", new Event.WriteEnded(0, write, new WriteResult.Applied(reading(aim, "1@1", 2), aim)));
        events.put(
                "write ignored",
                new Event.WriteEnded(
                        0,
                        write,
                        new WriteResult.Applied(
                                reading(share, "1@1", 2), Share.ofPercent(99).exactly())));
        events.put("write refused", new Event.WriteEnded(0, write, new WriteResult.Refused("Permission denied")));
        events.put("write not sent", new Event.WriteEnded(0, write, new WriteResult.NotSent("refused")));
        events.put("write unknown", new Event.WriteEnded(0, write, new WriteResult.Unknown("timeout")));
        events.put("older write settled", new Event.WriteSettled(0, older, true));
        events.put("disturbed", new Event.Disturbed("the wall clock jumped"));
        events.putAll(restarts(share, aim));
        events.put("journal failed", new Event.JournalFailed("disk full"));
        events.put("stop: hold", new Event.StopRequested("SIGTERM", Reaction.HOLD));
        events.put("stop: rollback", new Event.StopRequested("SIGTERM", Reaction.ROLLBACK));
        events.put("operator: hold", new Event.HoldRequested("lunch"));
        events.put("operator: resume", new Event.ResumeRequested(false, "back"));
        events.put("operator: resume accept", new Event.ResumeRequested(true, "known"));
        events.put("operator: approve", new Event.ApprovalGiven("fine"));
        events.put("operator: promote", new Event.PromoteRequested("hurry"));
        events.put("operator: rollback", new Event.RollbackRequested(false, "smell"));
        events.put("operator: rollback force", new Event.RollbackRequested(true, "smell"));
        events.put("operator: adopt", new Event.AdoptRequested("mine"));
        return events;
    }

    /** What a new process finds: a minute, or an hour, without a controller. */
    private static Map<String, Event> restarts(AchievedShare confirmed, AchievedShare aim) {
        var as = Optional.of(reading(confirmed, "1@1", 2));
        var landed = Optional.of(reading(aim, "1@1", 2));
        var none = Optional.of(reading(AchievedShare.NONE, "1@1", 2));
        var foreign = Optional.of(reading(new AchievedShare(7, 100), "1@1", 2));
        var reset = Optional.of(reading(AchievedShare.NONE, "2@2", 2));
        var half = Optional.of(new Reading(aim, "1@1", false, 2, 2, 0, 0, List.of("the file says 1%")));
        var minute = Duration.ofMinutes(1);
        var events = new LinkedHashMap<String, Event>();
        events.put("restart: as confirmed", new Event.Restarted(minute, List.of(as, as)));
        events.put("restart: after an hour", new Event.Restarted(Duration.ofHours(1), List.of(as, as)));
        events.put("restart: landed", new Event.Restarted(minute, List.of(landed, landed)));
        events.put("restart: one landed", new Event.Restarted(minute, List.of(landed, as)));
        events.put("restart: half landed", new Event.Restarted(minute, List.of(half, as)));
        events.put("restart: another hand", new Event.Restarted(minute, List.of(as, foreign)));
        events.put("restart: reload reset", new Event.Restarted(minute, List.of(reset, as)));
        events.put("restart: all at none", new Event.Restarted(minute, List.of(none, none)));
        events.put("restart: one unread", new Event.Restarted(minute, List.of(as, Optional.empty())));
        return events;
    }

    /** Two seconds after the state began. */
    private static String outcome(Cutover cutover, Event event) {
        var decision = Machine.step(cutover, event, new Moment(2 * STEP_NANOS, Plans.NOON));
        var text = new StringBuilder(decision.next().state().name());
        if (decision.next().state().step() >= 0) {
            text.append(' ').append(decision.next().state().step());
        }
        decision.next().ending().ifPresent(ending -> text.append(' ').append(ending));
        for (var command : decision.commands()) {
            if (command instanceof Command.ApplySplit apply) {
                text.append(", ")
                        .append(apply.write().lowers() ? "lower" : "raise")
                        .append(" lb")
                        .append(apply.node() + 1)
                        .append(" to ")
                        .append(apply.write().split().candidate());
            } else if (command instanceof Command.ReadNode read) {
                text.append(", read lb").append(read.node() + 1);
            } else {
                text.append(", empty passing");
            }
        }
        decision.refusal().ifPresent(why -> text.append(", refused: ").append(why));
        return text.toString();
    }

    private static Cutover at(State state, Share share) {
        return cutover(
                state,
                new NodeState(
                        Optional.of(new Write(new Split(share), GENERATION, 1, false)),
                        new NodeState.Confirmed(share.exactly(), GENERATION, true, ""),
                        Optional.of(reading(share.exactly(), "1@1", 2)),
                        List.of(),
                        share.exactly(),
                        "1@1"));
    }

    /** Generation 5 raises from 1 % to 50 %; both writes are open. */
    private static Cutover shifting() {
        var write = new Write(new Split(Share.ofPercent(50)), GENERATION, 1, false);
        return cutover(
                new Shifting(1, 0, 0),
                new NodeState(
                        Optional.of(write),
                        new NodeState.Confirmed(Share.ofPercent(1).exactly(), new Generation(3), true, ""),
                        Optional.of(reading(Share.ofPercent(1).exactly(), "1@1", 2)),
                        List.of(new NodeState.OpenWrite(write, true, NodeState.Fate.AWAITED)),
                        Share.ofPercent(50).exactly(),
                        "1@1"));
    }

    /** Generation 5 lowers while generation 4's raise is still open. */
    private static Cutover going(State state, Share from, Share to) {
        var older = new Write(new Split(from), new Generation(4), 1, false);
        var write = new Write(new Split(to), GENERATION, 1, true);
        return cutover(
                state,
                new NodeState(
                        Optional.of(write),
                        new NodeState.Confirmed(Share.ofPercent(1).exactly(), new Generation(3), true, ""),
                        Optional.of(reading(Share.ofPercent(1).exactly(), "1@1", 2)),
                        List.of(
                                new NodeState.OpenWrite(older, true, NodeState.Fate.AWAITED),
                                new NodeState.OpenWrite(write, false, NodeState.Fate.AWAITED)),
                        from.exactly(),
                        "1@1"));
    }

    private static Cutover cutover(State state, NodeState node) {
        return new Cutover(Plans.twoNodes(), state, List.of(node, node), GENERATION, 0);
    }

    private static Reading reading(AchievedShare share, String incarnation, int candidateUsable) {
        return new Reading(share, incarnation, true, 2, candidateUsable, 0, 0, List.of());
    }

    private static Reading partly(AchievedShare share) {
        return new Reading(share, "2@2", false, 2, 2, 0, 0, List.of());
    }

    private static Reading lost(AchievedShare share) {
        return new Reading(share, "1@1", true, 1, 1, 0, 0, ShareModel.EXACT, "x2,y1", List.of());
    }

    private static String expected() {
        try (var stream = MachineTableTest.class.getResourceAsStream("decisions.txt")) {
            return stream == null ? "" : new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
