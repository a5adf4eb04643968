package io.crossfade.simulations;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.core.machine.Ending;
import io.crossfade.core.plan.Plan;
import io.crossfade.planfile.ShapedFile;
import io.crossfade.simulations.scenario.Scenario;
import io.crossfade.simulations.scenario.Scenarios;
import org.junit.jupiter.api.Test;

/** Whole cutovers behind a load balancer that tells its counters and no requests. */
class CountersOnlyCutoverTest {

    private static final Plan ERRORS_ONLY =
            Reference.plan(Library.referencePlan().replaceAll("  - latency: .*\n", ""));

    private static Outcome run(Plan plan, String faults, long seed) {
        var text = "scenario: some\nabout: x\napprovals: 10s\nsignals: [{ counters-only: { at: 0s } }]\n" + faults;
        var file = new Scenarios().read("scenario", text);
        return Simulation.run(plan, ((ShapedFile.Valid<Scenario>) file).value(), seed);
    }

    @Test
    void aGoodCandidateIsPromoted() {
        for (int seed = 1; seed <= 5; seed++) {
            var outcome = run(ERRORS_ONLY, "", seed);

            assertThat(outcome.ending())
                    .as(String.join("\n", outcome.transcript()))
                    .isEqualTo(Ending.PROMOTED);
        }
    }

    @Test
    void aDeadCandidateIsRolledBackAfterAFewRequests() {
        var outcome = run(ERRORS_ONLY, "faults: [{ down: { in: candidate, reached: 10%, at: 30s } }]", 1);

        assertThat(outcome.ending()).isEqualTo(Ending.ROLLED_BACK);
        assertThat(outcome.failedBecauseOfCandidate()).isLessThan(30);
        assertThat(String.join("\n", outcome.transcript())).contains("rolling back: error-rate: ");
    }

    @Test
    void aCandidateThatFailsFiveInAHundredIsRolledBack() {
        var outcome = run(ERRORS_ONLY, "faults: [{ errors: { in: candidate, rate: 5%, reached: 10% } }]", 1);

        assertThat(outcome.ending()).isEqualTo(Ending.ROLLED_BACK);
        assertThat(outcome.failedBecauseOfCandidate()).isLessThan(40);
    }

    @Test
    void aFaultOfBothIsNotTheCandidates() {
        var both = "faults: [{ errors: { in: both, rate: 30%, reached: 10%, at: 30s, for: 20s } }]";
        for (int seed = 1; seed <= 3; seed++) {
            assertThat(run(ERRORS_ONLY, both, seed).ending()).isNotEqualTo(Ending.ROLLED_BACK);
        }
    }

    @Test
    void aPlanThatAsksForLatencyIsHeldAndSaysWhy() {
        var outcome = run(Reference.plan(), "", 1);

        assertThat(outcome.ending()).isEqualTo(Ending.HELD);
        assertThat(String.join("\n", outcome.transcript()))
                .contains("latency-p99: counters tell no latency, only lines of requests do");
    }
}
