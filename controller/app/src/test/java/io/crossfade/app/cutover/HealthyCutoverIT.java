package io.crossfade.app.cutover;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.testkit.FaultyCluster.Answer;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What an operator sees when nothing is wrong. */
@ParameterizedClass
@EnumSource
final class HealthyCutoverIT {

    private final Topology topology;

    HealthyCutoverIT(Topology topology) {
        this.topology = topology;
    }

    @Test
    void aHealthyCandidateGetsEverythingInStepsWithoutOneFailedRequest() {
        try (var stage = Stage.open(topology)) {
            var plan = stage.plan()
                    .guards(
                            PlanText.ERRORS,
                            "latency: { quantile: p99, limit: 500ms, worse-than-baseline: 400%, min-requests: 30 }")
                    .step(topology.firstPercent() + "%", "7s")
                    .step("10%", "6s")
                    .step("50%", "6s")
                    .step("100%", "6s");
            var run = stage.run(plan);

            int exit = run.awaitExit(Duration.ofSeconds(100));

            assertThat(exit).as(run.story()).isZero();
            stage.assertParts(10_000);
            var all = stage.endLoad();
            Figures.print("healthy " + topology, "%d requests, %d failed: %s", all.total(), all.failures(), all);
            assertThat(all.failures()).as(all.toString()).isZero();
            assertShare(stage, run, 1, topology.firstPercent() / 100.0);
            assertShare(stage, run, 2, 0.1);
            assertShare(stage, run, 3, 0.5);
            assertShare(stage, run, 4, 1);
            assertThat(stage.x().count(Answer.OK) + stage.y().count(Answer.OK)).isEqualTo(all.total());
        }
    }

    private void assertShare(Stage stage, CutoverRun run, int step, double share) {
        var confirmed = run.await("confirmed", step, Duration.ofSeconds(1));
        var next = run.first(told -> told.kind().equals("shifting") && told.step() == step + 1)
                .or(() -> run.first("draining"));
        Shares.assertWithin("healthy " + topology, stage, confirmed, next.orElseThrow(), share);
    }
}
