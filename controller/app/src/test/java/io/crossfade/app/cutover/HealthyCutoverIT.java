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

    /** A request that was sent this shortly before a shift may meet the new split. */
    private static final Duration ON_ITS_WAY = Duration.ofMillis(50);

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

    /** What the clients saw from the confirmation of a step to the next shift, or to the end. */
    private static void assertShare(Stage stage, CutoverRun run, int step, double share) {
        var limit = Duration.ofSeconds(1);
        long from = run.await("confirmed", step, limit).atNanos();
        var next = run.first(told -> told.kind().equals("shifting") && told.step() == step + 1);
        long to = next.or(() -> run.first("draining")).orElseThrow().atNanos() - ON_ITS_WAY.toNanos();
        var seen = stage.load().tally(from, to);
        var band = BinomialBand.of((int) seen.total(), share);
        Figures.print(
                "healthy",
                "step %d: %d of %d requests on Y = %.3f %%, exact binomial band at 1e-4 two-sided: %d to %d",
                step,
                seen.total(Stage.Y),
                seen.total(),
                100 * seen.share(Stage.Y),
                band.low(),
                band.high());
        assertThat(band.holds(seen.total(Stage.Y)))
                .as("share at step " + step + ": " + seen.total(Stage.Y) + " of " + seen.total() + ", expected "
                        + band)
                .isTrue();
    }
}
