package io.crossfade.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.testkit.Behaviour;
import io.crossfade.testkit.FaultyCluster;
import io.crossfade.testkit.HaproxyConfig;
import io.crossfade.testkit.HaproxyProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** First plans for HAProxys that were configured in different ways, carried through to the end. */
@Timeout(240)
final class InitIT {

    private static final Pattern LINE_NUMBER = Pattern.compile("in `frontend web` \\(line (\\d+)\\).*");

    @TempDir
    private Path folder;

    private FaultyCluster baseline;
    private FaultyCluster candidate;

    @BeforeEach
    void startClusters() {
        baseline = FaultyCluster.start("x", 2, 1, Behaviour.healthy(Duration.ofMillis(2)));
        candidate = FaultyCluster.start("y", 2, 2, Behaviour.healthy(Duration.ofMillis(2)));
    }

    @AfterEach
    void stopClusters() {
        candidate.close();
        baseline.close();
    }

    @Test
    void configurationOfDebianWithTwoBackendsIsCutOverAfterAddingThePrintedLines() throws Exception {
        try (var haproxy =
                HaproxyConfig.map(baseline.ports(), candidate.ports()).start()) {
            haproxy.reconfigure(ignored -> debian(haproxy));
            haproxy.restart();

            var init = init(haproxy, "plan.yaml");
            assertThat(init.exit()).as(init::toString).isZero();
            var plan = folder.resolve("plan.yaml");
            assertThat(Files.readString(plan))
                    .contains("baseline:  kong_blue   # 2 servers: x1, x2")
                    .contains("candidate: kong_green   # 2 servers: y1, y2")
                    .contains("guessed from the names, \"blue\" and \"green\"")
                    .contains("not there yet");
            assertThat(Jar.run(folder, "lint", plan.toString()).exit()).isZero();
            assertThat(Jar.run(folder, "doctor", plan.toString()).exit()).isEqualTo(4);

            add(haproxy, FirstPlan.additions(init.err()));
            haproxy.reload();
            cutOver(haproxy, plan);
        }
    }

    @Test
    void mapSetUpIsCutOverAsItStands() throws Exception {
        try (var haproxy =
                HaproxyConfig.map(baseline.ports(), candidate.ports()).start()) {
            var init = init(haproxy, "plan.yaml");
            assertThat(init.exit()).as(init::toString).isZero();
            assertThat(init.err()).doesNotContain("still needs");
            var plan = folder.resolve("plan.yaml");
            assertThat(Files.readString(plan))
                    .contains("map: { file: " + haproxy.mapFile() + ", key: ycut }")
                    .contains("watch: { ring: crossfade }");
            cutOver(haproxy, plan);
        }
    }

    @Test
    void weightsOfOneBackendMakeAPlanThatTheDoctorPasses() throws Exception {
        try (var haproxy =
                HaproxyConfig.weights(baseline.ports(), candidate.ports()).start()) {
            var init = init(haproxy, "plan.yaml");
            assertThat(init.exit()).as(init::toString).isZero();
            var plan = folder.resolve("plan.yaml").toString();
            assertThat(Jar.run(folder, "lint", plan).exit()).isZero();
            var doctor = Jar.run(folder, "doctor", plan);
            assertThat(doctor.exit()).as(doctor::toString).isZero();
        }
    }

    @Test
    void persistenceByCookieIsRefusedWithTheReason() throws Exception {
        var three = List.of(
                baseline.ports().get(0),
                baseline.ports().get(1),
                candidate.ports().get(0));
        var config = HaproxyConfig.weights(three, three)
                .backendLine("cookie SRV insert indirect nocache")
                .serverOptions("cookie s");
        try (var haproxy = config.start()) {
            var init = init(haproxy, "plan.yaml");
            assertThat(init.exit()).as(init::toString).isEqualTo(4);
            assertThat(init.err())
                    .contains("error   backend kong: cookie SRV keeps clients on their servers")
                    .contains("no plan was written");
            assertThat(folder.resolve("plan.yaml")).doesNotExist();
        }
    }

