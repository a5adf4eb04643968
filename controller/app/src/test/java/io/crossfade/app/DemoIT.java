package io.crossfade.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The demo by the runnable jar: what a newcomer runs first. */
@Timeout(180)
final class DemoIT {

    private static final Pattern FAILED = Pattern.compile("(\\d+) failed because of cluster Y, (\\d+) for another");

    @TempDir
    private Path folder;

    @Test
    void healthyCandidateIsPromotedWithinThreeQuartersOfAMinute() {
        long began = System.nanoTime();
        try (var demo = Jar.run(folder, "demo")) {
            var took = Duration.ofNanos(System.nanoTime() - began);
            assertThat(demo.exit()).as(demo::toString).isZero();
            assertThat(took).isLessThan(Duration.ofSeconds(45));
            assertThat(demo.out())
                    .contains("shifting to baseline 99% / candidate 1%")
                    .contains("shifting to baseline 0% / candidate 100%")
                    .contains("0 failed because of cluster Y, 0 for another reason");
            assertThat(demo.err()).contains("cutover: demo").doesNotContain("Exception");
        }
    }

    /** At 10 % of 400 requests a second Y gets 40 a second; what hangs is known half a second later. */
    @ParameterizedTest
    @CsvSource({"errors, 1, 60", "latency, 0, 0", "down, 1, 30", "hang, 1, 120"})
    void brokenCandidateIsTakenBackAndWhatItCostIsTold(String fault, long least, long most) {
        try (var demo = Jar.run(folder, "demo", "--fault", fault, "--at", "10%")) {
            assertThat(demo.exit()).as(demo::toString).isEqualTo(10);
            assertThat(demo.out())
                    .contains("baking at 10%")
                    .doesNotContain("baking at 50%")
                    .contains("verified after")
                    .containsPattern("from the first of them to the verified rollback: [0-9.]+ s");
            var failed = FAILED.matcher(demo.out());
            assertThat(failed.find()).as(demo::toString).isTrue();
            assertThat(Long.parseLong(failed.group(1))).as(demo::toString).isBetween(least, most);
            assertThat(failed.group(2)).isEqualTo("0");
        }
    }

    @Test
    void candidateThatBreaksWithEverythingIsTakenBackToo() {
        try (var demo = Jar.run(folder, "demo", "--fault", "down", "--at", "100%", "--output", "jsonl")) {
            assertThat(demo.exit()).as(demo::toString).isEqualTo(10);
            var lines = demo.out().lines().toList();
            assertThat(lines.get(lines.size() - 1))
                    .contains("\"type\":\"demo\"")
                    .contains("\"untilVerifiedMillis\":");
        }
    }

    @Test
    void planIsPrintedWithoutStartingAnything() {
        try (var demo = Jar.run(folder, "demo", "--print-plan")) {
            assertThat(demo.exit()).as(demo::toString).isZero();
            assertThat(demo.out()).startsWith("cutover: demo\n").contains("steps:");
            assertThat(demo.err()).isEmpty();
        }
    }

    @Test
    void wrongOptionsAreUsageErrors() {
        assertThat(Jar.run(folder, "demo", "--rate", "9").exit()).isEqualTo(2);
        assertThat(Jar.run(folder, "demo", "--at", "101%").exit()).isEqualTo(2);
        assertThat(Jar.run(folder, "demo", "--fault", "flood").exit()).isEqualTo(2);
    }
}
