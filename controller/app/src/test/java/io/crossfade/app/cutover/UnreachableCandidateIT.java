package io.crossfade.app.cutover;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.testkit.OpenLoopLoad.Result;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A candidate that cannot be connected to while it has one percent of a thousand requests a second. */
final class UnreachableCandidateIT {

    private static final int MOST_FAILED = 10;

    @Test
    void aCandidateThatIsDownCostsAtMostTenRequests() {
        try (var stage = Stage.open(haproxy -> haproxy.retries(0))) {
            var rollback = atOnePercent("down, retries 0", stage);

            assertThat(rollback.clients().failures()).isLessThanOrEqualTo(MOST_FAILED);
        }
    }

    @Test
    void aCandidateThatIsDownCostsAtMostTenRequestsAlsoWhereHaproxyRetriesForSeconds() {
        try (var stage = Stage.open(haproxy -> haproxy.retries(3))) {
            var rollback = atOnePercent("down, retries 3", stage);

            assertThat(rollback.clients().failures()).isLessThanOrEqualTo(MOST_FAILED);
        }
    }

    @Test
    void aDownServerThatRedispatchHidesFromEveryClientIsSeen() {
        try (var stage = Stage.open(haproxy -> haproxy.retries(3).redispatch())) {
            var fault = new Fault("one of two down, redispatch", stage, plan(stage));
            var rollback = fault.strike(1, () -> stage.y().down(0)).awaitRollback();

            assertThat(rollback.clients().failures()).isZero();
        }
    }

    @Test
    void aCandidateThatHaproxyTakesDownIsLeftBeforeItFailsManyRequests() {
        try (var stage = Stage.open(haproxy -> haproxy.retries(3).checks(Duration.ofMillis(100)))) {
            var rollback = atOnePercent("taken down by checks", stage);

            assertThat(rollback.reason()).contains("candidate down");
            assertThat(rollback.clients().failures()).isLessThanOrEqualTo(MOST_FAILED);
        }
    }

    @Test
    void closesOfReusedConnectionsThatNoLineTellsAreSeen() {
        try (var stage = Stage.open()) {
            var rollback = new Fault("silent closes of reused connections", stage, plan(stage))
                    .strike(1, () -> stage.y().behave(Stage.WELL.reusedCloses(1)))
                    .awaitRollback();

            var clients = rollback.clients();
            assertThat(clients.failures()).isBetween(1L, (long) MOST_FAILED);
            assertThat(clients.count(Result.CLOSED))
                    .as("HAProxy answers none of them: %s", clients)
                    .isEqualTo(clients.failures());
        }
    }

    private static Fault.Rollback atOnePercent(String scenario, Stage stage) {
        return new Fault(scenario, stage, plan(stage))
                .strike(1, () -> stage.y().down())
                .awaitRollback();
    }

    private static PlanText plan(Stage stage) {
        return stage.plan()
                .guards(PlanText.ERRORS, PlanText.LATENCY)
                .step("1%", "30s")
                .step("100%", "30s");
    }
}
