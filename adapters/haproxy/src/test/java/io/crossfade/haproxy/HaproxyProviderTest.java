package io.crossfade.haproxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.core.spi.AdapterProvider;
import io.crossfade.planfile.PlanFile;
import io.crossfade.planfile.PlanReader;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class HaproxyProviderTest {

    private static final String MAP = """
            routers:
              - haproxy:
                  socket: unix:/run/haproxy/admin.sock
                  map: { file: /etc/haproxy/split.map, key: ycut }
                  baseline:  be_x
                  candidate: be_y
                  watch: { ring: crossfade }
            """;

    @Test
    void theProviderIsFoundByTheServiceLoader() {
        assertThat(ServiceLoader.load(AdapterProvider.class))
                .singleElement()
                .satisfies(provider -> assertThat(provider.name()).isEqualTo("haproxy"));
    }

    @Test
    void theMapTopologyOfAPlanBecomesASpec() {
        assertThat(read(MAP))
                .isInstanceOfSatisfying(
                        PlanFile.Valid.class,
                        valid -> assertThat(valid.plan().routers())
                                .containsExactly(new HaproxySpec(
                                        "unix:/run/haproxy/admin.sock",
                                        "/etc/haproxy/split.map",
                                        "ycut",
                                        "be_x",
                                        "be_y",
                                        "crossfade",
                                        false)));
    }

    @Test
    void serverWeightsAreOneClearProblem() {
        var weights = """
                routers:
                  - haproxy:
                      socket: unix:/run/haproxy/admin.sock
                      backend: kong
                      baseline:  [kong-x1, kong-x2]
                      candidate: [kong-y1, kong-y2]
                      watch: { ring: crossfade }
                """;

        assertThat(problems(weights))
                .singleElement()
                .asString()
                .contains("server weights: not supported yet", "expected map");
    }

    @Test
    void aNameThatCarriesASecondCommandIsAProblemAtItsPlace() {
        assertThat(problems(MAP.replace("be_y", "'be_y;set server be_x/x1 state maint'")))
                .singleElement()
                .asString()
                .contains("routers[0].haproxy.candidate", "expected a name of 1 to 128 letters");
    }

    @Test
    void twoEqualBackendsAreAProblemOfTheCandidate() {
        assertThat(problems(MAP.replace("be_y", "be_x")))
                .singleElement()
                .asString()
                .contains("routers[0].haproxy.candidate", "another than the baseline");
    }

    private static List<String> problems(String routers) {
        return read(routers) instanceof PlanFile.Invalid invalid ? invalid.problems() : List.of();
    }

    private static PlanFile read(String routers) {
        var reader = new PlanReader(List.of(new HaproxyProvider()), name -> Optional.empty(), (path, most) -> {
            throw new IOException("no file is read here");
        });
        return reader.read("plan.yaml", "cutover: test\n" + routers + """
                        guards:
                          - error-rate: { limit: 1% }
                        steps:
                          - { candidate: 100%, bake: 1m }
                        """);
    }
}
