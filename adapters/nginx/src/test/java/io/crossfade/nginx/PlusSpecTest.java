package io.crossfade.nginx;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.core.plan.AchievedShare;
import io.crossfade.core.plan.Cluster;
import io.crossfade.core.plan.Share;
import io.crossfade.core.plan.Split;
import io.crossfade.core.port.Outcome;
import io.crossfade.core.spi.LogParser.Kind;
import io.crossfade.core.spi.LogSink;
import io.crossfade.planfile.PlanFile;
import io.crossfade.planfile.PlanReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlusSpecTest {

    private static final String PLAN = """
            routers:
              - nginx:
                  api: http://127.0.0.1:8080/api/9
                  upstream: kong
                  baseline:  ["10.0.0.1:8000", "10.0.0.2:8000"]
                  candidate: ["10.0.1.1:8000", "unix:/run/y2.sock"]
                  watch: { log: /var/log/nginx/crossfade.log }
            """;

    @Test
    void thePlanOfTheGuideIsRead() {
        var spec = spec(PLAN);

        assertThat(spec.label()).isEqualTo("nginx http://127.0.0.1:8080/api/9");
        assertThat(spec.identity()).isEqualTo("nginx http://127.0.0.1:8080/api/9 upstream kong");
        assertThat(spec.baseline()).containsExactly("10.0.0.1:8000", "10.0.0.2:8000");
        assertThat(spec.candidate()).containsExactly("10.0.1.1:8000", "unix:/run/y2.sock");
        assertThat(spec.shares().achieved(Share.ofPercent(25))).isEqualTo(new AchievedShare(1, 4));
    }

    @Test
    void thePreviewIsWhatIsSentInItsOrder() {
        assertThat(spec(PLAN).preview(new Split(Share.ofPercent(25))))
                .containsExactly(
                        "# where every server is usable and of the same weight: candidate 25%",
                        "PATCH http://127.0.0.1:8080/api/9/http/upstreams/kong/servers/ID-OF-10.0.0.1:8000"
                                + " {\"weight\":3,\"down\":false}",
                        "PATCH http://127.0.0.1:8080/api/9/http/upstreams/kong/servers/ID-OF-10.0.0.2:8000"
                                + " {\"weight\":3,\"down\":false}",
                        "PATCH http://127.0.0.1:8080/api/9/http/upstreams/kong/servers/ID-OF-10.0.1.1:8000"
                                + " {\"weight\":1,\"down\":false}",
                        "PATCH http://127.0.0.1:8080/api/9/http/upstreams/kong/servers/ID-OF-unix:/run/y2.sock"
                                + " {\"weight\":1,\"down\":false}");
    }

    @Test
    void theWayBackByHandAsksForTheNumberOfEachServer() {
        assertThat(spec(PLAN).manual(Split.ALL_BASELINE))
                .hasSize(4)
                .first()
                .isEqualTo("curl -sf -X PATCH -d '{\"down\":false}'"
                        + " http://127.0.0.1:8080/api/9/http/upstreams/kong/servers/$(curl -sf"
                        + " http://127.0.0.1:8080/api/9/http/upstreams/kong/servers/ | tr '{' '\\n' | sed -n"
                        + " 's|.*\"id\":\\([0-9]*\\),.*\"server\":\"10\\.0\\.0\\.1:8000\".*|\\1|p')");
    }

    /** Each of these would lead to another place, or carry something else than a name. */
    @ParameterizedTest
    @CsvSource({
        "api, http://127.0.0.1:8080/api/9, http://127.0.0.1:8080/api/8",
        "api, http://127.0.0.1:8080/api/9, http://127.0.0.1/api/9",
        "api, http://127.0.0.1:8080/api/9, http://127.0.0.1:0/api/9",
        "api, http://127.0.0.1:8080/api/9, http://127.0.0.1:99999/api/9",
        "api, http://127.0.0.1:8080/api/9, http://127.0.0.1:8080/../9",
        "api, http://127.0.0.1:8080/api/9, http://127.0.0.1:8080/api/9?x=",
        "api, http://127.0.0.1:8080/api/9, file:///api/9",
        "upstream, kong, ../kong",
        "upstream, kong, kong/servers",
        "upstream, kong, '\"kong?fields=\"'",
        "baseline[0], 10.0.0.1:8000, 10.0.0.1",
        "baseline[0], 10.0.0.1:8000, backend.example.com:80",
        "baseline[0], 10.0.0.1:8000, 10.0.0.1:80/../../x",
        "baseline[0], 10.0.0.1:8000, unix:/run/x; rm",
        "candidate, 10.0.1.1:8000, 10.0.0.2:8000",
        "baseline, 10.0.0.2:8000, 10.0.0.1:8000",
        "include, upstream: kong, 'upstream: kong\n      include: /etc/nginx/x.conf'"
    })
    void whatIsNoNameIsRefusedAtItsPlace(String place, String right, String wrong) {
        assertThat(PLAN).contains(right);
        assertThat(problems(PLAN.replaceFirst(right, wrong))).first().asString().contains("routers[0].nginx." + place);
    }

    @Test
    void aUserInTheAddressIsRefusedWithoutBeingRepeated() {
        assertThat(problems(PLAN.replace("http://127", "http://admin:hunter2@127")))
                .singleElement()
                .asString()
                .contains("api: http://***@", "no user and no password")
                .doesNotContain("hunter2");
    }

    @Test
    void eachServerOfALineIsOfTheClusterOfItsAddressAndOthersAreNobodys() {
        var told = new ArrayList<String>();
        var names = new ArrayList<String>();
        var parser = new NginxProvider()
                .logParser(spec(PLAN), new LogSink() {
                    @Override
                    public int enlist(Cluster cluster, String server) {
                        names.add(cluster.word() + " " + server);
                        return names.size() - 1;
                    }

                    @Override
                    public void request(int server, Outcome outcome, long latency, long started, long ended) {
                        told.add(names.get(server) + " " + outcome);
                    }
                })
                .orElseThrow();
        var retried = line("10.0.1.1:8000, 10.0.0.2:8000", "502, 200", "-, 0.002");
        var stranger = line("10.0.9.9:8000", "502", "0.001");
        var none = line("kong", "502", "-");
        var broken = "{\"t\":1795166936.721,\"ua\":\"10.0.0.1:8000\"}".getBytes(StandardCharsets.UTF_8);

        assertThat(parser.parse(retried, 0, retried.length)).isEqualTo(Kind.REQUEST);
        assertThat(parser.parse(stranger, 0, stranger.length)).isEqualTo(Kind.OTHER);
        assertThat(parser.parse(none, 0, none.length)).isEqualTo(Kind.OTHER);
        assertThat(parser.parse(broken, 0, broken.length)).isEqualTo(Kind.BROKEN);
        assertThat(told).containsExactly("candidate 10.0.1.1:8000 FAILED", "baseline 10.0.0.2:8000 OK");
    }

    private static byte[] line(String servers, String statuses, String times) {
        return ("{\"t\":1795166936.721,\"ua\":\"" + servers + "\",\"us\":\"" + statuses + "\",\"st\":200,\"rt\":0.006,"
                        + "\"uht\":\"" + times + "\"}")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static PlusSpec spec(String routers) {
        return (PlusSpec) ((PlanFile.Valid) read(routers)).plan().routers().get(0);
    }

    private static List<String> problems(String routers) {
        return read(routers) instanceof PlanFile.Invalid invalid ? invalid.problems() : List.of();
    }

    private static PlanFile read(String routers) {
        var reader = new PlanReader(List.of(new NginxProvider()), name -> Optional.empty(), (path, most) -> {
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
