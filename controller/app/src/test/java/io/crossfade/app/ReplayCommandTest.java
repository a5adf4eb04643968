package io.crossfade.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code simulate --replay} on logs of a load balancer that does not exist any more. */
@Timeout(60)
final class ReplayCommandTest {

    private static final String PLAN = """
            cutover: replayed
            routers:
              - nginx:
                  include: /etc/nginx/conf.d/crossfade.conf
                  baseline: kong_x
                  candidate: kong_y
                  key: request_id
                  test: [nginx, -t]
                  reload: [nginx, -s, reload]
                  watch: { log: /var/log/nginx/crossfade.log }
            guards:
              - error-rate: { limit: 2%, worse-than-baseline: 1%, min-requests: 100 }
            steps:
              - { candidate: 10%, bake: 20s }
              - { candidate: 100%, bake: 10s }
            """;

    @TempDir
    private Path folder;

    private Desk desk;
    private String plan;

    @BeforeEach
    void sit() {
        desk = new Desk(folder);
        plan = desk.file(PLAN);
    }

    @Test
    void theRecordedTrafficIsPromotedAndItsLinesAreCounted() throws IOException {
        assertThat(desk.run("simulate", plan, "--replay", log("access.log", 40)))
                .isZero();
        assertThat(desk.out())
                .startsWith("replay, seed 1\nThe traffic as it was, both clusters as well as then.\n")
                .contains("promoted after", "access.log: ", " lines read, ", "0 broken");
    }

    @Test
    void aFaultOnTheWayIsRolledBack() throws IOException {
        var log = log("access.log.gz", 40);

        assertThat(desk.run("simulate", plan, "--replay", log, "--fault", "errors=50%", "--at", "10%"))
                .isZero();
        assertThat(desk.out()).contains("candidate: 50% of the requests fail", "rolled-back after");
    }

    @Test
    void theReportOfAReplayHasTheEvidenceThatDecidedAndWhatTheLinesWere() throws IOException {
        var log = log("access.log", 40);
        var page = folder.resolve("report.html");
        var data = folder.resolve("report.json");
        for (var file : new Path[] {page, data}) {
            assertThat(desk.run(
                            "simulate",
                            plan,
                            "--replay",
                            log,
                            "--fault",
                            "errors=50%",
                            "--at",
                            "10%",
                            "--report",
                            file.toString()))
                    .isZero();
        }
        var story = new JsonObject(Files.readString(data));

        assertThat(Files.readString(page)).startsWith("<!DOCTYPE html>").contains("What decided", "Rolled back");
        assertThat(story.getString("origin")).startsWith("replayed: ").contains("access.log", "errors=50%");
        assertThat(story.getJsonObject("evidence").getBoolean("deciding")).isTrue();
        assertThat(story.getJsonArray("facts").encode()).contains(" lines read, ", "0 broken");
    }

    @Test
    void theReportOfALogThatIsTooShortSaysSo() throws IOException {
        var data = folder.resolve("report.json");

        assertThat(desk.run("simulate", plan, "--replay", log("short.log", 5), "--report", data.toString()))
                .isEqualTo(15);
        assertThat(Files.readString(data)).contains("the log ended before the cutover did", "that is no promotion");
    }

    @Test
    void ofALogTheTimesAloneMayCount() throws IOException {
        var log = log("access.log", 40);

        assertThat(desk.run("simulate", plan, "dead-at-once", "--replay", log, "--arrivals-only"))
                .isZero();
        assertThat(desk.out()).contains("rolled-back after", "access.log: ", "0 broken");
        assertThat(desk.run("simulate", plan, "dead-at-once", "--arrivals-only"))
                .isEqualTo(2);
    }

    @Test
    void everyKindOfFaultIsUnderstood() throws IOException {
        var log = log("access.log", 40);
        for (var fault : new String[] {"latency=x2.5", "latency=+200ms", "down", "hang", "hang=5%"}) {
            assertThat(desk.run("simulate", plan, "--replay", log, "--fault", fault, "--at", "5s"))
                    .as(fault)
                    .isZero();
        }
        assertThat(desk.out())
                .contains(
                        "answers take 250% of their time",
                        "answers take 200ms longer",
                        "refuses connections",
                        "100% of the requests hang",
                        "5% of the requests hang");
    }

