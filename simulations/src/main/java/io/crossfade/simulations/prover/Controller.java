package io.crossfade.simulations.prover;

import io.crossfade.core.machine.Cutover;
import io.crossfade.core.machine.Ending;
import io.crossfade.core.machine.Event;
import io.crossfade.core.port.FakeSource;
import io.crossfade.core.port.SignalSource;
import io.crossfade.core.port.TrafficRouter;
import io.crossfade.core.reactor.MortalLoop;
import io.crossfade.core.reactor.Pace;
import io.crossfade.core.reactor.Ports;
import io.crossfade.core.reactor.Reactor;
import io.crossfade.resilient.ResilientRouter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** One life of the controller in an arena: the reactor of production with ports that are looked at. */
final class Controller {

    private final MortalLoop loop;
    private final Reactor reactor;
    private final CompletableFuture<Ending> ended;
    private final WatchedJudge judge;
    private boolean overSeen;

    Controller(Arena arena, Cutover cutover, Event.@Nullable Restarted restarted) {
        loop = new MortalLoop(arena.loop());
        var routers = new ArrayList<TrafficRouter>();
        for (int i = 0; i < arena.routers().size(); i++) {
            int node = i;
            var watched =
                    new WatchedRouter(arena.routers().get(node), arena.truth().node(node), write -> {
                        arena.writes().started(node, write, this.cutover());
                        arena.mischief().onWrite();
                    });
            var settings = ResilientRouter.Settings.defaults(arena.trial().seed() + node);
            routers.add(arena.trial().bounded() ? new ResilientRouter(watched, loop, settings) : watched);
        }
        judge = new WatchedJudge(
                arena.judge(),
                this::cutover,
                () -> arena.crowd().map(Crowd::hasFailed).orElse(true));
        List<SignalSource> sources = arena.crowd()
                .<List<SignalSource>>map(crowd -> List.of(crowd.source(loop, arena.loop())))
                .orElse(List.of(new FakeSource()));
        var ports = new Ports(loop, routers, sources, judge, arena.journal(), arena::announce);
        reactor = restarted == null
                ? new Reactor(cutover, ports, Pace.DEFAULT)
                : Reactor.resume(cutover, restarted, ports, Pace.DEFAULT);
        ended = reactor.start().toCompletableFuture();
    }

    private Cutover cutover() {
        return reactor.cutover();
    }

    Reactor reactor() {
        return reactor;
    }

    void submit(Event word) {
        judge.spoken();
        reactor.submit(word);
    }

    void die() {
        loop.die();
    }

    boolean isOver() {
        return ended.isDone();
    }

    /** True once, after the end. */
    boolean isNewlyOver() {
        boolean newly = ended.isDone() && !overSeen;
        overSeen |= newly;
        return newly;
    }

    Ending ending() {
        return ended.join();
    }
}
