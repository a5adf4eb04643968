package io.crossfade.nginx;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.core.plan.Share;
import io.crossfade.core.plan.Split;
import io.crossfade.core.spi.AdapterProvider;
import io.crossfade.planfile.PlanFile;
import io.crossfade.planfile.PlanReader;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class NginxSpecTest {

    private static final String PLAN = """
            routers:
              - nginx:
                  include: /etc/nginx/conf.d/crossfade.conf
                  baseline:  kong_x
                  candidate: kong_y
                  key: request_id
                  test: [nginx, -t]
                  reload: [nginx, -s, reload]
                  watch: { log: /var/log/nginx/crossfade.log }
            """;

    static NginxSpec spec(String baseline, String candidate, String key) {
        return new NginxSpec(
                "/etc/nginx/conf.d/crossfade.conf",
                baseline,
                candidate,
                key,
                List.of("nginx", "-t"),
                List.of("sudo", "-n", "my reload"),
                Optional.empty(),
                Optional.empty(),
                new NginxSpec.Watch.Log("/var/log/nginx/crossfade.log"),
                Duration.ofSeconds(5));
    }

    @Test
    void theProviderIsFoundByItsName() {
        assertThat(ServiceLoader.load(AdapterProvider.class).stream()
                        .map(provider -> provider.get().name()))
                .contains("nginx");
    }

    @Test
    void thePreviewIsTheFileAndBothCommands() {
        assertThat(spec("kong_x", "kong_y", "request_id").preview(new Split(Share.ofPercent(10))))
                .containsExactly(
                        "/etc/nginx/conf.d/crossfade.conf, with the next generation for N:",
                        "  # crossfade generation=N share=1000/10000 baseline=kong_x candidate=kong_y key=request_id",
                        "  map \"\" $crossfade_generation { default N; }",
                        "  split_clients \"${request_id}\" $crossfade_target { 10.00% kong_y; * kong_x; }",
                        "nginx -t",
                        "sudo -n my reload",
                        "(a reload: NGINX closes every keep-alive connection)");
    }

    @Test
    void theWayByHandQuotesForAShell() {
        var lines = spec("kong_x", "kong_y", "request_id").manual(Split.ALL_BASELINE);

        assertThat(lines.get(0))
                .startsWith("printf '%s\\n' '# crossfade generation=0 share=0/10000 ")
                .endsWith("{ * kong_x; }' > /etc/nginx/conf.d/.crossfade.conf.hand"
                        + " && mv /etc/nginx/conf.d/.crossfade.conf.hand /etc/nginx/conf.d/crossfade.conf");
        assertThat(lines.get(1)).isEqualTo("nginx -t && sudo -n 'my reload'");
    }

    @Test
    void thePlanOfTheGuideIsRead() {
        var spec = spec(PLAN);

        assertThat(spec.adapter()).isEqualTo("nginx");
        assertThat(spec.label()).isEqualTo("nginx /etc/nginx/conf.d/crossfade.conf");
        assertThat(spec.identity()).isEqualTo("nginx include /etc/nginx/conf.d/crossfade.conf");
        assertThat(spec.watch()).isEqualTo(new NginxSpec.Watch.Log("/var/log/nginx/crossfade.log"));
        assertThat(spec.deadline()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void syslogProbeAndPidAreRead() {
        var spec = spec(PLAN.replace("key: request_id", "key: cookie_session")
                .replace("{ log: /var/log/nginx/crossfade.log }", "{ syslog: \"udp://127.0.0.1:5515\" }")
                .replace("test: [nginx, -t]", "deadline: 8s")
                .replace(
                        "reload: [nginx, -s, reload]",
                        "probe: http://127.0.0.1:8080/crossfade\n      pid: /run/nginx.pid"));

        assertThat(spec.watch()).isEqualTo(new NginxSpec.Watch.Syslog(5515));
        assertThat(spec.key()).isEqualTo("cookie_session");
        assertThat(spec.test()).containsExactly("nginx", "-t");
        assertThat(spec.reload()).containsExactly("nginx", "-s", "reload");
        assertThat(spec.probe()).contains("http://127.0.0.1:8080/crossfade");
        assertThat(spec.pid()).contains("/run/nginx.pid");
        assertThat(new NginxProvider().timeLimit(spec)).isGreaterThan(spec.deadline());
    }

    /** Each of these would print something else than a name or a number, or run something else than a command. */
    @Test
    void whatCouldCarryASecondDirectiveIsRefusedAtItsPlace() {
        for (var fault : List.of(
                List.of("include", "/etc/nginx/conf.d/crossfade.conf", "relative.conf"),
                List.of("include", "/etc/nginx/conf.d/crossfade.conf", "'/etc/nginx/a b.conf'"),
                List.of("baseline", "kong_x", "'kong_x; } evil {'"),
                List.of("candidate", "kong_y", "'$kong'"),
                List.of("candidate", "kong_y", "kong_x"),
                List.of("key", "request_id", "'request_id}'"),
                List.of("key", "request_id", "upstream_addr"),
                List.of("key", "request_id", "'$request_id'"),
                List.of("test", "[nginx, -t]", "[]"),
                List.of("test", "[nginx, -t]", "[\"nginx\\n\"]"),
                List.of("watch", "{ log: /var/log/nginx/crossfade.log }", "{ syslog: 'udp://10.0.0.1:5515' }"),
                List.of("watch", "{ log: /var/log/nginx/crossfade.log }", "{ syslog: 'udp://127.0.0.1:99999' }"),
                List.of("watch", "{ log: /var/log/nginx/crossfade.log }", "{ }"),
                List.of("probe", "test: [nginx, -t]", "probe: http://example.com/x"),
                List.of("probe", "test: [nginx, -t]", "probe: 'http://127.0.0.1:80/x?y=$z'"),
                List.of("deadline", "test: [nginx, -t]", "deadline: 100ms"))) {
            assertThat(PLAN).contains(fault.get(1));
            assertThat(problems(PLAN.replace(fault.get(1), fault.get(2))))
                    .as(fault.toString())
                    .first()
                    .asString()
                    .contains("routers[0].nginx." + fault.get(0));
        }
    }

    @Test
    void bothWaysToWatchAtOnceAreOneTooMany() {
        assertThat(problems(PLAN.replace("{ log:", "{ syslog: 'udp://127.0.0.1:5515', log:")))
                .singleElement()
                .asString()
                .contains("exactly one of: log, syslog");
    }

    private static NginxSpec spec(String routers) {
        return (NginxSpec) ((PlanFile.Valid) read(routers)).plan().routers().get(0);
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
