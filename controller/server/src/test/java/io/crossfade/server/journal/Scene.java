package io.crossfade.server.journal;

import io.crossfade.core.analysis.Assessment;
import io.crossfade.core.analysis.FakeJudge;
import io.crossfade.core.machine.Cutover;
import io.crossfade.core.machine.Ending;
import io.crossfade.core.machine.Event;
import io.crossfade.core.machine.Moment;
import io.crossfade.core.plan.AchievedShare;
import io.crossfade.core.plan.Bake;
import io.crossfade.core.plan.FakeSpec;
import io.crossfade.core.plan.Gate;
import io.crossfade.core.plan.Guard;
import io.crossfade.core.plan.Plan;
import io.crossfade.core.plan.Policies;
import io.crossfade.core.plan.RouterSpec;
import io.crossfade.core.plan.Share;
import io.crossfade.core.plan.Step;
import io.crossfade.core.plan.Window;
import io.crossfade.core.port.FakeRouter;
import io.crossfade.core.port.FakeSource;
import io.crossfade.core.port.Journal;
import io.crossfade.core.port.Reading;
import io.crossfade.core.port.TrafficRouter;
import io.crossfade.core.reactor.Pace;
import io.crossfade.core.reactor.Ports;
import io.crossfade.core.reactor.Reactor;
import io.crossfade.core.reactor.VirtualLoop;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;

/** A cutover in virtual time whose journal is written to a storage, on a disk that a test can block. */
final class Scene {

    static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    static final String PLAN_TEXT = "cutover: sample\nrouters:\n  - fake: { token: \"${ENV:TOKEN}\" }\n";
    static final String PLAN_HASH = "ab".repeat(32);

    final VirtualLoop loop = new VirtualLoop(NOON);
    final FakeJudge judge = new FakeJudge();
    final List<FakeRouter> routers = new ArrayList<>();
    final FileJournal journal;
    final Reactor reactor;
    final CompletableFuture<Ending> ended;
    private final Queue<Runnable> disk = new ArrayDeque<>();
    private boolean blocked;

    Scene(Storage storage, int nodes) throws IOException {
        var plan = plan(nodes);
        var readings = new ArrayList<Reading>();
        for (int node = 0; node < nodes; node++) {
            routers.add(new FakeRouter(loop));
            readings.add(routers.get(node).shown());
        }
        var header =
                new Header(new Moment(loop.nanos(), loop.wall()), "0.1.0-test", PLAN_TEXT, PLAN_HASH, plan, readings);
        journal = new FileJournal(loop, SegmentWriter.begin(storage, header), this::onDisk, header.begun());
        reactor = new Reactor(Cutover.begin(plan, readings), ports(journal), Pace.DEFAULT);
        ended = reactor.start().toCompletableFuture();
    }

    private Ports ports(Journal to) {
        return new Ports(
                loop, List.<TrafficRouter>copyOf(routers), List.of(new FakeSource()), judge, to, announcement -> {});
    }

    private void onDisk(Runnable task) {
        if (blocked) {
            disk.add(task);
        } else {
            task.run();
        }
    }

    /** From now on the disk takes nothing and says nothing. */
    void block() {
        blocked = true;
    }

    /** The disk does all that it was asked. */
    void unblock() {
        blocked = false;
        for (var next = disk.poll(); next != null; next = disk.poll()) {
            next.run();
        }
    }

    static Plan plan(int nodes) {
        var routers = new ArrayList<RouterSpec>();
        for (int node = 1; node <= nodes; node++) {
            routers.add(new FakeSpec("lb-" + node));
        }
        return new Plan(
                "sample",
                routers,
                List.of(
                        new Guard.ErrorRate("errors", Optional.of(0.01), Optional.of(0.005), 300, false),
                        new Guard.Latency(
                                "slow", 0.99, Optional.of(Duration.ofMillis(800)), Optional.empty(), 300, true)),
                List.of(
                        Step.of(Share.ofPercent(1), Bake.of(Duration.ofMinutes(1))),
                        new Step(
                                Share.ofPercent(50),
                                Bake.of(Duration.ofMinutes(1)),
                                Optional.of(new Gate(Duration.ofHours(1))),
                                false),
                        Step.of(Share.ALL, Bake.of(Duration.ofMinutes(1)))),
                Window.ALWAYS,
                Policies.DEFAULTS);
    }

    Scene run(Duration duration) {
        loop.runFor(duration);
        return this;
    }

    Scene says(Assessment assessment) {
        judge.says(assessment);
        return this;
    }

    Scene submit(Event event) {
        reactor.submit(event);
        loop.runDue();
        return this;
    }

    /** The load balancer begins a new life with no share for the candidate. */
    Scene reload(int node) {
        var shown = routers.get(node).shown();
        routers.get(node)
                .shows(new Reading(
                        AchievedShare.NONE,
                        "reborn@" + loop.nanos(),
                        true,
                        shown.baselineUsable(),
                        shown.candidateUsable(),
                        3,
                        7,
                        List.of()));
        return this;
    }

    /** Through a gate, over a reload, into a rollback on a failing guard. */
    Scene eventful() {
        says(FakeJudge.passing()).run(Duration.ofSeconds(125));
        submit(new Event.HoldRequested("lunch \"time\", ünïcödé\nand a second line"));
        submit(new Event.ResumeRequested(true, "back")).run(Duration.ofSeconds(70));
        submit(new Event.ApprovalGiven("fine")).run(Duration.ofSeconds(10));
        reload(0).run(Duration.ofSeconds(10));
        says(FakeJudge.failing()).run(Duration.ofMinutes(2));
        return this;
    }

    /** The journal's last word. */
    boolean close() {
        return journal.close(new Moment(loop.nanos(), loop.wall()));
    }

    Moment now() {
        return new Moment(loop.nanos(), loop.wall());
    }

    AchievedShare share(int node) {
        return routers.get(node).shown().share();
    }

    String state() {
        return reactor.cutover().state().name();
    }
}
