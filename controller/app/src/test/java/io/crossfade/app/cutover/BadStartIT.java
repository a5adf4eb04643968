package io.crossfade.app.cutover;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.testkit.HaproxyConfig;
import io.crossfade.testkit.HaproxyProcess;
import io.crossfade.testkit.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A cutover that can not be carried through does not begin, says why, and leaves HAProxy as it was. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class BadStartIT {

    private HaproxyProcess haproxy;

    @TempDir
    private Path directory;

    @BeforeAll
    void startHaproxy() {
        haproxy = HaproxyConfig.map(Ports.free(1), Ports.free(1)).start();
    }

    @AfterAll
    void endHaproxy() {
        haproxy.close();
    }

    @Test
    void aMissingBackendIsFoundAtPreflight() throws IOException {
        assertRefused(plan(haproxy.adminSocket()).candidateBackend("be_z"), 4, "be_z");
    }

    @Test
    void aSocketThatIsNotThereIsFoundAtPreflight() throws IOException {
        assertRefused(plan(directory.resolve("no.sock")), 4, "no.sock");
    }

    @Test
    void anUnknownKeyIsShownWithItsPlaceAndASuggestion() throws IOException {
        assertRefused(plan(haproxy.adminSocket()).line("drian: 5s"), 3, "plan.yaml:", "drian", "drain");
    }

    /** A map value may be set at level operator, a weight may not; the level is asked for, not tried. */
    @Test
    void anOperatorLevelSocketMaySetNoWeights() throws IOException {
        try (var weighted = HaproxyConfig.weights(Ports.free(2), Ports.free(2)).start()) {
            var before = weighted.cli("show servers state kong");
            var plan = new PlanText(weighted.operatorSocket(), Topology.WEIGHTS_2_2.planLines(weighted))
                    .guards(PlanText.ERRORS)
                    .step("1%", "30s")
                    .step("100%", "30s");

            assertRefused(plan, 4, "operator", "level admin");
            assertThat(weights(weighted.cli("show servers state kong"))).isEqualTo(weights(before));
        }
    }

    @Test
    void aMissingServerIsFoundAtPreflight() throws IOException {
        try (var weighted = HaproxyConfig.weights(Ports.free(2), Ports.free(1)).start()) {
            var plan = new PlanText(weighted.adminSocket(), Topology.WEIGHTS_2_2.planLines(weighted))
                    .guards(PlanText.ERRORS)
                    .step("1%", "30s")
                    .step("100%", "30s");

            assertRefused(plan, 4, "y2");
        }
    }

    /** The names and weights of the servers; other columns are times. */
    private static List<String> weights(String state) {
        return state.lines()
                .map(line -> line.split(" ", -1))
                .filter(columns -> columns.length > 8)
                .map(columns -> columns[3] + " " + columns[7])
                .toList();
    }

    private PlanText plan(Path socket) {
        return new PlanText(socket, Topology.MAP.planLines(haproxy))
                .guards(PlanText.ERRORS)
                .step("1%", "30s")
                .step("100%", "30s");
    }

    private void assertRefused(PlanText text, int exit, String... said) throws IOException {
        var plan = Files.writeString(directory.resolve("plan.yaml"), text.toString());
        var live = haproxy.cli("show map " + haproxy.mapFile());
        var file = Files.readString(haproxy.mapFile());

        var result = Jar.run(
                directory,
                "run",
                plan.toString(),
                "--yes",
                "--output",
                "jsonl",
                "--state-dir",
                directory.resolve("state").toString());

        assertThat(result.exit()).as(result.out() + result.err()).isEqualTo(exit);
        assertThat(result.err()).contains(said);
        assertThat(haproxy.cli("show map " + haproxy.mapFile())).isEqualTo(live);
        assertThat(Files.readString(haproxy.mapFile())).isEqualTo(file);
    }
}
