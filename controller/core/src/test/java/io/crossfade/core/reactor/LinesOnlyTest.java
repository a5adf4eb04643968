package io.crossfade.core.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.core.analysis.ThresholdJudge;
import io.crossfade.core.machine.Cutover;
import io.crossfade.core.machine.Ending;
import io.crossfade.core.machine.Plans;
import io.crossfade.core.plan.Bake;
import io.crossfade.core.plan.Cluster;
import io.crossfade.core.plan.FakeSpec;
import io.crossfade.core.plan.Guard;
import io.crossfade.core.plan.Plan;
import io.crossfade.core.plan.Policies;
import io.crossfade.core.plan.Share;
import io.crossfade.core.plan.Step;
import io.crossfade.core.plan.Window;
import io.crossfade.core.port.FakeJournal;
import io.crossfade.core.port.FakeRouter;
import io.crossfade.core.port.FakeSource;
import io.crossfade.core.port.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A load balancer without counters is watched by its request lines alone, and that is enough to decide. */
class LinesOnlyTest {

    private static final Duration BETWEEN = Duration.ofMillis(2);
    private static final long LATENCY_MICROS = 5_000;

    private final VirtualLoop loop = new VirtualLoop(Plans.NOON);
    private final FakeRouter router = new FakeRouter(loop);
    private final FakeSource source = new FakeSource();
    private final CompletableFuture<Ending> ended = begin();
    private long sent;

    @Test
    void aHealthyCutoverIsPromotedWithoutASingleCounter() {
        serve(Duration.ofMinutes(5), Outcome.OK);

        assertThat(ended).isCompletedWithValue(Ending.PROMOTED);
    }

    @Test
    void aCandidateThatFailsIsRolledBackWithoutASingleCounter() {
        serve(Duration.ofSeconds(30), Outcome.OK);
        assertThat(ended).isNotDone();
        serve(Duration.ofMinutes(1), Outcome.FAILED);

        assertThat(ended).isCompletedWithValue(Ending.ROLLED_BACK);
        assertThat(router.shown().share()).isEqualTo(Share.NONE.exactly());
    }

    @Test
    void aGapInTheLinesKeepsFromPassingUntilTheyAreWholeAgain() {
        loop.runFor(Duration.ofMillis(100));
        source.observer().detached(0, "the log was truncated");
        serve(Duration.ofSeconds(100), Outcome.OK);
        assertThat(router.shown().share()).isEqualTo(Share.ofPercent(10).exactly());
        source.observer().attached(0);
        serve(Duration.ofMinutes(4), Outcome.OK);

        assertThat(ended).isCompletedWithValue(Ending.PROMOTED);
    }

    private CompletableFuture<Ending> begin() {
        var bake = Bake.of(Duration.ofMinutes(1));
        var guard = new Guard.ErrorRate("error-rate", Optional.of(0.01), Optional.of(0.005), 300, false);
        var latency =
                new Guard.Latency("latency", 0.99, Optional.of(Duration.ofMillis(100)), Optional.of(0.25), 300, false);
        var plan = new Plan(
                "test",
                List.of(new FakeSpec("lb1")),
                List.of(guard, latency),
                List.of(Step.of(Share.ofPercent(10), bake), Step.of(Share.ALL, bake)),
                Window.ALWAYS,
                Policies.DEFAULTS);
        var ports = new Ports(
                loop,
                List.of(router),
                List.of(source),
                new ThresholdJudge(plan, Duration.ofMillis(1)),
                new FakeJournal(),
                announcement -> {});
        var reactor = new Reactor(Cutover.begin(plan, List.of(router.shown())), ports, Pace.DEFAULT);
        var ending = reactor.start().toCompletableFuture();
        source.observer().attached(0);
        return ending;
    }

    /** Requests at even intervals, of which the candidate gets its share and ends so. */
    private void serve(Duration time, Outcome ofCandidate) {
        var observer = source.observer();
        int x = observer.enlist(0, Cluster.BASELINE, "10.0.0.1:80");
        int y = observer.enlist(0, Cluster.CANDIDATE, "10.0.0.2:80");
        for (long left = time.dividedBy(BETWEEN); left > 0; left--) {
            loop.runFor(BETWEEN);
            boolean candidate = sent++ * 7919 % 10_000 < router.shown().share().fraction() * 10_000;
            observer.request(
                    candidate ? y : x,
                    candidate ? ofCandidate : Outcome.OK,
                    LATENCY_MICROS,
                    loop.nanos() - LATENCY_MICROS * 1000);
        }
    }
}
