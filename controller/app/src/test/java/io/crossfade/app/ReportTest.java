package io.crossfade.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.app.story.CutoverRecorder;
import io.crossfade.simulations.Library;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What simulations, runs and journals leave to be read. */
@Timeout(60)
final class ReportTest {

    private static final Path JOURNAL = Path.of("../server/src/test/resources/journal-v1.jsonl");

    @TempDir
    private Path folder;

    private Desk desk;

    @BeforeEach
    void sit() {
        desk = new Desk(folder);
    }

    @Test
    void theReportOfASimulatedRollbackHasTheEvidenceThatDecided() throws Exception {
        assertThat(simulate("error-burst", "report.json")).isZero();
        var story = new JsonObject(read("report.json"));
        var evidence = story.getJsonObject("evidence");
        var failing = objects(evidence.getJsonArray("verdicts"))
                .filter(verdict -> verdict.getString("status").equals("fail"))
                .findFirst()
                .orElseThrow();
        var rollback = objects(story.getJsonArray("events"))
                .filter(event -> event.getString("kind").equals("rolling-back"))
                .findFirst()
                .orElseThrow();

        assertThat(story.getString("ending")).isEqualTo("rolled-back");
        assertThat(evidence.getBoolean("deciding")).isTrue();
        assertThat(evidence.getDouble("at")).isLessThanOrEqualTo(rollback.getDouble("at"));
        assertThat(rollback.getString("text")).contains(failing.getString("text"));
        assertThat(failing.getDouble("value")).isGreaterThan(failing.getDouble("limit"));
        assertThat(failing.getLong("n")).isPositive();
        assertThat(objects(story.getJsonArray("charts")).map(chart -> chart.getString("title")))
                .containsExactly("Share of the candidate", "Failed requests", "Latency");
    }

    @Test
    void theSamePageIsMadeOfTheSameSeed() throws Exception {
        simulate("dead-at-once", "one.html");
        simulate("dead-at-once", "other.html");
        assertThat(read("one.html"))
                .isEqualTo(read("other.html"))
                .startsWith("<!DOCTYPE html>")
                .contains("What decided", "✗ fail", "Rolled back");
        assertThat(desk.err()).contains("report in " + folder.resolve("one.html"));
    }

    @Test
    void manyRunsTellTheOddsAndTheWorstOfThem() throws Exception {
        assertThat(simulate("error-burst", "report.json", "--runs", "8")).isZero();
        var story = new JsonObject(read("report.json"));
        var runs = story.getJsonArray("runs").getJsonObject(0);
        var harm = runs.getJsonArray("spreads").getJsonObject(0);

        assertThat(story.getString("origin")).contains("the worst of 8 runs");
        assertThat(runs.getInteger("count")).isEqualTo(8);
        assertThat(objects(story.getJsonArray("facts"))
                        .findFirst()
                        .orElseThrow()
                        .getString("value"))
                .as("the story is that of the worst run")
                .isEqualTo(String.format(java.util.Locale.ROOT, "%,d", harm.getLong("most")));
        assertThat(harm.getLong("least")).isLessThanOrEqualTo(harm.getLong("median"));
    }

    @Test
    void nothingIsWrittenOverUnasked() throws Exception {
        Files.writeString(folder.resolve("report.html"), "mine");
        assertThat(simulate("dead-at-once", "report.html")).isEqualTo(2);
        assertThat(desk.out()).as("refused before anything was run").isEmpty();
        assertThat(desk.err()).contains("exists, nothing was written (expected: a new file, or --report-force)");
        assertThat(read("report.html")).isEqualTo("mine");

        assertThat(simulate("dead-at-once", "report.html", "--report-force")).isZero();
        assertThat(read("report.html")).startsWith("<!DOCTYPE html>");
    }

    @Test
    void aNameThatTellsNoFormatAndAFolderThatIsNotThereAreRefused() {
        assertThat(simulate("dead-at-once", "report.pdf")).isEqualTo(2);
        assertThat(simulate("dead-at-once", "nowhere/report.html")).isEqualTo(2);
        assertThat(desk.err()).contains("a name ending in .html, .json or .txt", "a folder that is there");
    }

    @Test
    void aRunLeavesItsReportHoweverItEnds() throws Exception {
        var file = folder.resolve("run.html");
        var plan = desk.plan("lb-1");
        assertThat(desk.run("run", plan, "--yes", "--hold-timeout", "300ms", "--report", file.toString()))
                .as(desk.err())
                .isEqualTo(12);
        assertThat(Files.readString(file))
                .contains("Held: waiting for a person", "a real cutover, by crossfade", "fakectl lb-1 0%", "Events");

        assertThat(desk.run("run", plan, "--yes", "--report", file.toString())).isEqualTo(2);
        assertThat(desk.err()).contains("exists, nothing was written");
    }

    @Test
    void aReportThatCannotBeWrittenIsToldOfAndChangesNothing() throws Exception {
        var gone = Files.createDirectory(folder.resolve("gone"));
        var file = ReportFile.at(gone.resolve("report.html"), false, "--report-force");
        Files.delete(gone);
        var told = new ArrayList<String>();
        var plan = new Plans(desk.around(), Adapters.load(desk.around().environment()))
                .read(Path.of(desk.plan("lb-1")))
                .plan();
        new RunReport(new CutoverRecorder(plan, "a test"), file).write("over", told::add);

        assertThat(told).singleElement().asString().contains("cannot be written", "`crossfade report`");
    }

    @Test
    void aJournalIsToldAsAStory() throws Exception {
        var state = Files.createDirectory(folder.resolve("own"));
        Files.copy(JOURNAL, state.resolve("journal-000001.jsonl"));
        assertThat(desk.run("report", "--state-dir", state.toString())).isZero();
        assertThat(desk.out()).contains("Rolled back", "step 1", "rolling-back", "ended");

        var page = folder.resolve("journal.html");
        assertThat(desk.run("report", "--state-dir", state.toString(), "--out", page.toString()))
                .isZero();
        assertThat(Files.readString(page)).contains("Share of the candidate").doesNotContain("Failed requests, %");
        assertThat(desk.run("report", "--state-dir", folder.toString())).isEqualTo(4);
    }

    private int simulate(String scenario, String file, String... more) {
        var arguments = new ArrayList<>(List.of(
                "simulate",
                desk.file(Library.referencePlan()),
                scenario,
                "--report",
                folder.resolve(file).toString()));
        arguments.addAll(List.of(more));
        return desk.run(arguments.toArray(String[]::new));
    }

    private String read(String file) throws Exception {
        return Files.readString(folder.resolve(file));
    }

    private static java.util.stream.Stream<JsonObject> objects(JsonArray array) {
        return array.stream().map(JsonObject.class::cast);
    }
}
