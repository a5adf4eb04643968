package io.crossfade.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.core.analysis.FakeJudge;
import io.crossfade.core.machine.Cutover;
import io.crossfade.core.machine.Event;
import io.crossfade.core.plan.AchievedShare;
import io.crossfade.core.plan.Cluster;
import io.crossfade.core.port.FakeRouter;
import io.crossfade.core.port.Outcome;
import io.crossfade.core.port.Reading;
import io.crossfade.core.reactor.MemoryJournal;
import io.crossfade.core.reactor.Pace;
import io.crossfade.core.reactor.Ports;
import io.crossfade.core.reactor.Reactor;
import io.crossfade.core.reactor.VirtualLoop;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class RunningStatusTest {

    private final VirtualLoop loop = new VirtualLoop(Instant.parse("2026-01-02T03:04:05Z"));
    private final FakeRouter router = new FakeRouter(loop);
    private final FakeJudge verdicts = new FakeJudge();
    private final RecentEvents events = new RecentEvents(announcement -> {});
    private final Cutover cutover = Samples.cutover(router);
    private final CountingJudge judge = new CountingJudge(verdicts, cutover.plan());
    private final Reactor reactor = new Reactor(
            cutover, new Ports(loop, List.of(router), List.of(), judge, new MemoryJournal(), events), Pace.DEFAULT);
    private final RunningStatus status = new RunningStatus(reactor, loop, () -> Instant.EPOCH, judge.tally(), events);

    @BeforeEach
    void start() {
        reactor.start();
        loop.runFor(Duration.ofSeconds(5));
    }

    private static List<JsonObject> objects(JsonObject json, String key) {
        return json.getJsonArray(key).stream().map(JsonObject.class::cast).toList();
    }

    @Test
    void bakingStepTellsItsTimesAndWhatComesNext() {
        var json = status.get();
        assertThat(json.getString("state")).isEqualTo("baking");
        assertThat(json.getString("target")).isEqualTo("10%");
        assertThat(json.getString("next")).isEqualTo("100%");
        assertThat(json.getLong("elapsedMillis")).isEqualTo(5000);
        assertThat(json.getLong("inStateMillis")).isBetween(4500L, 5000L);
        assertThat(json.getLong("bakeAtLeastMillis")).isEqualTo(3_600_000);
        assertThat(json.getLong("bakeAtMostMillis")).isEqualTo(3 * 3_600_000);
        var node = objects(json, "nodes").get(0);
        assertThat(node.getString("desired")).isEqualTo("10%");
        assertThat(node.getString("achieved")).isEqualTo("10%");
        assertThat(node.getBoolean("asDesired")).isTrue();
    }

    @Test
    void nodeThatShowsAnotherShareIsNotAsDesired() {
        var before = router.shown();
        router.shows(new Reading(new AchievedShare(1, 2), before.incarnation(), true, 2, 2, 0, 0, List.of()));
        loop.runFor(Duration.ofSeconds(1));
        var json = status.get();
        assertThat(json.getString("state")).isEqualTo("holding");
        assertThat(objects(json, "nodes").get(0).getBoolean("asDesired")).isFalse();
    }

    @Test
    void eventsAreTheLastOnesInOrderAndBounded() {
        var story = objects(status.get(), "events");
        assertThat(story).extracting(event -> event.getString("kind")).startsWith("STARTED", "SHIFTING");
        for (int time = 0; time < RecentEvents.MOST; time++) {
            reactor.submit(new Event.HoldRequested("hold " + time));
            reactor.submit(new Event.ResumeRequested(false, "resume " + time));
            loop.runFor(Duration.ofSeconds(1));
        }
        var later = objects(status.get(), "events");
        assertThat(later).hasSize(RecentEvents.MOST);
        long last = later.get(later.size() - 1).getLong("sequence");
        assertThat(later.get(0).getLong("sequence")).isEqualTo(last - RecentEvents.MOST + 1);
    }

    @Test
    void trafficIsThatOfTheLastMinuteSinceTheSplitChanged() {
        // The judge here gives every server the same number, so that the last one to enlist has it.
        int baseline = judge.enlist(0, Cluster.BASELINE, "x1");
        judge.request(baseline, Outcome.OK, 1, loop.nanos());
        judge.request(baseline, Outcome.ABORTED, 1, loop.nanos());
        int candidate = judge.enlist(0, Cluster.CANDIDATE, "y1");
        judge.request(candidate, Outcome.FAILED, 1, loop.nanos());
        loop.runFor(Duration.ofSeconds(10));
        var traffic = status.get().getJsonObject("traffic");
        assertThat(traffic.getLong("candidate")).isEqualTo(1);
        assertThat(traffic.getLong("all")).isEqualTo(3);
        assertThat(traffic.getLong("overSeconds")).isBetween(14L, 15L);
        loop.runFor(Duration.ofSeconds(49));
        assertThat(status.get().getJsonObject("traffic").getLong("all")).isEqualTo(3);
        loop.runFor(Duration.ofSeconds(3));
        assertThat(status.get().getJsonObject("traffic").getLong("all")).isZero();
        assertThat(status.get().getJsonObject("traffic").getLong("overSeconds")).isEqualTo(60);
        judge.request(candidate, Outcome.OK, 1, loop.nanos());
        loop.stall(Duration.ofMinutes(5));
        loop.runFor(Duration.ofSeconds(1));
        assertThat(status.get().getJsonObject("traffic").getLong("all")).isZero();
        assertThat(judge.tally().total(0, Cluster.CANDIDATE, Outcome.OK)).isEqualTo(1);
    }

    @Test
    void endedCutoverTellsHow() {
        verdicts.says(FakeJudge.failing());
        loop.runFor(Duration.ofMinutes(1));
        assertThat(status.get().getString("state")).isEqualTo("ended");
        assertThat(status.get().getString("ending")).isEqualTo("rolled-back");
    }
}
