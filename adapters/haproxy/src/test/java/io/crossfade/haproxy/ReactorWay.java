package io.crossfade.haproxy;

import io.crossfade.core.analysis.FakeJudge;
import io.crossfade.core.machine.Announcement;
import io.crossfade.core.machine.Cutover;
import io.crossfade.core.machine.Ending;
import io.crossfade.core.machine.Notice;
import io.crossfade.core.port.FakeSource;
import io.crossfade.core.port.Outcome;
import io.crossfade.core.port.Reading;
import io.crossfade.core.port.TrafficRouter;
import io.crossfade.core.reactor.MemoryJournal;
import io.crossfade.core.reactor.Pace;
import io.crossfade.core.reactor.Ports;
import io.crossfade.core.reactor.Reactor;
import io.crossfade.testkit.VertxTestLoop;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A rollback as in production: a cutover bakes, a request is told to the reactor that takes the evidence over its line,
 * and the time runs until the read-back has been handled and the cutover has ended. Everything is on the loop.
 */
final class ReactorWay implements ActuationBenchmark.Way {

    /** More than a cutover here has. */
    private static final int GENERATIONS_EACH = 10;

    private final HaproxySpec spec;
    private final VertxTestLoop loop;
    private final TrafficRouter router;
    private long generations;

    ReactorWay(HaproxySpec spec, VertxTestLoop loop, TrafficRouter router) {
        this.spec = spec;
        this.loop = loop;
        this.router = router;
    }

    @Override
    public long[] rollBack(int count, long pauseNanos) {
        var series = new Series(count, pauseNanos);
        loop.execute(series::next);
        return ActuationBenchmark.result(series.done);
    }

    /** The time of a rollback when nothing but reads, as a preflight makes them, came before. */
    long firstNanos() {
        loop.await(router::read);
        loop.await(router::read);
        var series = new Series(1, 0);
        loop.execute(() -> series.with(router.read(), reading -> series.new Run(reading).decide()));
        return ActuationBenchmark.result(series.done)[0];
    }

    private final class Series {

        final CompletableFuture<long[]> done = new CompletableFuture<>();
        private final long[] nanos;
        private final long pauseNanos;
        private int ended;

        Series(int count, long pauseNanos) {
            this.nanos = new long[count];
            this.pauseNanos = pauseNanos;
        }

        void next() {
            if (ended == nanos.length) {
                done.complete(nanos);
            } else {
                with(router.read(), reading -> new Run(reading).shift());
            }
        }

        <T> void with(CompletionStage<T> stage, Consumer<T> work) {
            stage.thenAccept(work).exceptionally(error -> {
                done.completeExceptionally(error);
                return null;
            });
        }

        private final class Run {

            private final FakeJudge judge = new FakeJudge();
            private final FakeSource source = new FakeSource();
            private final CompletableFuture<Ending> end;
            private boolean baking;

            Run(Reading reading) {
                generations += GENERATIONS_EACH;
                var renumbered = new Renumbered(router, generations);
                var ports = new Ports(
                        loop, List.of(renumbered), List.of(source), judge, new MemoryJournal(), this::announced);
                var cutover = Cutover.begin(FrozenRig.plan(spec), List.of(reading));
                end = new Reactor(cutover, ports, Pace.DEFAULT).start().toCompletableFuture();
            }

            void shift() {
                judge.crossAtNextObservation(FakeJudge.inconclusive());
                observe();
            }

            private void announced(Announcement announcement) {
                if (announcement.notice().kind() == Notice.Kind.HELD) {
                    done.completeExceptionally(
                            new IllegalStateException(announcement.notice().text()));
                }
                if (announcement.notice().kind() == Notice.Kind.BAKING && !baking) {
                    baking = true;
                    if (pauseNanos == 0) {
                        loop.execute(this::decide);
                    } else {
                        loop.schedule(Duration.ofNanos(pauseNanos), this::decide);
                    }
                }
            }

            void decide() {
                judge.crossAtNextObservation(FakeJudge.failing());
                long start = System.nanoTime();
                with(end, ending -> {
                    nanos[ended++] = System.nanoTime() - start;
                    if (ending != Ending.ROLLED_BACK) {
                        throw new IllegalStateException("ending: " + ending + " (expected: ROLLED_BACK)");
                    }
                    loop.execute(Series.this::next);
                });
                observe();
            }

            private void observe() {
                source.observer().request(0, Outcome.FAILED, TimeUnit.MILLISECONDS.toMicros(1), loop.nanos());
            }
        }
    }
}
