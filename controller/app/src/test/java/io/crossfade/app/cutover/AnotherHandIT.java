package io.crossfade.app.cutover;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.testkit.Await;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A person changes the split by hand in the middle of a step: the cutover holds and does what it is told. */
final class AnotherHandIT {

    private static final Duration LIMIT = Duration.ofSeconds(40);

    @Test
    void aSplitSetByHandIsHeldAdoptedAndResumedToTheEnd() {
        try (var stage = Stage.open()) {
            var run = stage.run(plan(stage));
            setByHand(stage, run, 1500);

            assertThat(run.say("resume", "--reason", "too early").exit())
                    .as("resume before adopt")
                    .isNotZero();
            var adopted = run.say("adopt", "--reason", "it was me");
            assertThat(adopted.exit()).as(adopted.err()).isZero();
            Await.until("the file of the adopted split", () -> stage.fileParts() == 1500);
            assertThat(stage.liveParts()).isEqualTo(1500);
            var resumed = run.say("resume", "--reason", "go on");
            assertThat(resumed.exit()).as(resumed.err()).isZero();

            assertThat(run.awaitExit(LIMIT)).as(run.story()).isZero();
            assertThat(stage.liveParts()).isEqualTo(10_000);
            assertThat(stage.endLoad().failures()).isZero();
        }
    }

    @Test
    void aSplitSetByHandIsTakenBackByTheVerbRollback() {
        try (var stage = Stage.open()) {
            var run = stage.run(plan(stage));
            setByHand(stage, run, 300);

            var rollback = run.say("rollback", "--reason", "not today");

            assertThat(rollback.exit()).as(rollback.err()).isEqualTo(11);
            assertThat(run.awaitExit(LIMIT)).as(run.story()).isEqualTo(11);
            assertThat(stage.liveParts()).isZero();
            assertThat(stage.fileParts()).isZero();
            assertThat(stage.endLoad().failures()).isZero();
        }
    }

    /** As a person does in a hurry: in the running process only, so that the file still has the step's value. */
    private static void setByHand(Stage stage, CutoverRun run, int parts) {
        run.await("baking", 1, LIMIT);
        stage.haproxy().cli("set map " + stage.haproxy().mapFile() + " ycut " + parts);
        var held = run.await("held", Duration.ofSeconds(5));
        assertThat(held.text()).contains("drift");
        boolean left = Await.throughout(Duration.ofSeconds(1), () -> stage.liveParts() == parts);
        assertThat(left).as("a person's change is never fought").isTrue();
    }

    private static PlanText plan(Stage stage) {
        return stage.plan()
                .guards(PlanText.ERRORS, PlanText.LATENCY)
                .step("10%", "6s")
                .step("100%", "2s");
    }
}
