package io.crossfade.app.cutover;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.testkit.Await;
import io.crossfade.testkit.FaultyCluster.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** A candidate that answers badly, late or never. */
@ParameterizedClass
@MethodSource("io.crossfade.app.cutover.Topology#chosen")
final class FailingCandidateIT {

    private final Topology topology;

    FailingCandidateIT(Topology topology) {
        this.topology = topology;
    }

    private static final Duration LIMIT = Duration.ofMillis(500);

    private static final long WARM_NANOS = 3_000_000_000L;

    /** How many requests of the candidate a verdict about its latency takes at least. */
    private static final int EVIDENCE = 5;

    @Test
    void aHangingCandidateIsLeftWithinItsDeadlineAndASecond() {
        try (var stage = Stage.open(topology)) {
            var fault = new Fault(
                    topology + ", " + "hang at 1 %",
                    stage,
                    stage.plan()
                            .guards(PlanText.ERRORS, PlanText.LATENCY)
                            .step(topology.firstPercent() + "%", "30s")
                            .step("100%", "30s"));
            fault.strike(1, () -> stage.y().behave(Stage.WELL.hangs(1)));
            var hung = timesOfHangs(stage, fault.run());
            var rollback = fault.awaitRollback();

            var well = stage.load().tally(stage.load().startNanos() + WARM_NANOS, fault.startNanos());
            long deadline = Math.max(LIMIT.toNanos(), 4 * well.latency(0.999).toNanos());
            long verified = fault.startNanos() + rollback.verifiedNanos();
            long evidence = hung.get(Math.min(EVIDENCE, hung.size()) - 1);
            Figures.print(
                    topology + ", " + "hang at 1 %",
                    "%d requests hung; deadline %.3f s; verified %.3f s after the first, %.3f s after the last of the first"
                            + " %d",
                    hung.size(),
                    Figures.seconds(deadline),
                    Figures.seconds(verified - hung.get(0)),
                    Figures.seconds(verified - evidence),
                    EVIDENCE);
            assertThat(verified - evidence).isLessThan(deadline + 1_000_000_000L);
        }
    }

    /** When each request that hangs reached Y, to 2 ms, until the controller has ended. */
    private static List<Long> timesOfHangs(Stage stage, CutoverRun run) {
        var times = new ArrayList<Long>();
        boolean ended = Await.within(Duration.ofSeconds(20), () -> {
            while (times.size() < stage.y().count(Answer.HANG)) {
                times.add(System.nanoTime());
            }
            return !run.isAlive();
        });
        assertThat(ended).as(run.story()).isTrue();
        assertThat(times).as(run.story()).isNotEmpty();
        return times;
    }

    @Test
    void fivePercentOfErrorsAtTheTenPercentStepAreSeenInSeconds() {
        try (var stage = Stage.open(topology)) {
            var plan = stage.plan()
                    .guards(PlanText.ERRORS, PlanText.LATENCY)
                    .step(topology.firstPercent() + "%", "4s")
                    .step("10%", "30s")
                    .step("100%", "30s");
            var rollback = new Fault(topology + ", " + "5 % of 500s at 10 %", stage, plan)
                    .strike(2, () -> stage.y().behave(Stage.WELL.errors(0.05)))
                    .awaitRollback();

            assertThat(Duration.ofNanos(rollback.verifiedNanos())).isLessThan(Duration.ofSeconds(15));
        }
    }

    @Test
    void aTenfoldLatencyIsSeenByTheLimitThatFollowsTheBaseline() {
        slower(
                "ten times slower, relative guard",
                "latency: { quantile: p99, worse-than-baseline: 25%, min-requests: 30 }");
    }

    @Test
    void aTenfoldLatencyIsSeenByTheAbsoluteLimit() {
        slower("ten times slower, absolute guard", "latency: { quantile: p99, limit: 40ms, min-requests: 30 }");
    }

    private void slower(String scenario, String guard) {
        try (var stage = Stage.open(topology)) {
            var plan = stage.plan().guards(guard).step("10%", "30s").step("100%", "30s");
            var rollback = new Fault(topology + ", " + scenario, stage, plan)
                    .strike(1, () -> stage.y().behave(Stage.WELL.slower(10)))
                    .awaitRollback();

            assertThat(rollback.reason()).contains("latency");
            assertThat(Duration.ofNanos(rollback.verifiedNanos())).isLessThan(Duration.ofSeconds(15));
        }
    }
}
