package io.crossfade.app.cutover;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.testkit.FaultyCluster.Answer;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What an operator sees when nothing is wrong. */
final class HealthyCutoverIT {

    private static final Map<Integer, Double> SHARES = new TreeMap<>(Map.of(1, 0.01, 2, 0.10, 3, 0.50, 4, 1.0));

    @Test
    void aHealthyCandidateGetsEverythingInStepsWithoutOneFailedRequest() {
        try (var stage = Stage.open()) {
            var plan = stage.plan()
                    .guards(
                            PlanText.ERRORS,
                            "latency: { quantile: p99, limit: 500ms, worse-than-baseline: 400%, min-requests: 30 }")
                    .step("1%", "7s")
                    .step("10%", "6s")
                    .step("50%", "6s")
                    .step("100%", "6s");
            var run = stage.run(plan);

            int exit = run.awaitExit(Duration.ofSeconds(100));

            assertThat(exit).as(run.story()).isZero();
            assertThat(stage.liveParts()).isEqualTo(10_000);
            assertThat(stage.fileParts()).isEqualTo(10_000);
            var all = stage.endLoad();
            Figures.print("healthy", "%d requests, %d failed: %s", all.total(), all.failures(), all);
            assertThat(all.failures()).as(all.toString()).isZero();
            SHARES.forEach((step, share) -> assertShare(stage, run, step, share));
            assertThat(stage.x().count(Answer.OK) + stage.y().count(Answer.OK)).isEqualTo(all.total());
        }
    }

    private static void assertShare(Stage stage, CutoverRun run, int step, double share) {
        var confirmed = run.await("confirmed", step, Duration.ofSeconds(1));
        var next = run.first(told -> told.kind().equals("shifting") && told.step() == step + 1)
                .or(() -> run.first("draining"));
        Shares.assertWithin("healthy", stage, confirmed, next.orElseThrow(), share);
    }
}
