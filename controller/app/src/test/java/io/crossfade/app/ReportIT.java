package io.crossfade.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.testkit.Behaviour;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The report of a rollback on a real HAProxy under traffic. */
@Timeout(120)
final class ReportIT {

    @TempDir
    private Path folder;

    @Test
    void theReportOfARealRollbackHasTheEvidenceAndTheFailuresOverTime() throws Exception {
        var report = folder.resolve("report.json");
        try (var site = new Site(folder)) {
            site.candidate().behave(Behaviour.healthy(Duration.ofMillis(2)).errors(0.9));
            var plan = site.plan(
                    "{ candidate: 10%, bake: { at-least: 2s, at-most: 60s } }",
                    "{ candidate: 100%, bake: { at-least: 2s, at-most: 60s } }");
            try (var run = Jar.run(folder, "run", plan, "--yes", "--report", report.toString())) {
                assertThat(run.exit()).as(run::toString).isEqualTo(10);
                assertThat(run.err()).contains("report in " + report);
            }
        }
        var story = new JsonObject(Files.readString(report));
        assertThat(story.getString("ending")).isEqualTo("rolled-back");
        assertThat(story.getJsonObject("evidence").getBoolean("deciding")).isTrue();
        assertThat(highest(story.getJsonArray("charts"), "Share of the candidate", "happened"))
                .isEqualTo(10);
        assertThat(highest(story.getJsonArray("charts"), "Failed requests", "candidate"))
                .as("nine in ten fail")
                .isGreaterThan(30);
        assertThat(highest(story.getJsonArray("charts"), "Failed requests", "baseline"))
                .isZero();
        assertThat(highest(story.getJsonArray("charts"), "Latency", "baseline p99"))
                .isPositive();
    }

    private static double highest(JsonArray charts, String chart, String line) {
        return values(named(named(charts, "title", chart).getJsonArray("lines"), "name", line)).stream()
                .mapToDouble(Double::doubleValue)
                .max()
                .orElseThrow();
    }

    private static JsonObject named(JsonArray objects, String key, String name) {
        return objects.stream()
                .map(JsonObject.class::cast)
                .filter(object -> object.getString(key).equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static List<Double> values(JsonObject line) {
        var values = line.getJsonArray("values");
        return IntStream.range(0, values.size())
                .filter(index -> values.getValue(index) != null)
                .mapToObj(values::getDouble)
                .toList();
    }
}
