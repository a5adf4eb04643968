package io.crossfade.app.cutover;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Servers leave one backend that both clusters share, so that the weights of the others mean another share. */
final class LostServerIT {

    private static final Duration LIMIT = Duration.ofSeconds(40);

    @Test
    void aLostBaselineServerDoesNotRaiseTheShare() {
        try (var stage = Stage.open(Topology.WEIGHTS_3_2)) {
            var run = stage.run(plan(stage));
            run.await("baking", 1, LIMIT);

            long since = System.nanoTime();
            stage.haproxy().cli("set server kong/x1 state maint");

            var lowered = run.await(
                    "the share again",
                    LIMIT,
                    told -> told.kind().equals("confirmed") && told.step() == 1 && told.atNanos() > since);
            Figures.print(
                    "a lost baseline server",
                    "lowered after %.3f s: %s",
                    Figures.seconds(lowered.atNanos() - since),
                    lowered.text());
            assertThat(lowered.text()).contains("reads back 10%");
            assertThat(Duration.ofNanos(lowered.atNanos() - since)).isLessThan(Duration.ofSeconds(2));
            var left = run.await("shifting", 2, LIMIT);
            Shares.assertWithin("a lost baseline server", stage, lowered, left, 0.1);
            assertPromoted(stage, run);
        }
    }

    @Test
    void aLostCandidateServerHalvesTheShareAndItStaysSo() {
        try (var stage = Stage.open(Topology.WEIGHTS_3_2)) {
            var run = stage.run(plan(stage));
            run.await("baking", 1, LIMIT);
            var weights = stage.liveParts();

            stage.haproxy().cli("set server kong/y1 state maint");

            var seen = run.await("drift", LIMIT);
            assertThat(seen.text()).contains("servers were lost or came back", "shows 5.2632%");
            var left = run.await("shifting", 2, LIMIT);
            Shares.assertWithin("a lost candidate server", stage, seen, left, 1.0 / 19);
            assertThat(weights).isEqualTo(1000);
            assertPromoted(stage, run);
        }
    }

    private static PlanText plan(Stage stage) {
        return stage.plan()
                .guards(PlanText.ERRORS, PlanText.LATENCY)
                .step("10%", "5s")
                .step("100%", "2s");
    }

    private static void assertPromoted(Stage stage, CutoverRun run) {
        assertThat(run.awaitExit(LIMIT)).as(run.story()).isZero();
        stage.assertParts(10_000);
        assertThat(stage.endLoad().failures()).isZero();
        assertThat(run.messages())
                .contains("lost at the next reload", "server x1 … weight 0", "server y1 … weight 100");
    }
}
