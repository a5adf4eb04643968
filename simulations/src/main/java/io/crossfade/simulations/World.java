package io.crossfade.simulations;

import io.crossfade.core.analysis.Wealth;
import io.crossfade.core.machine.Cutover;
import io.crossfade.core.machine.Ending;
import io.crossfade.core.machine.Event;
import io.crossfade.core.machine.Recovery;
import io.crossfade.core.plan.FakeSpec;
import io.crossfade.core.plan.Plan;
import io.crossfade.core.plan.RouterSpec;
import io.crossfade.core.port.Announcer;
import io.crossfade.core.port.FakeRouter;
import io.crossfade.core.port.Reading;
import io.crossfade.core.reactor.Reactor;
import io.crossfade.core.reactor.VirtualLoop;
import io.crossfade.simulations.world.Arrivals;
import io.crossfade.simulations.world.Dice;
import io.crossfade.simulations.world.Feed;
import io.crossfade.simulations.world.Relay;
import io.crossfade.simulations.world.Traffic;
import io.crossfade.simulations.world.Traffic.Population;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * One cutover in virtual time: the reactor, the judge and the bounds of production before load balancers, requests and
 * faults that exist in memory only. One seed decides everything.
 */
final class World {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    /** A new process waits so long at most for what the load balancers show. */
    private static final Duration LOOKING = FakeRouter.TIME_LIMIT;

    private final VirtualLoop loop;
    private final long began;
    private final Instant beganWall;
    private final Cast cast;
    private final List<FakeRouter> routers = new ArrayList<>();
    private final SlowJournal journal;
    private final Cutover beginning;
    private final Relay relay;
    private final Feed feed;
    private final Traffic traffic;
    private final CompletableFuture<Ending> ended = new CompletableFuture<>();
    private @Nullable Life life;
    private int crashes;

    /**
     * What a world is made of.
     *
     * @param bounded true where time limits, retries and a breaker stand round each load balancer, as at work
     */
    record Cast(
            Population baseline,
            Population candidate,
            Arrivals arrivals,
            Simulation.JudgeMaker judge,
            Announcer announcer,
            boolean bounded) {}

    /** A world that begins now; {@code plan} is given as many nodes as it names. */
    World(Plan plan, Cast cast, long seed) {
        this.cast = cast;
        loop = new VirtualLoop(beginning(plan));
        began = loop.nanos();
        beganWall = loop.wall();
        var readings = new ArrayList<Reading>();
        for (var spec : plan.routers()) {
            var router = new FakeRouter(loop);
            router.shows(reading(spec, router.shown(), cast));
            routers.add(router);
            readings.add(router.shown());
        }
        feed = new Feed(plan.nodes(), Dice.of(seed, "feed"));
        relay = new Relay(plan.nodes());
        feed.start(relay);
        beginning = Cutover.begin(plan, readings);
        journal = new SlowJournal(loop, Dice.of(seed, "journal"), beginning);
        traffic = new Traffic(
                loop, routers, cast.baseline(), cast.candidate(), feed, cast.arrivals(), Dice.of(seed, "traffic"));
        begin(beginning, List.of(), null);
        traffic.start();
    }

    private void begin(Cutover cutover, List<Wealth> earlier, Event.@Nullable Restarted restarted) {
        var start = new Simulation.Start(Duration.ofNanos(loop.nanos() - began), earlier);
        var next = new Life(this, cast, start, cutover, restarted);
        life = next;
        next.ended().whenComplete((ending, defect) -> {
            if (defect == null) {
                ended.complete(ending);
            } else {
                ended.completeExceptionally(defect);
            }
        });
    }

    /** The controller's process is lost; after {@code downtime} the next one takes over. */
    void crash(Duration downtime) {
        if (life == null || isOver()) {
            return;
        }
        life.die();
        life = null;
        crashes++;
        relay.detach();
        journal.crash();
        loop.schedule(downtime, this::look);
    }

    private void look() {
        var asked = routers.stream()
                .map(router -> router.read().toCompletableFuture())
                .toList();
        int crash = crashes;
        Runnable takeOver = () -> {
            if (life == null && crash == crashes) {
                takeOver(asked);
            }
        };
        loop.schedule(LOOKING, takeOver);
        CompletionStage<Void> answered = CompletableFuture.allOf(asked.toArray(CompletableFuture<?>[]::new));
        answered.whenComplete((all, failure) -> takeOver.run());
    }

    private void takeOver(List<CompletableFuture<Reading>> asked) {
        var cutover = journal.recovered();
        var over = cutover.ending().filter(ending -> !ending.isResumable());
        if (over.isPresent()) {
            ended.complete(over.get());
            return;
        }
        var readings = asked.stream()
                .map(read -> read.isDone() && !read.isCompletedExceptionally()
                        ? Optional.of(read.join())
                        : Optional.<Reading>empty())
                .toList();
        var entries = journal.entries();
        var last = entries.isEmpty()
                ? beganWall
                : entries.get(entries.size() - 1).at().wall();
        var downtime = Duration.between(last, loop.wall());
        begin(
                cutover,
                Recovery.wealth(entries),
                new Event.Restarted(downtime.isNegative() ? Duration.ZERO : downtime, readings));
    }

    /** So many load balancers that exist in name only. */
    static List<RouterSpec> specs(int nodes) {
        var specs = new ArrayList<RouterSpec>();
        for (int node = 1; node <= nodes; node++) {
            specs.add(new FakeSpec("lb" + node));
        }
        return specs;
    }

    /** Runs the next task, after all requests that come before it. */
    void step() {
        traffic.runUntil(loop.nextDue());
        loop.runNext();
    }

    /** Runs all that happens within {@code duration}. */
    void runFor(Duration duration) {
        long end = loop.nanos() + duration.toNanos();
        while (loop.nextDue() <= end) {
            step();
        }
        traffic.runUntil(end);
        loop.advanceTo(end);
    }

    VirtualLoop loop() {
        return loop;
    }

    List<FakeRouter> routers() {
        return routers;
    }

    /** The controller's reactor; empty while no process is there. */
    Optional<Reactor> reactor() {
        return Optional.ofNullable(life).map(Life::reactor);
    }

    /** Through which processes hear of requests. */
    Relay relay() {
        return relay;
    }

    SlowJournal journal() {
        return journal;
    }

    Cutover beginning() {
        return beginning;
    }

    Feed feed() {
        return feed;
    }

    Traffic traffic() {
        return traffic;
    }

    boolean isOver() {
        return ended.isDone();
    }

    /** The end that was reached; to be asked for once over. A defect of the reactor is thrown. */
    Ending ending() {
        try {
            return ended.join();
        } catch (CompletionException defect) {
            throw new IllegalStateException("the reactor failed at " + loop.wall(), defect.getCause());
        }
    }

    /** Where the plan has a window, the world begins in time for it. */
    private static Instant beginning(Plan plan) {
        var window = plan.window();
        return window.notBefore()
                .or(() -> window.notAfter()
                        .map(closes -> closes.minus(plan.leastDuration().multipliedBy(2))))
                .orElse(NOON);
    }

    private static Reading reading(RouterSpec spec, Reading shown, Cast cast) {
        return new Reading(
                shown.share(),
                shown.incarnation(),
                true,
                cast.baseline().servers().size(),
                cast.candidate().servers().size(),
                0,
                0,
                spec.shares(),
                "",
                List.of());
    }
}
