package io.crossfade.simulations.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.core.machine.Ending;
import io.crossfade.core.plan.Cluster;
import io.crossfade.core.plan.Share;
import io.crossfade.planfile.ShapedFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScenariosTest {

    private final Scenarios scenarios = new Scenarios();

    private static final String HEAD = "scenario: some\nabout: something\n";

    @Test
    void aScenarioIsWhatItsFileSays() {
        var scenario = valid(HEAD + """
                traffic: { rate: 200, apart: evenly }
                candidate: { servers: 3, capacity: 100 }
                faults:
                  - errors: { in: candidate, server: 2, rate: 5%, at: 30s, reached: 10%, for: 1m, growing: 20s, above: 5% }
                load-balancers:
                  - hand: { share: 30%, node: 1, at: 1m }
                approvals: never
                expect: rolled-back
                """);

        assertThat(scenario.load().perSecond()).isEqualTo(200);
        assertThat(scenario.load().even()).isTrue();
        assertThat(scenario.baseline()).isEqualTo(ClusterShape.USUAL);
        assertThat(scenario.candidate().capacity()).contains(100);
        assertThat(scenario.faults())
                .containsExactly(new Fault(
                        new When(
                                Duration.ofSeconds(30),
                                Optional.of(Share.ofPercent(10)),
                                Optional.of(Duration.ofMinutes(1))),
                        Optional.of(Cluster.CANDIDATE),
                        Optional.of(2),
                        Optional.of(Share.ofPercent(5)),
                        Optional.of(Duration.ofSeconds(20)),
                        new Fault.Effect.Errors(0.05)));
        assertThat(scenario.incidents()).hasSize(1);
        assertThat(scenario.approvals()).isEmpty();
        assertThat(scenario.expected()).contains(Ending.ROLLED_BACK);
        assertThat(scenario.isCandidateGood()).isFalse();
    }

    @Test
    void everyFaultIsToldAtOnceWithItsPlaceAndWhatWasProbablyMeant() {
        var problems = problems(HEAD + """
                trafic: { rate: 200 }
                faults:
                  - erors: { in: candidate, rate: 5% }
                  - errors: { in: both, rate: 5 }
                expect: promotted
                """);

        assertThat(problems).hasSize(4);
        assertThat(problems.get(0)).contains("did you mean \"traffic\"").contains("scenario.yaml:3:1");
        assertThat(problems.get(1)).contains("did you mean \"errors\"").contains("scenario.yaml:5:5");
        assertThat(problems.get(2)).contains("did you mean \"5%\"").contains("scenario.yaml:6:31");
        assertThat(problems.get(3)).contains("did you mean \"promoted\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "expect: rolled-back-by-operator | no operator rolls back",
                "faults: [{ errors: { in: candidate, server: 3, rate: 5% } }] | the cluster has 2",
                "faults: [{ errors: { in: candidate, above: 100%, rate: 5% } }] | which nothing is above",
                "faults: [{ pauses: { in: candidate, every: 1s, each: 2s } }] | no shorter than every",
                "traffic: { bursts: { times: 300%, every: 1s, each: 2s } } | no shorter than every",
                "traffic: { recorded: { every: 1s, rates: [0, 0] } } | no request at any time",
                "candidate: { median: 50ms, p99: 20ms } | below the median",
                "candidate: { median: 50ms, timeout: 20ms, p99: 60ms } | longer than the timeout",
                "load-balancers: [{ usable: { in: candidate, servers: 3 } }] | 3 usable servers of 2",
                "faults: [{ down: { in: candidate, growing: 10s } }] | unknown key",
                "controller: [{ stall: { by: 2s, for: 10s } }] | unknown key",
                "controller: [{ crash: { at: 2s } }] | for",
            })
    void whatContradictsItselfIsToldOf(String line, String words) {
        assertThat(problems(HEAD + line + "\n")).hasSize(1).first().asString().contains(words);
    }

    @Test
    void theGuidesExampleIsAScenario() throws IOException {
        var guide = Files.readString(Path.of("README.md"));
        int begin = guide.indexOf("```yaml\n") + "```yaml\n".length();

        assertThat(valid(guide.substring(begin, guide.indexOf("```", begin))).name())
                .isEqualTo("overload-and-reload");
    }

    @Test
    void anEmptyFileIsNoScenario() {
        assertThat(problems("")).hasSize(1).first().asString().contains("the file is empty", "a scenario");
    }

    private Scenario valid(String text) {
        var file = scenarios.read("scenario.yaml", text);
        if (file instanceof ShapedFile.Invalid<Scenario> invalid) {
            throw new AssertionError(String.join("\n", invalid.problems()));
        }
        return ((ShapedFile.Valid<Scenario>) file).value();
    }

    private List<String> problems(String text) {
        return ((ShapedFile.Invalid<Scenario>) scenarios.read("scenario.yaml", text)).problems();
    }
}
