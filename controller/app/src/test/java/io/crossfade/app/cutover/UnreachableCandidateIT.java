package io.crossfade.app.cutover;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.testkit.OpenLoopLoad.Result;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** A candidate that cannot be connected to while it has one percent of a thousand requests a second. */
@ParameterizedClass
@MethodSource("io.crossfade.app.cutover.Topology#chosen")
final class UnreachableCandidateIT {

    private final Topology topology;

    UnreachableCandidateIT(Topology topology) {
        this.topology = topology;
    }

    private static final int MOST_FAILED = 10;

    @Test
    void aCandidateThatIsDownCostsAtMostTenRequests() {
        try (var stage = Stage.open(topology, haproxy -> haproxy.retries(0))) {
            var rollback = atOnePercent("down, retries 0", stage);

            assertThat(rollback.clients().failures()).isLessThanOrEqualTo(MOST_FAILED);
        }
    }

    @Test
    void aCandidateThatIsDownCostsAtMostTenRequestsAlsoWhereHaproxyRetriesForSeconds() {
        try (var stage = Stage.open(topology, haproxy -> haproxy.retries(3))) {
            var rollback = atOnePercent("down, retries 3", stage);

            assertThat(rollback.clients().failures()).isLessThanOrEqualTo(MOST_FAILED);
        }
    }

    @Test
    void aDownServerThatRedispatchHidesFromEveryClientIsSeen() {
        try (var stage = Stage.open(topology, haproxy -> haproxy.retries(3).redispatch())) {
            var fault = new Fault(topology + ", " + "one of two down, redispatch", stage, plan(stage));
            var rollback = fault.strike(1, () -> stage.y().down(0)).awaitRollback();

            assertThat(rollback.clients().failures()).isZero();
        }
    }

    /** The guards only look on, or whichever of the two is quicker would decide. */
    @Test
    void aCandidateThatHaproxyTakesDownIsLeftBeforeItFailsManyRequests() {
        try (var stage = Stage.open(topology, haproxy -> haproxy.retries(3).checks(Duration.ofMillis(100)))) {
            var plan = stage.plan()
                    .guards("error-rate: { limit: 1%, min-requests: 30, shadow: true }")
                    .step(topology.firstPercent() + "%", "30s")
                    .step("100%", "30s");
            var rollback = new Fault(topology + ", taken down by checks", stage, plan)
                    .strike(1, () -> stage.y().down())
                    .awaitRollback();

            assertThat(rollback.reason()).contains("candidate down");
            assertThat(rollback.clients().failures()).isLessThanOrEqualTo(MOST_FAILED);
        }
    }

    @Test
    void closesOfReusedConnectionsThatNoLineTellsAreSeen() {
        try (var stage = Stage.open(topology)) {
            var rollback = new Fault(topology + ", " + "silent closes of reused connections", stage, plan(stage))
                    .strike(1, () -> stage.y().behave(Stage.WELL.reusedCloses(1)))
                    .awaitRollback();

            var clients = rollback.clients();
            assertThat(clients.failures()).isBetween(1L, (long) MOST_FAILED);
            assertThat(clients.count(Result.CLOSED))
                    .as("HAProxy answers none of them: %s", clients)
                    .isEqualTo(clients.failures());
        }
    }

    private Fault.Rollback atOnePercent(String scenario, Stage stage) {
        return new Fault(topology + ", " + scenario, stage, plan(stage))
                .strike(1, () -> stage.y().down())
                .awaitRollback();
    }

    private PlanText plan(Stage stage) {
        return stage.plan()
                .guards(PlanText.ERRORS, PlanText.LATENCY)
                .step(topology.firstPercent() + "%", "30s")
                .step("100%", "30s");
    }
}
