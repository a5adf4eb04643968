package io.crossfade.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.testkit.Behaviour;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What people and monitoring see of a cutover on a real HAProxy: on a terminal, from elsewhere, and in metrics. */
@Timeout(180)
final class ViewIT {

    private static final String LONG = "{ candidate: 10%, bake: 10m }";
    private static final String LAST = "{ candidate: 100%, bake: { at-least: 2s, at-most: 60s } }";
    private static final String ENTER = "\u001b[?1049h";
    private static final String LEAVE = "\u001b[?1049l";

    @TempDir
    private Path folder;

    private Site site;

    @BeforeEach
    void open() {
        site = new Site(folder);
    }

    @AfterEach
    void close() {
        site.close();
    }

    private static void assertGivenBack(Pty terminal) {
        var settings = Pattern.compile("(?:before|after) (\\S+)").matcher(terminal.seen());
        assertThat(settings.find()).isTrue();
        var before = settings.group(1);
        assertThat(settings.find()).isTrue();
        assertThat(settings.group(1)).isEqualTo(before);
        assertThat(terminal.seen()).contains(ENTER, LEAVE);
        assertThat(terminal.seen().lastIndexOf(LEAVE))
                .isGreaterThan(terminal.seen().lastIndexOf(ENTER));
    }

    @Test
    void keysSteerARunAndTheTerminalIsGivenBack() {
        try (var terminal = Pty.start(folder, "run " + site.plan(LONG, LAST) + " --yes")) {
            terminal.awaitSeen("BAKING");
            terminal.type("h");
            terminal.awaitSeen("HELD");
            terminal.type("R");
            terminal.awaitSeen("R again");
            terminal.type("R");
            assertThat(terminal.exit()).as(terminal::seen).isEqualTo(11);
            assertGivenBack(terminal);
            assertThat(terminal.seen()).doesNotContain("Z STARTED");
            assertThat(terminal.seen().substring(terminal.seen().lastIndexOf(LEAVE)))
                    .contains("ROLLED BACK BY THE OPERATOR", "held at 10%: by key", "exit 11");
        }
        assertThat(site.parts()).isEqualTo("0");
    }

    @Test
    void interruptsHoldAndRollBackWhileTheViewIsShown() {
        try (var terminal = Pty.start(folder, "run " + site.plan(LONG, LAST) + " --yes --color never")) {
            terminal.awaitSeen("BAKING");
            terminal.type("\u0003");
            terminal.awaitSeen("Ctrl-C again rolls back");
            terminal.type("\u0003");
            assertThat(terminal.exit()).as(terminal::seen).isEqualTo(11);
            assertGivenBack(terminal);
            assertThat(terminal.seen()).doesNotContain("\u001b[32m");
        }
    }

    @Test
    void plainRunOnATerminalWritesLines() {
        try (var terminal = Pty.start(folder, "run " + site.plan(LONG, LAST) + " --yes --plain")) {
            terminal.awaitSeen("BAKING ");
            terminal.type("\u0003");
            terminal.awaitSeen("held at 10%: Ctrl-C");
            terminal.type("\u0003");
            assertThat(terminal.exit()).as(terminal::seen).isEqualTo(11);
            assertThat(terminal.seen()).doesNotContain(ENTER);
        }
    }

    @Test
    void watcherLeavesWithoutTouchingTheCutover() {
        var plan = site.plan(LONG, LAST);
        try (var run = Jar.start(folder, "run", plan, "--yes")) {
            run.awaitOut("BAKING");
            try (var terminal = Pty.start(folder, "watch " + plan)) {
                terminal.awaitSeen("real traffic");
                terminal.type("hRR");
                terminal.type("q");
                assertThat(terminal.exit()).as(terminal::seen).isZero();
                assertGivenBack(terminal);
                assertThat(terminal.seen()).contains("the cutover goes on");
            }
            assertThat(run.out()).doesNotContain("HELD").doesNotContain("ROLLING");
            run.signal("TERM");
            assertThat(run.exit()).isEqualTo(12);
        }
    }

    @Test
    void watcherWithoutATerminalFollowsInLinesAndEndsAsTheCutoverDoes() {
        var plan = site.plan(LONG, LAST);
        try (var run = Jar.start(folder, "run", plan, "--yes")) {
            run.awaitOut("BAKING");
            try (var watch = Jar.start(folder, "watch", plan)) {
                watch.awaitOut("BAKING");
                site.candidate().behave(Behaviour.healthy(Duration.ofMillis(2)).errors(0.9));
                assertThat(watch.exit()).as(watch::toString).isEqualTo(10);
                assertThat(run.exit()).as(run::toString).isEqualTo(10);
                assertThat(watch.out()).isEqualTo(run.out());
            }
        }
    }

    @Test
    void watcherOfAControllerThatWasKilledSaysThatItDoesNotKnow() {
        var plan = site.plan(LONG, LAST);
        try (var run = Jar.start(folder, "run", plan, "--yes")) {
            run.awaitOut("BAKING");
            try (var watch = Jar.start(folder, "watch", plan)) {
                watch.awaitOut("BAKING");
                run.signal("KILL");
                assertThat(watch.exit()).as(watch::toString).isEqualTo(4);
                assertThat(watch.err()).contains("how the cutover went on is not known here");
            }
        }
    }

    @Test
    void metricsOfARunAreServed() throws Exception {
        try (var run = Jar.start(folder, "run", site.plan(LONG, LAST), "--yes", "--metrics", "127.0.0.1:0")) {
            run.awaitOut("BAKING");
            var url = Pattern.compile("metrics on (\\S+)").matcher(run.err());
            assertThat(url.find()).as(run::toString).isTrue();
            var response = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create(url.group(1))).build(),
                            HttpResponse.BodyHandlers.ofString());
            assertThat(response.body())
                    .contains("crossfade_state{state=\"baking\"} 1")
                    .containsPattern("crossfade_split_achieved_ratio\\{.*} 0.1\n")
                    .containsPattern("crossfade_actuation_time_seconds_count\\{.*result=\"applied\"} 1\n")
                    .containsPattern("crossfade_requests_total\\{cluster=\"baseline\".*outcome=\"ok\"} [1-9]");
            run.signal("TERM");
            assertThat(run.exit()).isEqualTo(12);
        }
    }
}
