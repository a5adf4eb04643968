package io.crossfade.haproxy;

import io.crossfade.core.analysis.Assessment;
import io.crossfade.core.analysis.FakeJudge;
import io.crossfade.core.machine.Cutover;
import io.crossfade.core.machine.Ending;
import io.crossfade.core.plan.Bake;
import io.crossfade.core.plan.Guard;
import io.crossfade.core.plan.Plan;
import io.crossfade.core.plan.Policies;
import io.crossfade.core.plan.Share;
import io.crossfade.core.plan.Step;
import io.crossfade.core.plan.Window;
import io.crossfade.core.port.FakeSource;
import io.crossfade.core.port.Outcome;
import io.crossfade.core.reactor.MemoryJournal;
import io.crossfade.core.reactor.Pace;
import io.crossfade.core.reactor.Ports;
import io.crossfade.core.reactor.Reactor;
import io.crossfade.resilient.ResilientRouter;
import io.crossfade.testkit.Await;
import io.crossfade.testkit.VertxTestLoop;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;

/** One cutover by the real reactor and the real router, judged by the test. */
final class FrozenRig implements AutoCloseable {

    static final Share FIRST = new Share(100);
    static final Share SECOND = new Share(5000);

    final WatchedRouter router;
    private final VertxTestLoop loop;
    private final FakeJudge judge = new FakeJudge();
    private final FakeSource source = new FakeSource();
    private final Reactor reactor;
    private final CompletionStage<Ending> ended;

    FrozenRig(HaproxySpec spec, VertxTestLoop loop, BooleanSupplier shareNow, long seed) {
        this.loop = loop;
        router = new WatchedRouter(
                new ResilientRouter(
                        new HaproxyMapRouter(spec, loop.vertx(), loop), loop, ResilientRouter.Settings.defaults(seed)),
                shareNow);
        var cutover = Cutover.begin(plan(spec), List.of(loop.await(router::read)));
        var ports = new Ports(loop, List.of(router), List.of(source), judge, new MemoryJournal(), announcement -> {});
        reactor = loop.call(() -> new Reactor(cutover, ports, Pace.DEFAULT));
        ended = loop.call(reactor::start);
    }

    /** Has the judge say so, and the reactor ask it at once. */
    void judge(Assessment assessment) {
        loop.run(() -> {
            judge.crossAtNextObservation(assessment);
            source.observer().request(0, Outcome.OK, 0, 0);
        });
    }

    void awaitState(String name) {
        Await.until(name, () -> state().equals(name));
    }

    String state() {
        return loop.call(() -> reactor.cutover().state().name());
    }

    CompletionStage<Ending> ended() {
        return ended;
    }

    /** Lets the loop work for {@code span}. */
    void pass(Duration span) {
        var over = new CompletableFuture<Boolean>();
        loop.run(() -> loop.schedule(span, () -> over.complete(true)));
        Await.result(over);
    }

    static Plan plan(HaproxySpec spec) {
        var guard = new Guard.ErrorRate("error-rate", Optional.of(0.01), Optional.empty(), 1, false);
        var bake = new Bake(Duration.ofMillis(1), Duration.ofMinutes(1));
        var defaults = Policies.DEFAULTS;
        return new Plan(
                "frozen",
                List.of(spec),
                List.of(guard),
                List.of(Step.of(FIRST, bake), Step.of(SECOND, bake), Step.of(Share.ALL, bake)),
                Window.ALWAYS,
                new Policies(
                        defaults.onFailure(),
                        defaults.noData(),
                        defaults.noDataAfter(),
                        defaults.onExit(),
                        defaults.over(),
                        Duration.ZERO,
                        defaults.applyWithin(),
                        defaults.rollbackPatience()));
    }

    @Override
    public void close() {
        loop.run(router::close);
    }
}
