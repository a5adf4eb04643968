package io.crossfade.app.cutover;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.testkit.Await;
import io.crossfade.testkit.NginxConfig;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A person writes another split into the include in the middle of a step: held, never fought, and taken back. */
final class NginxAnotherHandIT {

    private static final Duration LIMIT = Duration.ofSeconds(40);

    /** By hand the file gets no generation of a controller's. */
    private static final String BY_HAND = NginxConfig.of(List.of(1), List.of(2)).includeText(0, 3000);

    @Test
    void aSplitWrittenByHandIsHeldAsDriftAndTakenBackByTheVerbRollback() {
        try (var stage = Stage.nginx()) {
            var plan = stage.plan()
                    .guards(PlanText.ERRORS, PlanText.LATENCY)
                    .step("10%", "30s")
                    .step("100%", "30s");
            var run = stage.run(plan);
            run.await("baking", 1, LIMIT);

            stage.nginxFront().process().include(BY_HAND);
            stage.nginxFront().process().reload();

            var held = run.await("held", LIMIT);
            assertThat(held.text()).as(run.story()).contains("drift");
            boolean left = Await.throughout(Duration.ofSeconds(1), () -> stage.liveParts() == 3000);
            assertThat(left).as("a person's change is never fought").isTrue();

            var rollback = run.say("rollback", "--reason", "not today");

            assertThat(rollback.exit()).as(rollback.err()).isEqualTo(11);
            assertThat(run.awaitExit(LIMIT)).as(run.story()).isEqualTo(11);
            stage.assertParts(0);
        }
    }
}
