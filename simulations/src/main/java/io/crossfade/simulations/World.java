package io.crossfade.simulations;

import io.crossfade.core.analysis.Judge;
import io.crossfade.core.machine.Cutover;
import io.crossfade.core.machine.Ending;
import io.crossfade.core.plan.FakeSpec;
import io.crossfade.core.plan.Plan;
import io.crossfade.core.plan.RouterSpec;
import io.crossfade.core.port.Announcer;
import io.crossfade.core.port.FakeRouter;
import io.crossfade.core.port.Reading;
import io.crossfade.core.port.TrafficRouter;
import io.crossfade.core.reactor.Pace;
import io.crossfade.core.reactor.Ports;
import io.crossfade.core.reactor.Reactor;
import io.crossfade.core.reactor.VirtualLoop;
import io.crossfade.resilient.ResilientRouter;
import io.crossfade.simulations.world.Arrivals;
import io.crossfade.simulations.world.Dice;
import io.crossfade.simulations.world.Feed;
import io.crossfade.simulations.world.Traffic;
import io.crossfade.simulations.world.Traffic.Population;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;

/**
 * One cutover in virtual time: the reactor, the judge and the bounds of production before load balancers, requests and
 * faults that exist in memory only. One seed decides everything.
 */
final class World {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private final VirtualLoop loop;
    private final List<FakeRouter> routers = new ArrayList<>();
    private final SlowJournal journal;
    private final Cutover beginning;
    private final Reactor reactor;
    private final Feed feed;
    private final Traffic traffic;
    private final CompletableFuture<Ending> ended;

    /**
     * What a world is made of.
     *
     * @param bounded true where time limits, retries and a breaker stand round each load balancer, as at work
     */
    record Cast(
            Population baseline,
            Population candidate,
            Arrivals arrivals,
            Function<Plan, Judge> judge,
            Announcer announcer,
            boolean bounded) {}

    /** A world that begins now; {@code plan} is given as many nodes as it names. */
    World(Plan plan, Cast cast, long seed) {
        loop = new VirtualLoop(beginning(plan));
        var readings = new ArrayList<Reading>();
        var ports = new ArrayList<TrafficRouter>();
        for (var spec : plan.routers()) {
            var router = new FakeRouter(loop);
            router.shows(reading(spec, router.shown(), cast));
            routers.add(router);
            readings.add(router.shown());
            var settings = ResilientRouter.Settings.defaults(routers.size());
            ports.add(cast.bounded() ? new ResilientRouter(router, loop, settings) : router);
        }
        feed = new Feed(plan.nodes(), Dice.of(seed, "feed"));
        journal = new SlowJournal(loop, Dice.of(seed, "journal"));
        traffic = new Traffic(
                loop, routers, cast.baseline(), cast.candidate(), feed, cast.arrivals(), Dice.of(seed, "traffic"));
        beginning = Cutover.begin(plan, readings);
        reactor = new Reactor(
                beginning,
                new Ports(loop, ports, List.of(feed), cast.judge().apply(plan), journal, cast.announcer()),
                Pace.DEFAULT);
        ended = reactor.start().toCompletableFuture();
        traffic.start();
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

    Reactor reactor() {
        return reactor;
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
