package io.crossfade.planfile;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.core.plan.Bake;
import io.crossfade.core.plan.Gate;
import io.crossfade.core.plan.Guard;
import io.crossfade.core.plan.JudgeKind;
import io.crossfade.core.plan.Judging;
import io.crossfade.core.plan.OnRestart;
import io.crossfade.core.plan.Plan;
import io.crossfade.core.plan.Policies;
import io.crossfade.core.plan.Reaction;
import io.crossfade.core.plan.Share;
import io.crossfade.core.plan.Step;
import io.crossfade.core.plan.Window;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanReaderTest {

    private static final String STEPS = "steps: [{ candidate: 100%, bake: 30m }]\n";
    private static final String GUARDS = "guards: [error-rate: { limit: 1% }]\n";

    @Test
    void readsTheExampleToItsValues() throws IOException {
        var plan = fixture("example-weights");

        assertThat(plan.cutover()).isEqualTo("kong-2.8-to-3.4");
        assertThat(plan.nodes()).isEqualTo(1);
        assertThat(plan.guards())
                .containsExactly(
                        new Guard.ErrorRate("error-rate", Optional.of(0.01), Optional.of(0.005), 300, false),
                        new Guard.Latency(
                                "latency-p99",
                                0.99,
                                Optional.of(Duration.ofMillis(800)),
                                Optional.of(0.25),
                                300,
                                false));
        assertThat(plan.steps())
                .containsExactly(
                        Step.of(Share.ofPercent(1), Bake.of(Duration.ofMinutes(5))),
                        Step.of(Share.ofPercent(10), Bake.of(Duration.ofMinutes(10))),
                        new Step(
                                Share.ofPercent(50),
                                Bake.of(Duration.ofMinutes(15)),
                                Optional.of(new Gate(Duration.ofHours(24))),
                                false),
                        Step.of(Share.ALL, Bake.of(Duration.ofMinutes(30))));
        assertThat(plan.window()).isEqualTo(Window.ALWAYS);
        assertThat(plan.policies()).isEqualTo(Policies.DEFAULTS);
    }

    @Test
    void readsEveryKeyToItsValue() throws IOException {
        var plan = fixture("everything");

        assertThat(plan.guards())
                .containsExactly(
                        new Guard.ErrorRate("failures", Optional.of(0.01), Optional.empty(), 300, true),
                        new Guard.ErrorRate("error-rate", Optional.of(0.02), Optional.of(0.0025), 2, 150, false),
                        new Guard.Latency("latency-p99.9", 0.999, Optional.empty(), Optional.of(1.25), 3000, false),
                        new Guard.Latency(
                                "latency-p99",
                                0.99,
                                Optional.of(Duration.ofMillis(1500)),
                                Optional.empty(),
                                300,
                                false));
        assertThat(plan.step(0))
                .isEqualTo(new Step(
                        new Share(1),
                        new Bake(Duration.ofMinutes(1), Duration.ofHours(1)),
                        Optional.of(new Gate(Duration.ofHours(2))),
                        false));
        assertThat(plan.step(1).bake())
                .isEqualTo(new Bake(Duration.ofSeconds(30), Duration.ofMinutes(10), Duration.ofMinutes(30)));
        assertThat(plan.window())
                .isEqualTo(new Window(
                        Optional.of(Instant.parse("2026-11-20T21:00:00Z")),
                        Optional.of(Instant.parse("2026-11-21T04:00:00Z"))));
        assertThat(plan.policies())
                .isEqualTo(new Policies(
                        Reaction.HOLD,
                        Reaction.ROLLBACK,
                        Duration.ofMinutes(2),
                        Reaction.ROLLBACK,
                        Duration.ofSeconds(30),
                        Duration.ZERO,
                        Duration.ofSeconds(5),
                        Duration.ofMinutes(2),
                        new Judging(JudgeKind.SEQUENTIAL, 0.005, Reaction.ROLLBACK, 0.02, 0.01),
                        Optional.of(OnRestart.ROLLBACK)));
    }

    @Test
    void asksForAsManyRequestsAsTheLimitNeeds() {
        var plan = Readers.valid(Readers.planWith(STEPS + """
                        guards:
                          - error-rate: { name: tight, limit: 0.1% }
                          - error-rate: { name: relative, worse-than-baseline: 0.5% }
                          - latency: { quantile: p50, limit: 1s }
                        """)).plan();

        assertThat(plan.guards()).extracting(Guard::minRequests).containsExactly(3000, 300, 6);
    }

    @Test
    void replacesReferencesAfterParsing() throws IOException {
        var plan = fixture("references");

        assertThat(plan.routers().get(0).identity()).isEqualTo("tcp://10.0.0.1:9999");
        assertThat(plan.guards().get(0).minRequests()).isEqualTo(300);
    }

    @Test
    void hashesTheFileAsItWasWritten(@TempDir Path folder) throws IOException {
        var text = Readers.planWith(GUARDS + STEPS);
        var path = Files.writeString(folder.resolve("plan.yaml"), text);
        var reader = new PlanReader(FakeAdapters.ALL, name -> Optional.empty(), FileSource.SYSTEM);

        var file = reader.read(path);

        assertThat(file).isEqualTo(Readers.valid(text));
        assertThat(((PlanFile.Valid) file).hash()).matches("[0-9a-f]{64}");
        assertThat(Readers.valid(text + "# more\n").hash())
                .isNotEqualTo(Readers.valid(text).hash());
    }

    @Test
    void saysThatAFileCannotBeRead(@TempDir Path folder) {
        var reader = new PlanReader(FakeAdapters.ALL, name -> Optional.empty(), FileSource.SYSTEM);

        var file = reader.read(folder.resolve("none.yaml"));

        assertThat(((PlanFile.Invalid) file).problems())
                .singleElement()
                .asString()
                .contains("the file cannot be read", "NoSuchFileException", "none.yaml");
    }

    @Test
    void warnsOfNothingInAnOrdinaryPlan() {
        assertThat(Readers.valid(Readers.planWith(GUARDS + STEPS)).warnings()).isEmpty();
    }

    private static Plan fixture(String name) throws IOException {
        var text = Files.readString(Path.of("src/test/resources/plans/valid", name + ".yaml"));
        return Readers.valid(text).plan();
    }
}