    @Test
    void aScenariosFaultsAreTakenAndNotWhatItExpects() throws IOException {
        assertThat(desk.run("simulate", plan, "dead-at-once", "--replay", log("a.log", 40), "--output", "jsonl"))
                .isZero();
        var lines = desk.out().lines().map(JsonObject::new).toList();
        var run = lines.get(lines.size() - 2);
        var replay = lines.get(lines.size() - 1);

        assertThat(run.getString("ending")).isEqualTo("rolled-back");
        assertThat(run.containsKey("expected")).isFalse();
        assertThat(replay.getString("type")).isEqualTo("replay");
        assertThat(replay.getLong("used")).isPositive();
    }

    @Test
    void aLogThatIsTooShortEndsAsUnexpected() throws IOException {
        assertThat(desk.run("simulate", plan, "--replay", log("access.log", 25)))
                .isEqualTo(15);
        assertThat(desk.out()).contains("The log ended before the cutover did, at step 2 of 2 (100%)");
    }

    @Test
    void whatIsNoLogOfThePlansLoadBalancerIsRefused() throws IOException {
        var empty = Files.createFile(folder.resolve("empty.log")).toString();
        var other = desk.file("Nov 17 09:00:00 host sshd[1]: hello\n");
        var packed = Files.writeString(folder.resolve("no.gz"), "plain").toString();

        assertThat(desk.run("simulate", plan, "--replay", empty)).isEqualTo(3);
        assertThat(desk.run("simulate", plan, "--replay", other)).isEqualTo(3);
        assertThat(desk.run("simulate", plan, "--replay", packed)).isEqualTo(3);
        assertThat(desk.run("simulate", plan, "--replay", "/no/such.log")).isEqualTo(2);
        assertThat(desk.err())
                .contains(
                        "empty.log: empty (expected: the lines of requests)",
                        "1 broken",
                        "line 1: Nov 17 09:00:00 host sshd[1]: hello (cannot be read)",
                        "Not in GZIP format (expected: gzip)",
                        "--replay: /no/such.log (expected: a file that can be read)");
        assertThat(desk.out()).isEmpty();
    }

    @Test
    void whatDoesNotGoTogetherIsWrongUsage() throws IOException {
        var log = log("access.log", 1);

        assertThat(desk.run("simulate", plan, "healthy", "--fault", "down")).isEqualTo(2);
        assertThat(desk.run("simulate", plan, "healthy", "--replay", log, "--fault", "down"))
                .isEqualTo(2);
        assertThat(desk.run("simulate", plan, "--replay", log, "--runs", "3")).isEqualTo(2);
        assertThat(desk.run("simulate", plan, "--replay", log, "--at", "5s")).isEqualTo(2);
        assertThat(desk.run("simulate", plan, "--replay", log, "--fault", "broken"))
                .isEqualTo(2);
        assertThat(desk.run("simulate", plan, "--replay", log, "--fault", "errors=500%"))
                .isEqualTo(2);
        assertThat(desk.run("simulate", plan, "--replay", log, "--fault", "down", "--at", "soon"))
                .isEqualTo(2);
        assertThat(desk.run("simulate", plan, "--replay", log, "--format", "haproxy"))
                .isEqualTo(2);
        assertThat(desk.err())
                .contains(
                        "expected: with --replay",
                        "a scenario and --fault or --at",
                        "one run of one log",
                        "--at: 5s (expected: a --fault that begins then)",
                        "--fault: broken (expected: errors=5%",
                        "500%",
                        "--at: soon (expected: a share such as 10%",
                        "--format: haproxy (expected: a kind of load balancer of the plan: nginx)");
    }

    /** So many seconds of 100 requests each. */
    private String log(String name, int seconds) throws IOException {
        var file = folder.resolve(name);
        try (var plain = Files.newOutputStream(file);
                OutputStream out = name.endsWith(".gz") ? new GZIPOutputStream(plain) : plain) {
            for (int i = 0; i < seconds * 100; i++) {
                var line = String.format(
                        Locale.ROOT,
                        "{\"t\":%d.%02d0,\"ua\":\"10.0.0.1:80\",\"us\":\"200\",\"uht\":\"0.020\",\"st\":200,"
                                + "\"rt\":0.021,\"side\":\"kong_x\",\"gen\":\"1\"}\n",
                        1_795_000_000L + i / 100,
                        i % 100);
                out.write(line.getBytes(StandardCharsets.US_ASCII));
            }
        }
        return file.toString();
    }
}
