package io.crossfade.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.testkit.Behaviour;
import io.crossfade.testkit.FaultyCluster;
import io.crossfade.testkit.NginxConfig;
import io.crossfade.testkit.NginxProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A first plan for an NGINX as Debian installs it, with a site and two groups added, carried through to the end. */
@Timeout(240)
final class NginxInitIT {

    private static final Pattern REPLACED = Pattern.compile("in .* of (\\S+), in the place of `(.*)`:");

    @TempDir
    private Path folder;

    @Test
    void configurationOfDebianIsCutOverAfterAddingThePrintedLines() throws Exception {
        try (var baseline = FaultyCluster.start("x", 2, 1, Behaviour.healthy(Duration.ofMillis(2)));
                var candidate = FaultyCluster.start("y", 2, 2, Behaviour.healthy(Duration.ofMillis(2)));
                var nginx = NginxConfig.of(baseline.ports(), candidate.ports()).start()) {
            Files.delete(nginx.includeFile());
            Files.createDirectory(nginx.directory().resolve("sites"));
            Files.writeString(nginx.directory().resolve("sites/shop"), site(nginx, baseline, candidate));
            nginx.reconfigure(ignored -> debian(nginx));
            nginx.restart();
            var plan = folder.resolve("plan.yaml");

            var init = Jar.run(folder, "init", "--nginx", nginx.configFile().toString(), "-o", plan.toString());

            assertThat(init.exit()).as(init::toString).isZero();
            assertThat(Files.readString(plan))
                    .contains("baseline:  kong_blue   # 2 servers: 127.0.0.1:")
                    .contains("candidate: kong_green   # 2 servers: 127.0.0.1:")
                    .contains("guessed from the names, \"blue\" and \"green\"")
                    .contains("not there yet");
            assertThat(Jar.run(folder, "lint", plan.toString()).exit()).isZero();
            assertThat(Jar.run(folder, "doctor", plan.toString()).exit()).isEqualTo(4);

            add(nginx, FirstPlan.additions(init.err()));
            nginx.reload();
            var again = Jar.run(folder, "init", "--nginx", nginx.configFile().toString());
            assertThat(again.exit()).as(again::toString).isZero();
            assertThat(again.err()).as("nothing is missing any more").doesNotContain("still needs");
            // With what a step needs in one second, not in thirty; and with the probe, which is there now.
            Files.writeString(
                    plan,
                    Files.readString(plan)
                            .replace("# probe:", "probe:")
                            .replace("candidate: 1%", "candidate: 25%")
                            .replace("candidate: 10%", "candidate: 35%"));
            FirstPlan.cutOver(folder, plan, nginx.frontPort());
            assertThat(nginx.directory().resolve("crossfade/split.conf"))
                    .content()
                    .contains("$crossfade_target { * kong_green; }");
        }
    }

    private static void add(NginxProcess nginx, List<FirstPlan.Addition> additions) throws Exception {
        assertThat(additions).hasSize(5);
        for (var addition : additions) {
            var lines = String.join("\n", addition.lines()) + "\n";
            var replaced = REPLACED.matcher(addition.where());
            if (addition.where().startsWith("at a shell")) {
                var shell = new ProcessBuilder("sh", "-e", "-c", lines);
                assertThat(shell.start().waitFor()).isZero();
            } else if (addition.where().startsWith("in the `http` block of " + nginx.configFile())) {
                nginx.reconfigure(text -> text.replace("http {\n", "http {\n" + lines));
            } else if (replaced.matches()) {
                replace(Path.of(replaced.group(1)), replaced.group(2), lines);
            } else if (addition.where().startsWith("optional, beside that location")) {
                replace(nginx.directory().resolve("sites/shop"), "location / {", lines + "location / {");
            } else {
                assertThat(addition.where()).startsWith("advised, in the main block");
                nginx.reconfigure(text -> lines + text);
            }
        }
    }

    private static void replace(Path file, String old, String lines) throws IOException {
        var text = Files.readString(file);
        assertThat(text).containsOnlyOnce(old);
        Files.writeString(file, text.replace(old, lines));
    }

    /** What Debian installs, with paths that a test may use. */
    private static String debian(NginxProcess nginx) {
        return """
                daemon off;
                worker_processes 2;
                pid %1$s/nginx.pid;
                error_log %1$s/error.log notice;
                include %1$s/modules-enabled/*.conf;

                events {
                	worker_connections 768;
                	# multi_accept on;
                }

                http {
                	client_body_temp_path %1$s/temp/body;
                	proxy_temp_path %1$s/temp/proxy;
                	sendfile on;
                	types_hash_max_size 2048;
                	default_type application/octet-stream;
                	access_log %1$s/access.log;
                	gzip on;
                	include %1$s/conf.d/*.conf;
                	include sites/*;
                }
                """.formatted(nginx.directory());
    }

    private static String site(NginxProcess nginx, FaultyCluster baseline, FaultyCluster candidate) {
        return """
                upstream kong_blue {
                	server 127.0.0.1:%d;
                	server 127.0.0.1:%d;
                }
                upstream kong_green {
                	server 127.0.0.1:%d;
                	server 127.0.0.1:%d;
                }
                server {
                	listen 127.0.0.1:%d default_server;
                	server_name _;
                	location / {
                		proxy_set_header Host $host;
                		proxy_pass http://kong_blue;
                	}
                }
                """.formatted(
                        baseline.ports().get(0),
                        baseline.ports().get(1),
                        candidate.ports().get(0),
                        candidate.ports().get(1),
                        nginx.frontPort());
    }
}