    @Test
    void fileThatExistsIsNotWrittenOver() throws Exception {
        Files.writeString(folder.resolve("mine.yaml"), "mine\n");
        try (var haproxy =
                HaproxyConfig.map(baseline.ports(), candidate.ports()).start()) {
            var before = haproxy.cli("show map " + haproxy.mapFile());
            assertThat(init(haproxy, "mine.yaml").exit()).isEqualTo(2);
            assertThat(folder.resolve("mine.yaml")).hasContent("mine\n");
            var forced = init(haproxy, "mine.yaml", "--force", "--schema", "plan.schema.json");
            assertThat(forced.exit()).as(forced::toString).isZero();
            assertThat(Files.readString(folder.resolve("mine.yaml")))
                    .startsWith("# yaml-language-server: $schema=plan.schema.json\n");
            assertThat(haproxy.cli("show map " + haproxy.mapFile())).isEqualTo(before);
        }
    }

    @Test
    void nobodyThereIsToldWithWhatToWrite() {
        var init = Jar.run(folder, "init", "--haproxy", "unix:/no/such.sock");
        assertThat(init.exit()).as(init::toString).isEqualTo(4);
        assertThat(init.out()).isEmpty();
        assertThat(init.err()).contains("unix:/no/such.sock: ").contains("stats socket /run/haproxy/admin.sock");
        assertThat(Jar.run(folder, "init").exit()).isEqualTo(2);
        assertThat(Jar.run(folder, "init", "--haproxy", "admin.sock").err()).contains("expected: unix:/absolute/path");
    }

    private Jar init(HaproxyProcess haproxy, String file, String... more) {
        var arguments = new ArrayList<>(List.of(
                "init",
                "--haproxy",
                "unix:" + haproxy.adminSocket(),
                "--config",
                haproxy.configFile().toString(),
                "-o",
                folder.resolve(file).toString()));
        arguments.addAll(List.of(more));
        return Jar.run(folder, arguments.toArray(String[]::new));
    }

    private void cutOver(HaproxyProcess haproxy, Path plan) throws IOException {
        FirstPlan.cutOver(folder, plan, haproxy.frontPort());
        assertThat(haproxy.cli("get map " + haproxy.mapFile() + " ycut")).contains("value=\"10000\"");
    }

    private static void add(HaproxyProcess haproxy, List<FirstPlan.Addition> additions) throws Exception {
        assertThat(additions).hasSize(3);
        var config = new ArrayList<>(Files.readAllLines(haproxy.configFile()));
        for (var addition : additions) {
            var line = LINE_NUMBER.matcher(addition.where());
            if (addition.where().startsWith("at a shell")) {
                Files.delete(haproxy.mapFile());
                var shell = new ProcessBuilder("sh", "-e", "-c", String.join("\n", addition.lines()));
                assertThat(shell.start().waitFor()).isZero();
            } else if (line.matches()) {
                // Before anything is added above, so that the number still holds.
                config.addAll(Integer.parseInt(line.group(1)), addition.lines());
            }
        }
        var section = additions.stream()
                .filter(addition -> addition.where().startsWith("a new section before `defaults`"))
                .findFirst()
                .orElseThrow();
        config.addAll(config.indexOf("defaults"), section.lines());
        haproxy.reconfigure(ignored -> String.join("\n", config) + "\n");
    }

    /** What Debian installs, without what needs root, and with two backends added. */
    private String debian(HaproxyProcess haproxy) {
        return """
                global
                	log /dev/log	local0
                	log /dev/log	local1 notice
                	stats socket %s mode 660 level admin
                	stats timeout 30s

                	# Default SSL material locations
                	ca-base /etc/ssl/certs
                	crt-base /etc/ssl/private

                        ssl-default-bind-options ssl-min-ver TLSv1.2 no-tls-tickets

                defaults
                	log	global
                	mode	http
                	option	httplog
                	option	dontlognull
                        timeout connect 5000
                        timeout client  50000
                        timeout server  50000

                frontend web
                	bind 127.0.0.1:%d
                	default_backend kong_blue

                backend kong_blue
                	balance roundrobin
                	server x1 127.0.0.1:%d
                	server x2 127.0.0.1:%d

                backend kong_green
                	balance roundrobin
                	server y1 127.0.0.1:%d
                	server y2 127.0.0.1:%d
                """.formatted(
                        haproxy.adminSocket(),
                        haproxy.frontPort(),
                        baseline.ports().get(0),
                        baseline.ports().get(1),
                        candidate.ports().get(0),
                        candidate.ports().get(1));
    }
}
