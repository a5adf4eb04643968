package io.crossfade.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.simulations.Library;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code simulate} on a plan whose load balancer does not exist. */
@Timeout(60)
final class SimulateCommandTest {

    @TempDir
    private Path folder;

    private Desk desk;
    private String plan;

    @BeforeEach
    void sit() {
        desk = new Desk(folder);
        plan = desk.file(Library.referencePlan());
    }

    @Test
    void oneScenarioTellsItsStoryAndEndsAsExpected() {
        assertThat(desk.run("simulate", plan, "dead-at-once")).isZero();
        assertThat(desk.out())
                .startsWith("dead-at-once, seed 1\n")
                .contains(
                        "rolling back: error-rate: error rate 100% > 1%, n=3, ",
                        " against", "because of the candidate.");
        assertThat(desk.err()).isEmpty();
    }

    @Test
    void theSameSeedTellsTheSameStory() {
        desk.run("simulate", plan, "error-burst", "--seed", "9");
        var first = desk.out();
        var again = new Desk(folder);
        again.run("simulate", plan, "error-burst", "--seed", "9");

        assertThat(again.out()).isEqualTo(first);
    }

    @Test
    void aScenarioFileIsCarriedOutAndAnotherEndIsToldOf() {
        var file = desk.file("""
                scenario: mine
                about: Y is dead and somebody expects it to be promoted.
                faults: [{ down: { in: candidate } }]
                expect: promoted
                """);

        assertThat(desk.run("simulate", plan, file)).isEqualTo(15);
        assertThat(desk.out()).contains("mine, seed 1", "Expected was promoted.");
    }

    @Test
    void aFaultyScenarioFileIsToldOfWithItsPlaces() {
        var file = desk.file("scenario: mine\nabout: x\nfautls: []\n");

        assertThat(desk.run("simulate", plan, file)).isEqualTo(3);
        assertThat(desk.err()).contains("did you mean \"faults\"", ":3:1");
        assertThat(desk.out()).isEmpty();
    }

    @Test
    void manyRunsAreATable() {
        assertThat(desk.run("simulate", plan, "dead-at-once", "--runs", "10", "--seed", "5"))
                .isZero();
        assertThat(desk.out()).contains("dead-at-once", "100%", "10 runs", "0 did not end as expected");
        assertThat(desk.err()).as("no bar where nobody looks").isEmpty();
    }

    @Test
    void aBarGrowsWhereAPersonLooks() {
        assertThat(desk.answering("").run("simulate", plan, "dead-at-once", "--runs", "10"))
                .isZero();
        assertThat(desk.err()).contains("[########################################] 10 of 10");
    }

    @Test
    void programsGetLinesOfJson() {
        assertThat(desk.run("simulate", plan, "dead-at-once", "--runs", "4", "--output", "jsonl"))
                .isZero();
        var lines = desk.out().lines().map(JsonObject::new).toList();

        assertThat(lines).hasSize(2);
        assertThat(lines.get(0).getString("type")).isEqualTo("version");
        assertThat(lines.get(1).getString("type")).isEqualTo("odds");
        assertThat(lines.get(1).getJsonObject("endings").getInteger("rolled-back"))
                .isEqualTo(4);
        assertThat(lines.get(1).getJsonObject("failedBecauseOfCandidate").getLong("worst"))
                .isBetween(1L, 20L);
    }

    @Test
    void programsGetTheEventsOfOneRun() {
        assertThat(desk.run("simulate", plan, "dead-at-once", "--output", "jsonl"))
                .isZero();
        var lines = desk.out().lines().map(JsonObject::new).toList();

        assertThat(lines).extracting(line -> line.getString("kind")).contains("world", "rolling-back", "ended");
        assertThat(lines.get(lines.size() - 1).getString("ending")).isEqualTo("rolled-back");
        assertThat(lines.get(lines.size() - 1).getInteger("exit")).isEqualTo(10);
    }

    @Test
    void theLibraryIsListedWithoutAPlan() {
        assertThat(desk.run("simulate", "--list")).isZero();
        assertThat(desk.out().lines()).hasSize(Library.all().size());
    }

    @Test
    void whatIsMissingOrTooMuchIsWrongUsage() {
        assertThat(desk.run("simulate")).isEqualTo(2);
        assertThat(desk.run("simulate", plan)).isEqualTo(2);
        assertThat(desk.run("simulate", plan, "healthy", "--all")).isEqualTo(2);
        assertThat(desk.run("simulate", plan, "no-such-thing")).isEqualTo(2);
        assertThat(desk.run("simulate", plan, "healthy", "--runs", "0")).isEqualTo(2);
        assertThat(desk.err())
                .contains("no plan", "no scenario (expected", "one of them", "healthy, evenly-paced", "--runs: 0");
        assertThat(desk.out()).isEmpty();
    }
}
