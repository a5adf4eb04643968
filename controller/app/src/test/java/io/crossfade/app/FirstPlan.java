package io.crossfade.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.testkit.OpenLoopLoad;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What {@code init} wrote and printed, put to use as an operator does. */
final class FirstPlan {

    private FirstPlan() {}

    /** A block of lines that was printed with the place that they belong to. */
    record Addition(String where, List<String> lines) {}

    /** The lines as they were printed: a place in words, and the lines that follow it, indented by four. */
    static List<Addition> additions(String printed) {
        var additions = new ArrayList<Addition>();
        var where = "";
        var lines = new ArrayList<String>();
        for (var line : printed.lines().toList()) {
            if (line.startsWith("    ")) {
                lines.add(line.substring(4));
            } else {
                if (!lines.isEmpty()) {
                    additions.add(new Addition(where, List.copyOf(lines)));
                    lines.clear();
                }
                where = line;
            }
        }
        if (!lines.isEmpty()) {
            additions.add(new Addition(where, List.copyOf(lines)));
        }
        return additions;
    }

    /**
     * Carries the plan through under load. It is the one that was written, but for bakes that no test can wait for, a
     * first step that fills sooner, and no comparison of latencies of two milliseconds, which on a busy machine are the
     * machine's.
     */
    static void cutOver(Path folder, Path plan, int frontPort) throws IOException {
        Files.writeString(
                plan,
                Files.readString(plan)
                        .replace("limit: 800ms, worse-than-baseline: 25%", "limit: 800ms")
                        .replace("{ candidate: 1%, ", "{ candidate: 5%, ")
                        .replaceAll("bake: \\d+m", "bake: { at-least: 1s, at-most: 90s }")
                        .replace("steps:", "drain: 2s\nsteps:"));
        assertThat(Jar.run(folder, "lint", plan.toString()).exit()).isZero();
        var settings = OpenLoopLoad.Settings.of(600, Duration.ofMinutes(3));
        try (var load = OpenLoopLoad.start(frontPort, settings)) {
            var doctor = Jar.run(folder, "doctor", plan.toString());
            assertThat(doctor.exit()).as(doctor::toString).isZero();
            try (var run = Jar.run(folder, "run", plan.toString(), "--yes", "--approve-gates")) {
                assertThat(run.exit()).as(run::toString).isZero();
            }
            // What a starved machine did not send or did not wait for is not the cutover's doing.
            var tally = load.tally();
            assertThat(tally.count(OpenLoopLoad.Result.SERVER_ERROR))
                    .as(tally::toString)
                    .isZero();
            assertThat(tally.count(OpenLoopLoad.Result.TRUNCATED))
                    .as(tally::toString)
                    .isZero();
        }
    }
}
