package io.crossfade.simulations;

import io.crossfade.core.machine.Cutover;
import io.crossfade.core.machine.Ending;
import io.crossfade.core.machine.Event;
import io.crossfade.core.port.TrafficRouter;
import io.crossfade.core.reactor.MortalLoop;
import io.crossfade.core.reactor.Pace;
import io.crossfade.core.reactor.Ports;
import io.crossfade.core.reactor.Reactor;
import io.crossfade.resilient.ResilientRouter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** One life of the controller: from its start until the cutover has ended or the process is lost. */
final class Life {

    private final MortalLoop loop;
    private final Reactor reactor;
    private final CompletionStage<Ending> ended;

    /**
     * Begins.
     *
     * @param cutover where it stands
     * @param restarted what the load balancers show now, where an earlier process was lost; null for the first
     */
    Life(World world, World.Cast cast, Simulation.Start start, Cutover cutover, Event.@Nullable Restarted restarted) {
        loop = new MortalLoop(world.loop());
        var routers = new ArrayList<TrafficRouter>();
        for (var router : world.routers()) {
            var settings = ResilientRouter.Settings.defaults(routers.size() + 1L);
            routers.add(cast.bounded() ? new ResilientRouter(router, loop, settings) : router);
        }
        var ports = new Ports(
                loop,
                routers,
                List.of(world.relay().source(loop, world.loop())),
                cast.judge().make(cutover.plan(), start),
                world.journal(),
                cast.announcer());
        reactor = restarted == null
                ? new Reactor(cutover, ports, Pace.DEFAULT)
                : Reactor.resume(cutover, restarted, ports, Pace.DEFAULT);
        ended = reactor.start();
    }

    Reactor reactor() {
        return reactor;
    }

    CompletionStage<Ending> ended() {
        return ended;
    }

    /** The process is lost: nothing that it had planned happens. */
    void die() {
        loop.die();
    }
}
