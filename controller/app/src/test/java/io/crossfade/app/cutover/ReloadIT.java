package io.crossfade.app.cutover;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.testkit.Await;
import io.crossfade.testkit.OpenLoopLoad.Result;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** HAProxy begins a new life in the middle of a step; the cutover goes on. */
final class ReloadIT {

    private static final Duration LIMIT = Duration.ofSeconds(40);

    private static final Duration BAKE = Duration.ofSeconds(6);

    @Test
    void aSplitInTheMapFileSurvivesAReloadAndTheCutoverGoesOn() {
        try (var stage = Stage.open()) {
            var run = stage.run(plan(stage));
            waitForHalfOfTheBake(run);

            long since = System.nanoTime();
            stage.haproxy().reload();

            assertThat(stage.liveParts()).as("right after the reload").isEqualTo(1000);
            assertGoesOn("reload, split in the file", stage, run, since);
            assertNothingFailed("reload, split in the file", stage);
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "MAP")
    void aSplitThatAReloadTookAwayIsWrittenAgain(Topology topology) {
        try (var stage = Stage.open(topology)) {
            var run = stage.run(plan(stage));
            waitForHalfOfTheBake(run);

            long since = System.nanoTime();
            stage.haproxy().reload();

            assertGoesOn(topology + ", reload, split taken away", stage, run, since);
            assertNothingFailed(topology + ", reload, split taken away", stage);
        }
    }

    /** With the map file put back while HAProxy runs, a reading would show that the two disagree, and hold. */
    @Test
    void aSplitThatIsGoneFromTheMapFileWhenHaproxyStartsIsWrittenAgain() {
        try (var stage = Stage.open(Topology.MAP)) {
            var run = stage.run(plan(stage));
            waitForHalfOfTheBake(run);

            long since = System.nanoTime();
            stage.haproxy().kill();
            writeFile(stage, "ycut 0\n");
            stage.haproxy().restart();

            assertGoesOn("restart, split taken out of the file", stage, run, since);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"MAP", "WEIGHTS_2_2"})
    void aCutoverSurvivesTheDeathOfItsHaproxy(Topology topology) {
        try (var stage = Stage.open(topology)) {
            var run = stage.run(plan(stage));
            waitForHalfOfTheBake(run);

            long since = System.nanoTime();
            stage.haproxy().kill();
            boolean stays = Await.throughout(Duration.ofSeconds(2), run::isAlive);
            stage.haproxy().restart();

            assertThat(stays).as(run.story()).isTrue();
            assertGoesOn(topology + ", SIGKILL and restart", stage, run, since);
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

    /** The step's split is written once more and its bake takes its whole length from then on. */
    private static void assertGoesOn(String scenario, Stage stage, CutoverRun run, long sinceNanos) {
        int exit = run.awaitExit(LIMIT);

        assertThat(exit).as(run.story()).isZero();
        stage.assertParts(10_000);
        var again = run.await("the split again", LIMIT, told -> isOfStepOne("confirmed", told, sinceNanos));
        var bake = run.await("the bake anew", LIMIT, told -> isOfStepOne("baking", told, sinceNanos));
        var left = run.await("shifting", 2, LIMIT);
        Figures.print(
                scenario,
                "split confirmed again %.3f s after it, step left %.3f s after that",
                Figures.seconds(again.atNanos() - sinceNanos),
                Figures.seconds(left.atNanos() - again.atNanos()));
        assertThat(Duration.ofNanos(left.atNanos() - bake.atNanos())).isGreaterThanOrEqualTo(BAKE);
        Shares.assertWithin(scenario, stage, again, left, 0.1);
    }

    private static boolean isOfStepOne(String kind, Told told, long sinceNanos) {
        return told.kind().equals(kind) && told.step() == 1 && told.atNanos() > sinceNanos;
    }

    /**
     * The worker that goes ends its idle connections, and a request may be on its way on one: clients know of that and
     * send again. Nothing else may fail.
     */
    private static void assertNothingFailed(String scenario, Stage stage) {
        stage.endLoad();
        var failed = stage.load().samples().stream()
                .filter(sample -> sample.result() != Result.OK)
                .toList();
        Figures.print(scenario, "%d requests crossed the end of an idle connection", failed.size());
        assertThat(failed).allMatch(sample -> sample.result() == Result.CLOSED && sample.reused());
        assertThat(failed).hasSizeLessThan(20);
    }

    private static void writeFile(Stage stage, String text) {
        try {
            Files.writeString(stage.haproxy().mapFile(), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
