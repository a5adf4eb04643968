package io.crossfade.simulations;

import io.crossfade.core.analysis.Judges;
import io.crossfade.core.machine.Cutover;
import io.crossfade.core.machine.Ending;
import io.crossfade.core.plan.FakeSpec;
import io.crossfade.core.plan.Plan;
import io.crossfade.core.plan.RouterSpec;
import io.crossfade.core.port.FakeRouter;
import io.crossfade.core.port.FakeSource;
import io.crossfade.core.port.Reading;
import io.crossfade.core.port.TrafficRouter;
import io.crossfade.core.reactor.Pace;
import io.crossfade.core.reactor.Ports;
import io.crossfade.core.reactor.Reactor;
import io.crossfade.core.reactor.VirtualLoop;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;

/**
 * One cutover in virtual time: the reactor, the judge and the journal of production before load balancers, requests and
 * faults that exist in memory only. One seed decides everything.
 */
final class World {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private final VirtualLoop loop = new VirtualLoop(NOON);
    private final List<FakeRouter> routers = new ArrayList<>();
    private final SlowJournal journal;
    private final Cutover beginning;
    private final Reactor reactor;
    private final Traffic traffic;
    private final CompletableFuture<Ending> ended;

    /** A world that begins now; {@code plan} is given as many nodes as it names. */
    World(Plan plan, SplittableRandom random) {
        var readings = new ArrayList<Reading>();
        for (int node = 0; node < plan.nodes(); node++) {
            routers.add(new FakeRouter(loop));
            readings.add(routers.get(node).shown());
        }
        var source = new FakeSource();
        traffic = new Traffic(loop, routers, source, random.split());
        journal = new SlowJournal(loop, random.split());
        beginning = Cutover.begin(plan, readings);
        var ports = new Ports(
                loop,
                List.<TrafficRouter>copyOf(routers),
                List.of(source),
                Judges.of(plan, Duration.ZERO),
                journal,
                announcement -> {});
        reactor = new Reactor(beginning, ports, Pace.DEFAULT);
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

    Traffic traffic() {
        return traffic;
    }

    boolean isOver() {
        return ended.isDone();
    }

    /** The end that was reached; to be asked for once over. */
    Ending ending() {
        return ended.join();
    }
}
