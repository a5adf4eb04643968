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

    private static final String WEIGHTS = """
            routers:
              - haproxy:
                  socket: unix:/run/haproxy/admin.sock
                  backend: kong
                  baseline:  [kong-x1, kong-x2]
                  candidate: [kong-y1, kong-y2]
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
    void theWeightsTopologyOfAPlanBecomesASpec() {
        assertThat(read(WEIGHTS))
                .isInstanceOfSatisfying(
                        PlanFile.Valid.class,
                        valid -> assertThat(valid.plan().routers())
                                .containsExactly(new HaproxyWeightsSpec(
                                        "unix:/run/haproxy/admin.sock",
                                        "kong",
                                        List.of("kong-x1", "kong-x2"),
                                        List.of("kong-y1", "kong-y2"),
                                        "crossfade",
                                        false)));
    }

    @Test
    void bothTopologiesAtOnceAndNeitherAreOneClearProblem() {
        assertThat(problems(WEIGHTS.replace("backend: kong", "backend: kong\n      map: { file: /m, key: k }")))
                .singleElement()
                .asString()
                .contains("routers[0].haproxy.map: stands beside backend", "exactly one of: backend, map");
        assertThat(problems(WEIGHTS.replace("backend: kong\n", "\n")))
                .singleElement()
                .asString()
                .contains("none of backend, map", "exactly one of: backend, map");
    }

    @Test
    void aListOfBackendsIsAProblemWithAMap() {
        assertThat(problems(MAP.replace("be_y", "[be_y, be_z]")))
                .singleElement()
                .asString()
                .contains("routers[0].haproxy.candidate: a list of 2 names", "the name of one backend");
    }

    @Test
    void aServerInBothClustersOrTwiceInOneIsAProblemOfItsCluster() {
        assertThat(problems(WEIGHTS.replace("kong-y2", "kong-x1")))
                .singleElement()
                .asString()
                .contains("routers[0].haproxy.candidate", "kong-x1", "no server of the baseline");
        assertThat(problems(WEIGHTS.replace("kong-y2", "kong-y1")))
                .singleElement()
                .asString()
                .contains("routers[0].haproxy.candidate", "kong-y1 twice", "servers that differ");
    }

    @Test
    void theSchemaAcceptsExactlyOneOfTheForms() {
        assertThat(new HaproxyProvider().shape().schema().get("oneOf"))
                .asString()
                .matches(
                        "\\[\\{required=\\[backend]}, \\{required=\\[map], properties=\\{baseline=\\{.*}, candidate=\\{.*}}}]");
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
