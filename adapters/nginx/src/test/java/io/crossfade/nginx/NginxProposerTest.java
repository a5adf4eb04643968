package io.crossfade.nginx;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.core.spi.Initializer.Proposal;
import io.crossfade.core.spi.Initializer.Request;
import io.crossfade.core.spi.Initializer.Todo;
import io.crossfade.planfile.FileSource;
import io.crossfade.planfile.PlanFile;
import io.crossfade.planfile.PlanReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NginxProposerTest {

    private static final String MAIN = "/etc/nginx/nginx.conf";
    private static final String GROUPS =
            "upstream kong_x { server 10.0.0.1:8000; server 10.0.0.2:8000; } upstream kong_y { server 10.0.1.1:8000; }";

    @TempDir
    private Path folder;

    @Test
    void groupsAreToldByTheirNamesAndThePlanCanBeRead() {
        var proposal = http(GROUPS + " server { location / { proxy_pass http://kong_x; } }");

        assertThat(proposal.obstacles()).isEmpty();
        assertThat(proposal.name()).isEqualTo("kong_x-to-kong_y");
        assertThat(proposal.entry())
                .startsWith("  - nginx:\n")
                .contains("include: /etc/nginx/crossfade/split.conf\n")
                .contains("baseline:  kong_x   # 2 servers: 10.0.0.1:8000, 10.0.0.2:8000\n")
                .contains("candidate: kong_y   # 1 server: 10.0.1.1:8000\n")
                .contains("test:   [nginx, -t]\n")
                .contains("reload: [nginx, -s, reload]   #")
                .contains("watch: { log: /var/log/nginx/crossfade.log }\n");
        assertThat(read(proposal.entry())).isInstanceOf(PlanFile.Valid.class);
        assertThat(lines(proposal))
                .contains("include /etc/nginx/crossfade/split.conf;")
                .contains("proxy_pass http://$crossfade_target;")
                .contains("access_log /var/log/nginx/crossfade.log crossfade;");
    }

    @Test
    void ofTwoGroupsTheOneThatIsPassedToServes() {
        assertThat(http("upstream shop { server a; } upstream other { server b; } server { location / {"
                                + " proxy_pass http://shop; } }")
                        .entry())
                .contains("guessed from proxy_pass, which leads to shop")
                .contains("candidate: other ");
    }

    @Test
    void namesThatTheOperatorGivesAreNotGuessed() {
        var text = GROUPS + " upstream z { server c; } server { location / { proxy_pass http://z; } }";
        assertThat(propose(text, List.of("z"), List.of("kong_y")).entry()).contains("named by --baseline");
        assertThat(propose(text, List.of("z"), List.of("nobody")).obstacles())
                .containsExactly("no upstream group is called nobody (expected: one of kong_x, kong_y, z)");
        assertThat(propose(text, List.of("z"), List.of("z")).obstacles()).hasSize(1);
        assertThat(propose(text, List.of("z"), List.of()).obstacles()).hasSize(1);
    }

    @Test
    void logsThatHoldForTheLocationAreNamedAgain() {
        var proposal = http("access_log /srv/log/all.log main; " + GROUPS
                + " server { location / { proxy_pass https://kong_x; } }");

        assertThat(proposal.entry()).contains("watch: { log: /srv/log/crossfade.log }");
        assertThat(lines(proposal))
                .contains("proxy_pass https://$crossfade_target;")
                .contains("access_log /srv/log/crossfade.log crossfade;")
                .anyMatch(line -> line.startsWith("access_log /srv/log/all.log main;   # as before"));
    }

    @ParameterizedTest
    @CsvSource({
        "/api/, http://kong_x/, rewrite ^/api/(.*)$ /$1 break;",
        "/v1.0/, http://kong_x/v2/, rewrite ^/v1\\.0/(.*)$ /v2/$1 break;",
    })
    void pathOfProxyPassBecomesARewriteSinceAVariableEndsItsMeaning(String location, String pass, String rewrite) {
        assertThat(lines(http(GROUPS + " server { location " + location + " { proxy_pass " + pass + "; } }")))
                .containsSequence(rewrite, "proxy_pass http://$crossfade_target;");
    }

    @Test
    void whatIsThereAlreadyIsNotAskedForAgain() {
        var proposal = propose(
                "# configuration file " + MAIN + ":\nworker_shutdown_timeout 60s; http { include conf.d/*.conf; "
                        + GROUPS
                        + LogExamination.format() + " server { listen 8080; location = /g { return 200"
                        + " \"$crossfade_generation\"; } location / { access_log /l/c.log crossfade; proxy_pass"
                        + " http://$crossfade_target; } } }\n# configuration file /etc/nginx/conf.d/own.conf:\n"
                        + "# crossfade generation=3 share=0/10000 baseline=kong_x candidate=kong_y key=request_id\n",
                List.of(),
                List.of());

        assertThat(proposal.obstacles()).isEmpty();
        assertThat(proposal.todo()).isEmpty();
        assertThat(proposal.entry())
                .contains("already there")
                .contains("include: /etc/nginx/conf.d/own.conf\n")
                .contains("# probe: http://127.0.0.1:8080/crossfade-generation")
                .contains("watch: { log: /l/c.log }");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "server { location / { proxy_pass http://10.0.0.1:8000; } } | names a host: put it into a group",
                "server { location / { root /srv; } } | no proxy_pass in the http block",
                "upstream a { server b; } server { location / { proxy_pass http://a; } } | only one upstream group, a",
                "upstream a { server b; } upstream c { server d; } upstream e { server f; } | cannot be told from",
                "upstream k_x { server b; } upstream k_y { server d; } server { location / { proxy_pass http://$b; } }"
                        + " | has a variable of yours",
                "upstream k_x { server b; } upstream k_y { server d; } | no proxy_pass leads to k_x",
            })
    void whatCannotBeSplitIsRefusedWithTheReason(String text, String why) {
        var proposal = http(text);

        assertThat(proposal.entry()).isEmpty();
        assertThat(proposal.obstacles()).anyMatch(obstacle -> obstacle.contains(why));
    }

    @Test
    void groupsOfAStreamAreNoGroupsOfRequests() {
        var proposal = propose(
                "# configuration file " + MAIN + ":\nstream { upstream kong_x { server a:1; } upstream kong_y { server"
                        + " b:1; } server { listen 1; proxy_pass kong_x; } }\n",
                List.of(),
                List.of());

        assertThat(proposal.obstacles()).anyMatch(obstacle -> obstacle.startsWith("only a stream block"));
        assertThat(proposal.todo()).isNotEmpty();
    }

    @Test
    void filesAreReadWithoutNginxToo() throws IOException {
        var main = folder.resolve("nginx.conf");
        Files.createDirectory(folder.resolve("sites"));
        Files.writeString(main, "include nginx.conf; http { include sites/*.conf; include gone.conf; }");
        Files.writeString(folder.resolve("sites/a.conf"), GROUPS);
        Files.writeString(folder.resolve("sites/b.conf"), "server { location / { proxy_pass http://kong_x; } }");
        Files.writeString(folder.resolve("sites/b.conf~"), "upstream old { server c; }");

        var site = new Site(ConfigurationFiles.read(main));

        assertThat(site.groups()).containsExactly("kong_x", "kong_y");
        assertThat(site.http("proxy_pass"))
                .singleElement()
                .satisfies(pass -> assertThat(pass.place()).isEqualTo("`location /` of " + folder + "/sites/b.conf"));
    }

    private static Proposal http(String text) {
        return propose("# configuration file " + MAIN + ":\nhttp { " + text + " }\n", List.of(), List.of());
    }

    private static Proposal propose(String text, List<String> baseline, List<String> candidate) {
        var dump = text.startsWith("# configuration file")
                ? text
                : "# configuration file " + MAIN + ":\nhttp { " + text + " }\n";
        return new NginxProposer(
                        new Request(MAIN, baseline, candidate, MAIN, ""),
                        "nginx",
                        new Site(Configuration.parse(dump)),
                        List.of())
                .propose();
    }

    private static List<String> lines(Proposal proposal) {
        return proposal.todo().stream().map(Todo::lines).flatMap(List::stream).toList();
    }

    private static PlanFile read(String entry) {
        return new PlanReader(List.of(new NginxProvider()), name -> Optional.empty(), FileSource.SYSTEM)
                .read(
                        "plan.yaml",
                        "cutover: c\nrouters:\n" + entry
                                + "guards: [ { error-rate: { limit: 5% } } ]\nsteps: [ { candidate: 100%, bake: 5m } ]\n");
    }
}
