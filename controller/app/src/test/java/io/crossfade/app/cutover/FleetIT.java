package io.crossfade.app.cutover;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.testkit.Await;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Two HAProxys and a NGINX carry one split, and one of them is in trouble. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class FleetIT {

    private static final Duration LIMIT = Duration.ofSeconds(40);
    private static final String[] ENDS_A_HOLD = {"--hold-timeout", "2s"};

    /** Enough for a verdict in a moment. */
    private static final double FAILING = 0.5;

    private FleetStage stage;

    @BeforeAll
    void open(@TempDir Path directory) {
        stage = new FleetStage(directory);
    }

    @AfterAll
    void close() {
        try (var last = stage) {
            assertThat(last.unserved())
                    .as("answers of a load balancer without a server")
                    .isZero();
        }
    }

    @Test
    void allAreMovedAsOne() {
        var plan = stage.write(steps(stage.plan(), "1s"));
        try (var run = stage.run(plan, "healthy")) {
            int exit = run.awaitExit(LIMIT);

            assertThat(exit).as(run.story()).isZero();
            stage.assertParts(10_000);
            assertThat(run.messages()).containsPattern(table("candidate 100%", "candidate 100%", "candidate 100%"));
        }
        stage.reset(plan);
    }

    /** Its test command refuses what the second step writes: nothing has been signalled. */
    @Test
    void oneThatRefusesAStepTakesTheOthersBackToTheStepBefore() {
        var plan = stage.write(steps(stage.plan(), "2s"));
        try (var run = stage.run(plan, "refusing", ENDS_A_HOLD)) {
            run.await("baking", 1, LIMIT);
            // Its first test of the way back has been made by then, and the next is half a minute away.
            Await.throughout(Duration.ofMillis(800), run::isAlive);
            stage.nginx().reconfigure(text -> text.replace("events {", "nonsense; events {"));

            int exit = run.awaitExit(LIMIT);

            assertThat(exit).as(run.story()).isEqualTo(12);
            stage.assertParts(1000);
            assertThat(run.first(told -> told.kind().equals("shifting") && told.step() == 2))
                    .as(run.story())
                    .isPresent();
            assertThat(run.story()).contains("nonsense");
            assertThat(run.messages()).containsPattern(table("candidate 10%", "candidate 10%", "candidate 10%"));
        } finally {
            stage.nginx().reconfigure(text -> text.replace("nonsense; events {", "events {"));
        }
        stage.reset(plan);
    }

    /** The file is in its place and the reload has said that it was made, but nothing new serves. */
    @Test
    void oneThatAppliesAStepByHalfTakesTheOthersBack() {
        var plan = stage.write(steps(stage.planWithIdleReload(), "1s"));
        try (var run = stage.run(plan, "half", "--hold-timeout", "6s")) {
            run.await("held", LIMIT);
            assertThat(stage.parts()).as(run.story()).containsOnly(0);
            var status = run.say("status");
            assertThat(status.out())
                    .containsPattern(
                            "node    haproxy .* achieved 0%\nnode    haproxy .* achieved 0%\nnode    nginx .* achieved 0%");

            assertThat(run.awaitExit(LIMIT)).as(run.story()).isEqualTo(12);
            stage.assertParts(0);
        }
    }

    @Test
    void oneThatHangsIsNotWaitedForByARollbackAndIsBroughtBackByTheNextController() {
        var plan = stage.write(steps(stage.plan(), "20s").line("rollback-patience: 5s"));
        try (var run = stage.run(plan, "hanging")) {
            run.await("baking", 1, LIMIT);
            stage.weights().freeze();
            stage.y().behave(Stage.WELL.errors(FAILING));
            run.await("rolling-back", LIMIT);
            Await.until(
                    "the others are back",
                    Duration.ofSeconds(4),
                    () -> stage.partsBut(FleetStage.WEIGHTS).stream().allMatch(parts -> parts == 0));
            assertThat(run.isAlive()).as(run.story()).isTrue();

            int exit = run.awaitExit(LIMIT);

            assertThat(exit).as(run.story()).isEqualTo(20);
            assertThat(run.messages())
                    .containsPattern(table(
                            "candidate 0%", "cannot be read, candidate 10% at most when last known", "candidate 0%"))
                    .contains("kong/y1");
        } finally {
            stage.weights().thaw();
        }
        try (var next = stage.run(plan, "hanging", "--resume")) {
            assertThat(next.awaitExit(LIMIT)).as(next.story()).isEqualTo(10);
        }
        stage.assertParts(0);
        stage.y().behave(Stage.WELL);
    }

    /** What is said of each load balancer at the end, as a pattern. */
    private static String table(String map, String weights, String nginx) {
        return "split now:\n  haproxy [^\n]*: %s\n  haproxy [^\n]*: %s\n  nginx [^\n]*: %s"
                .formatted(map, weights, nginx);
    }

    private static PlanText steps(PlanText plan, String bake) {
        return plan.guards(PlanText.ERRORS).step("10%", bake).step("100%", "1s").line("over: 1s");
    }
}
