package io.crossfade.simulations.yardstick;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Short forms of the tables, with bounds that few runs allow; the guide of this part keeps the long ones. */
class JudgeTablesTest {

    private static final int RUNS = 60;

    @Test
    void aFaultFromTheStartIsFoundNearTheLimit() {
        for (Fault fault : DetectionTable.fromTheStart().faults()) {
            if (fault.share() >= 0.05 || fault.candidateRate() >= 0.05) {
                assertThat(ratio(fault, 4 * RUNS)).as("%s", fault).isBetween(0.9, 2.1);
            }
        }
    }

    @Test
    void aFaultAfterTenHealthyMinutesIsFoundWithinAFewTimesTheLimit() {
        for (double rate : new double[] {0.01, 0.5, 1}) {
            var fault = new Fault(0.05, 0.001, rate, 600_000);

            assertThat(ratio(fault, RUNS / 2)).as("%s", fault).isBetween(1.0, 4.5);
        }
    }

    @Test
    void theErrorTestRaisesFewFalseAlarms() {
        var alarms = FalseAlarmTable.alarms(0.01, 0.5, 50_000, new Settings(400, 1));

        // Of 400 runs at most 4 are expected; 12 or more happen once in two thousand times even then.
        assertThat(alarms.bare().count()).isLessThan(12);
        assertThat(alarms.supported().count()).isLessThanOrEqualTo(alarms.bare().count());
    }

    @Test
    void certificatesComeNearTheLimitAndSeldomAtTheMargin() {
        for (CertificateTable.Cell cell : CertificateTable.cells()) {
            if (cell.limit() / cell.share() > 3_500) {
                continue;
            }
            double mean =
                    CertificateTable.requests(cell, new Settings(2 * RUNS, 1)).mean();
            long wrong = CertificateTable.falsely(cell, new Settings(RUNS, 2)).count();

            assertThat(mean / cell.limit()).as("%s", cell).isBetween(0.8, 1.5);
            // Of 60 runs fewer than one is expected; five or more happen once in 3,000 times even at the level.
            assertThat(wrong).as("%s", cell).isLessThan(5);
        }
    }

    @Test
    void goodCutoversAreNotRolledBackInAnyWorld() {
        for (Scene scene : Worlds.good(200)) {
            if (!scene.name().contains("twent")) {
                var ends = WorldsTable.ends(scene, WorldsTable::judge, new Settings(2, 5));

                assertThat(ends.count(CutoverRun.End.ROLLED_BACK))
                        .as(scene.name())
                        .isZero();
            }
        }
    }

    @Test
    void theRulesOfOtherToolsAreComparedOnTheSameRequests() {
        assertThat(printed("peers", 2)).contains("judge", "Flagger 60 s, threshold 5", "Argo 300 s", "Kayenta");
    }

    @Test
    void aFourTimesSlowerCandidateIsFoundSoonAndAnEqualOneIsNot() {
        var random = new SplittableRandom(1);
        Scene alike = Scene.steady(1_000, 0.001, 0.001).slow(Course.steady(1), Course.steady(1));
        Scene slow = alike.slow(Course.steady(1), Course.steady(4));
        var calm = WatchedRun.of(new World(alike, random.split()), new SlownessTest(0.01, 0.1), 0.05, 100);
        var found = WatchedRun.of(new World(slow, random.split()), new SlownessTest(0.01, 0.1), 0.05, 100);

        assertThat(calm.isOver()).isFalse();
        assertThat(found.candidateRequests()).isBetween(2, 40);
    }

    @Test
    void aShareThatIsOffIsShownAndATrueOneIsNot() {
        assertThat(printed("share", 10)).contains("| 5.00 % | - |", "(in 0 of 10)");
    }

    @Test
    void aTableThatDoesNotExistIsRefusedWithThoseThatDo() {
        assertThatThrownBy(() -> printed("nothing", 1)).hasMessageContainingAll("nothing", "detection", "worlds");
    }

    @Test
    @EnabledIfSystemProperty(named = "crossfade.table", matches = ".+")
    void theTableThatWasAskedForIsPrinted() {
        String name = System.getProperty("crossfade.table");
        JudgeTables.main(List.of(
                        "--table", name,
                        "--runs", System.getProperty("crossfade.runs", "1000"),
                        "--seed", System.getProperty("crossfade.seed", "1"))
                .toArray(String[]::new));

        assertThat(name).isNotEmpty();
    }

    private static double ratio(Fault fault, int runs) {
        var found = DetectionTable.errorTest(fault, 0, runs, 1);
        assertThat(found.missed()).isZero();
        return found.requests().mean() / Limit.candidateRequests(fault, Settings.ALPHA);
    }

    private static String printed(String table, int runs) {
        var out = new ByteArrayOutputStream();
        JudgeTables.print(table, runs, 1, new PrintStream(out, true, StandardCharsets.UTF_8));
        return out.toString(StandardCharsets.UTF_8);
    }
}
