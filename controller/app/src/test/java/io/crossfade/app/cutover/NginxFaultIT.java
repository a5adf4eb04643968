package io.crossfade.app.cutover;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.testkit.OpenLoopLoad.Result;
import io.crossfade.testkit.Tally;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A candidate behind NGINX that answers badly or never, or that cannot be connected to. */
final class NginxFaultIT {

    private static final Duration READ_TIMEOUT = Duration.ofSeconds(1);

    /** From the fault to the verified end, on a machine that has other things to do. */
    private static final Duration LONGEST = Duration.ofSeconds(15);

    /** Of a thousand requests a second, one percent on Y. */
    private static final long MOST_FAILED = 15;

    @Test
    void fivePercentOfErrorsAtTheTenPercentStepAreSeenInSeconds() {
        try (var stage = Stage.nginx()) {
            var plan = stage.plan()
                    .guards(PlanText.ERRORS, PlanText.LATENCY)
                    .step("5%", "4s")
                    .step("10%", "30s")
                    .step("100%", "30s");
            var rollback = new Fault("NGINX, 5 % of 500s at 10 %", stage, plan)
                    .strike(2, () -> stage.y().behave(Stage.WELL.errors(0.05)))
                    .awaitRollback();

            assertInTime("NGINX, 5 % of 500s at 10 %", rollback);
        }
    }

    @Test
    void aCandidateThatIsDownCostsFewRequests() {
        try (var stage = Stage.nginx()) {
            var rollback = new Fault("NGINX, down", stage, atOnePercent(stage))
                    .strike(1, () -> stage.y().down())
                    .awaitRollback();

            assertInTime("NGINX, down", rollback);
            assertThat(rollback.clients().count(Result.SERVER_ERROR)).isBetween(1L, MOST_FAILED);
        }
    }

    @Test
    void aDownServerThatNextUpstreamHidesFromEveryClientIsSeenFromTheAttempts() {
        try (var stage = Stage.nginx(nginx -> nginx.nextUpstream("error timeout"))) {
            var fault = new Fault("NGINX, one of two down, hidden", stage, atOnePercent(stage))
                    .strike(1, () -> stage.y().down(0));
            var rollback = fault.awaitRollback();

            assertInTime("NGINX, one of two down, hidden", rollback);
            assertThat(rollback.clients().count(Result.SERVER_ERROR)).isZero();
            assertThat(whileDown(stage, fault, rollback).failures()).isZero();
        }
    }

    @Test
    void aHangingCandidateIsSeenAtTheReadTimeout() {
        try (var stage = Stage.nginx(nginx -> nginx.readTimeout(READ_TIMEOUT))) {
            var rollback = new Fault("NGINX, hang, proxy_read_timeout 1 s", stage, atOnePercent(stage))
                    .strike(1, () -> stage.y().behave(Stage.WELL.hangs(1)))
                    .awaitRollback();

            assertInTime("NGINX, hang, proxy_read_timeout 1 s", rollback);
            assertThat(Duration.ofNanos(rollback.decidedNanos()))
                    .as("no line tells of a hang before NGINX gives up")
                    .isGreaterThanOrEqualTo(READ_TIMEOUT);
            assertThat(rollback.clients().count(Result.SERVER_ERROR)).isPositive();
        }
    }

    private static PlanText atOnePercent(Stage stage) {
        return stage.plan()
                .guards(PlanText.ERRORS, PlanText.LATENCY)
                .step("1%", "30s")
                .step("100%", "30s");
    }

    /** What became of the requests between the fault and the decision, in which no reload breaks a connection. */
    private static Tally whileDown(Stage stage, Fault fault, Fault.Rollback rollback) {
        var seen = stage.load().tally(fault.startNanos(), fault.startNanos() + rollback.decidedNanos());
        assertThat(seen.total()).isPositive();
        return seen;
    }

    /** Reloads break connections too; those clients are told apart from the ones that Y failed. */
    private static void assertInTime(String scenario, Fault.Rollback rollback) {
        var clients = rollback.clients();
        long broken = clients.count(Result.CLOSED);
        Figures.print(
                scenario,
                "%d requests answered 5xx, %d broken by reloads, of %d",
                clients.count(Result.SERVER_ERROR),
                broken,
                clients.total());
        assertThat(clients.failures()).as("%s", clients).isEqualTo(clients.count(Result.SERVER_ERROR) + broken);
        assertThat(Duration.ofNanos(rollback.verifiedNanos())).isLessThan(LONGEST);
    }
}
