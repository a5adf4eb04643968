package io.crossfade.app.cutover;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.testkit.Await;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** A fault that both clusters share is no reason to go back; what is worse on Y still is. */
@ParameterizedClass
@MethodSource("io.crossfade.app.cutover.Topology#chosen")
final class CommonModeIT {

    private final Topology topology;

    CommonModeIT(Topology topology) {
        this.topology = topology;
    }

    @Test
    void aFaultOfBothHoldsAndAWorseCandidateIsRolledBackFromHold() {
        try (var stage = Stage.open(topology)) {
            var plan = stage.plan()
                    .guards(PlanText.ERRORS, PlanText.LATENCY)
                    .step("10%", "40s")
                    .step("100%", "30s");
            var fault = new Fault(topology + ", " + "both fail, then Y worse", stage, plan);
            var run = fault.run();
            run.await("baking", 1, Duration.ofSeconds(20));

            long both = System.nanoTime();
            stage.x().behave(Stage.WELL.errors(0.5));
            stage.y().behave(Stage.WELL.errors(0.5));
            var held = run.await("held", Duration.ofSeconds(15));
            boolean stays = Await.throughout(Duration.ofSeconds(5), run::isAlive);
            var status = run.say("status", "--output", "json");

            Figures.print(
                    topology + ", " + "both fail, then Y worse",
                    "held %.3f s after both began to fail: %s",
                    Figures.seconds(held.atNanos() - both),
                    held.text());
            assertThat(stays).as(run.story()).isTrue();
            assertThat(held.text()).contains("common mode");
            assertThat(status.exit()).as(status.err()).isZero();
            assertThat(new JsonObject(status.out()).getString("state")).isEqualTo("holding");
            assertThat(stage.liveParts()).isEqualTo(1000);

            fault.strikeNow(() -> stage.y().behave(Stage.WELL.errors(1)));
            var rollback = fault.awaitRollback();
            assertThat(Duration.ofNanos(rollback.verifiedNanos())).isLessThan(Duration.ofSeconds(15));
        }
    }
}
