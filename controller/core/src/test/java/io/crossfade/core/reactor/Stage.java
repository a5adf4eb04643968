package io.crossfade.core.reactor;

import io.crossfade.core.analysis.Assessment;
import io.crossfade.core.analysis.FakeJudge;
import io.crossfade.core.machine.Announcement;
import io.crossfade.core.machine.Cutover;
import io.crossfade.core.machine.Decision;
import io.crossfade.core.machine.Ending;
import io.crossfade.core.machine.Event;
import io.crossfade.core.machine.Notice;
import io.crossfade.core.machine.Plans;
import io.crossfade.core.machine.Recovery;
import io.crossfade.core.plan.AchievedShare;
import io.crossfade.core.plan.Plan;
import io.crossfade.core.port.FakeJournal;
import io.crossfade.core.port.FakeRouter;
import io.crossfade.core.port.FakeSource;
import io.crossfade.core.port.Reading;
import io.crossfade.core.port.TrafficRouter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** A reactor in virtual time with fakes on all its ports. */
final class Stage {

    final VirtualLoop loop;
    final FakeJudge judge = new FakeJudge();
    final FakeJournal journal = new FakeJournal();
    final FakeSource source = new FakeSource();
    final List<FakeRouter> routers = new ArrayList<>();
    final List<Announcement> announced = new ArrayList<>();
    final Cutover beginning;
    Reactor reactor;
    CompletableFuture<Ending> ended;
    private MortalLoop process;

    Stage(Plan plan) {
        this(plan, new VirtualLoop(Plans.NOON), List.of());
    }

    /** A second controller on the load balancers of another, in the same time. */
    Stage(Plan plan, Stage other) {
        this(plan, other.loop, other.routers);
    }

    private Stage(Plan plan, VirtualLoop world, List<FakeRouter> there) {
        loop = world;
        process = new MortalLoop(loop);
        routers.addAll(there);
        var readings = new ArrayList<Reading>();
        for (int node = 0; node < plan.nodes(); node++) {
            if (node == routers.size()) {
                routers.add(new FakeRouter(loop));
            }
            readings.add(routers.get(node).shown());
        }
        beginning = Cutover.begin(plan, readings);
        reactor = new Reactor(beginning, ports(), Pace.DEFAULT);
        ended = reactor.start().toCompletableFuture();
    }

    private Ports ports() {
        return new Ports(process, List.<TrafficRouter>copyOf(routers), List.of(source), judge, journal, announced::add);
    }

    /** The process is lost, and with it all that was not durable. */
    void kill() {
        process.die();
        journal.crash();
    }

    /** After {@code downtime} a new process takes over with what the journal knows and the load balancers show. */
    void restart(Duration downtime) {
        run(downtime);
        process = new MortalLoop(loop);
        announced.clear();
        var cutover = Recovery.replay(beginning, journal.entries());
        var readings = routers.stream()
                .map(router -> router.read().toCompletableFuture())
                .toList();
        run(Duration.ofMillis(20));
        var seen = readings.stream()
                .map(reading -> reading.isDone() && !reading.isCompletedExceptionally()
                        ? Optional.of(reading.join())
                        : Optional.<Reading>empty())
                .toList();
        reactor = Reactor.resume(cutover, new Event.Restarted(downtime, seen), ports(), Pace.DEFAULT);
        ended = reactor.start().toCompletableFuture();
        loop.runDue();
    }

    void killAndRestart() {
        kill();
        restart(Duration.ofSeconds(5));
    }

    static Stage twoNodes() {
        return new Stage(Plans.twoNodes());
    }

    /** A cutover that bakes at 1 % on two nodes. */
    static Stage bakingAtOnePercent() {
        var stage = twoNodes();
        stage.run(Duration.ofSeconds(1));
        return stage;
    }

    /** A cutover that awaits approval at 50 % on two nodes. */
    static Stage awaitingApproval() {
        var stage = bakingAtOnePercent();
        stage.says(FakeJudge.passing());
        stage.run(Duration.ofSeconds(125));
        return stage;
    }

    void says(Assessment assessment) {
        judge.says(assessment);
    }

    void run(Duration duration) {
        loop.runFor(duration);
    }

    Decision submit(Event event) {
        var answer = reactor.submit(event).toCompletableFuture();
        loop.runDue();
        return answer.join();
    }

    String state() {
        return reactor.cutover().state().name();
    }

    FakeRouter router(int node) {
        return routers.get(node);
    }

    AchievedShare share(int node) {
        return routers.get(node).shown().share();
    }

    /** Another hand sets a share. */
    void meddle(int node, AchievedShare share) {
        var shown = router(node).shown();
        router(node).shows(reading(share, shown.incarnation(), shown.baselineUsable(), shown.candidateUsable()));
    }

    /** A server is lost or comes back, and with it the share moves. */
    void membership(int node, AchievedShare share, String usable) {
        var shown = router(node).shown();
        router(node)
                .shows(new Reading(share, shown.incarnation(), true, 2, 2, 0, 0, shown.shares(), usable, List.of()));
    }

    /** Another hand sets a share so that the parts of the load balancer do not agree. */
    void meddle(int node, AchievedShare share, String doubt) {
        var shown = router(node).shown();
        router(node)
                .shows(new Reading(
                        share,
                        shown.incarnation(),
                        false,
                        shown.baselineUsable(),
                        shown.candidateUsable(),
                        0,
                        0,
                        List.of(doubt)));
    }

    /** The load balancer begins a new life with a share. */
    void reload(int node, AchievedShare share) {
        router(node).shows(reading(share, "reborn@" + loop.nanos(), 2, 2));
    }

    /** The load balancer begins a new life with a share that is neither ours nor configured. */
    void restored(int node, AchievedShare share) {
        router(node).shows(new Reading(share, "reborn@" + loop.nanos(), false, 2, 2, 0, 0, List.of()));
    }

    /** The load balancer takes so many servers for usable. */
    void usable(int node, int baseline, int candidate) {
        var shown = router(node).shown();
        router(node).shows(reading(shown.share(), shown.incarnation(), baseline, candidate));
    }

    private static Reading reading(AchievedShare share, String incarnation, int baseline, int candidate) {
        return new Reading(share, incarnation, true, baseline, candidate, 0, 0, List.of());
    }

    Optional<Ending> ending() {
        return ended.isDone() ? Optional.of(ended.join()) : Optional.empty();
    }

    /** What people were told of a kind. */
    List<String> told(Notice.Kind kind) {
        return announced.stream()
                .map(Announcement::notice)
                .filter(notice -> notice.kind() == kind)
                .map(Notice::text)
                .toList();
    }

    int writes() {
        return routers.stream().mapToInt(router -> router.writes().size()).sum();
    }
}
