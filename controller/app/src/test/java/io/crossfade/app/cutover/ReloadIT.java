package io.crossfade.app.cutover;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.testkit.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** HAProxy begins a new life in the middle of a step; the cutover goes on. */
final class ReloadIT {

    private static final Duration LIMIT = Duration.ofSeconds(40);

    @Test
    void aSplitInTheMapFileSurvivesAReloadAndTheCutoverGoesOn() {
        try (var stage = Stage.open()) {
            var run = stage.run(plan(stage));
            waitForHalfOfTheBake(run);

            stage.haproxy().reload();

            assertThat(stage.liveParts()).as("right after the reload").isEqualTo(1000);
            assertGoesOn("reload, split in the file", stage, run);
            assertThat(stage.endLoad().failures()).isZero();
        }
    }

    @Test
    void aSplitThatAReloadTookAwayIsWrittenAgain() {
        try (var stage = Stage.open()) {
            var run = stage.run(plan(stage));
            waitForHalfOfTheBake(run);

            writeFile(stage, "ycut 0\n");
            stage.haproxy().reload();

            assertGoesOn("reload, file put back to 0", stage, run);
            assertThat(stage.endLoad().failures()).isZero();
        }
    }

    @Test
    void aCutoverSurvivesTheDeathOfItsHaproxy() {
        try (var stage = Stage.open()) {
            var run = stage.run(plan(stage));
            waitForHalfOfTheBake(run);

            stage.haproxy().kill();
            boolean stays = Await.throughout(Duration.ofSeconds(2), run::isAlive);
            stage.haproxy().restart();

            assertThat(stays).as(run.story()).isTrue();
            assertGoesOn("SIGKILL and restart", stage, run);
        }
    }

    private static PlanText plan(Stage stage) {
        return stage.plan()
                .guards(PlanText.ERRORS, PlanText.LATENCY)
                .step("10%", "6s")
                .step("100%", "2s");
    }

    private static void waitForHalfOfTheBake(CutoverRun run) {
        long since = run.await("baking", 1, LIMIT).arrivedNanos();
        Await.until("half of the bake", () -> System.nanoTime() - since > 3_000_000_000L);
    }

    /** The bake of the step begins anew, so that it takes its whole length from then on. */
    private static void assertGoesOn(String scenario, Stage stage, CutoverRun run) {
        long reloaded = System.nanoTime();
        int exit = run.awaitExit(LIMIT);

        Figures.print(
                scenario, "exit %d, %.1f s after it\n%s", exit, Figures.seconds(System.nanoTime() - reloaded), run.story());
        assertThat(exit).as(run.story()).isZero();
        assertThat(stage.liveParts()).isEqualTo(10_000);
        assertThat(stage.fileParts()).isEqualTo(10_000);
        var bakes = run.events().stream()
                .filter(told -> told.kind().equals("baking") && told.step() == 1)
                .toList();
        assertThat(bakes).as(run.story()).hasSizeGreaterThanOrEqualTo(2);
        long left = run.await("shifting", 2, Duration.ofSeconds(1)).atNanos();
        assertThat(Duration.ofNanos(left - bakes.get(bakes.size() - 1).atNanos()))
                .isGreaterThanOrEqualTo(Duration.ofMillis(5900));
    }

    private static void writeFile(Stage stage, String text) {
        try {
            Files.writeString(stage.haproxy().mapFile(), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
