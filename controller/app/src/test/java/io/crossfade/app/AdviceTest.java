package io.crossfade.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.simulations.Library;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code plan --advise}: what it proposes is a plan, and keeps what it promises. */
@Timeout(60)
final class AdviceTest {

    private static final int BUDGET = 50;

    @TempDir
    private Path folder;

    private Desk desk;

    @BeforeEach
    void sit() {
        desk = new Desk(folder);
    }

    @Test
    void theProposalIsAValidPlanThatPromotesAGoodCandidateAndTakesADeadOneBackWithinTheBudget() {
        var reference = desk.file(Library.referencePlan());
        var advice = desk.fresh("plan", reference, "--advise", "--rate", "1000/s", "--harm", String.valueOf(BUDGET));
        var proposed = desk.file(Library.referencePlan().replaceAll("(?s)steps:.*", "") + advice);

        assertThat(desk.run("lint", proposed)).as(desk.err()).isZero();
        assertThat(run(proposed, "healthy").getString("ending")).isEqualTo("promoted");
        var dead = run(proposed, "dead-at-once");
        assertThat(dead.getString("ending")).isEqualTo("rolled-back");
        assertThat(dead.getLong("failedBecauseOfCandidate")).isBetween(1L, (long) BUDGET);
    }

    @Test
    void whatThePlanAsWrittenRisksStandsBesideIt() {
        var reference = desk.file(Library.referencePlan());

        assertThat(desk.fresh("plan", reference, "--advise", "--rate", "1000/s", "--harm", "50"))
                .contains(
                        "# The plan as written:",
                        "overload over the budget",
                        "OVER the budget of 50",
                        "# Proposed:",
                        "within the budget of 50",
                        "steps:\n  - { candidate: 1%, bake: ");
        assertThat(desk.fresh("plan", reference, "--advise", "--rate", "5/s", "--harm", "50"))
                .as("a hundredth of five requests a second")
                .contains("can NOT pass");
    }

    @Test
    void valuesThatMakeNoSenseAreRefused() {
        var plan = desk.file(Library.referencePlan());

        assertThat(desk.run("plan", plan, "--advise")).isEqualTo(2);
        assertThat(desk.run("plan", plan, "--harm", "10")).isEqualTo(2);
        assertThat(desk.run("plan", plan, "--advise", "--rate", "10", "--harm", "50"))
                .isEqualTo(2);
        assertThat(desk.run("plan", plan, "--advise", "--rate", "0/s", "--harm", "50"))
                .isEqualTo(2);
        assertThat(desk.run("plan", plan, "--advise", "--rate", "1000/s", "--harm", "3"))
                .isEqualTo(2);
        assertThat(advise(plan, "--baseline-errors", "2%")).isEqualTo(2);
        assertThat(advise(plan, "--baseline-errors", "2")).isEqualTo(2);
        assertThat(advise(plan, "--reaction", "5")).isEqualTo(2);
        assertThat(advise(plan, "--dwell", "0s")).isEqualTo(2);
        assertThat(desk.err())
                .contains(
                        "expected: with --rate and --harm",
                        "expected: with --advise",
                        "--rate: 10 (expected: requests a second, such as 1000/s)",
                        "--rate: 0.0/s (expected: above 0/s",
                        "--harm: 3 (expected: ",
                        "--baseline-errors: 2% (expected: below 1%, the limit of the plan's error rate)",
                        "--baseline-errors: 2 (expected: such as 0.1%)",
                        "--reaction: 5 (expected: a time with its unit, such as 500ms)",
                        "--dwell: 0s (expected: above 0s)");
        assertThat(desk.out()).isEmpty();
    }

    private int advise(String plan, String option, String value) {
        return desk.run("plan", plan, "--advise", "--rate", "1000/s", "--harm", "50", option, value);
    }

    private JsonObject run(String plan, String scenario) {
        var lines = desk.fresh("simulate", plan, scenario, "--output", "jsonl")
                .lines()
                .toList();
        return new JsonObject(lines.get(lines.size() - 1));
    }
}
