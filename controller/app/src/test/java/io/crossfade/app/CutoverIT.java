package io.crossfade.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.testkit.Await;
import io.crossfade.testkit.Behaviour;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whole cutovers by the runnable jar on a real HAProxy under traffic. */
@Timeout(180)
final class CutoverIT {

    private static final String FIRST = "{ candidate: 10%, bake: { at-least: 2s, at-most: 60s } }";
    private static final String LAST = "{ candidate: 100%, bake: { at-least: 2s, at-most: 60s } }";
    private static final String LONG = "{ candidate: 10%, bake: 10m }";

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

    private Jar running(String plan, String... more) {
        var arguments = new java.util.ArrayList<>(java.util.List.of("run", plan, "--yes"));
        arguments.addAll(java.util.List.of(more));
        var run = Jar.start(folder, arguments.toArray(String[]::new));
        run.awaitOut("BAKING");
        return run;
    }

    @Test
    void healthyCandidateIsPromotedInSteps() {
        var plan = site.plan("{ candidate: 1%, bake: { at-least: 2s, at-most: 60s } }", LAST);
        try (var run = Jar.run(folder, "run", plan, "--yes")) {
            assertThat(run.exit()).as(run::toString).isZero();
            assertThat(run.out()).contains("shifting to baseline 99% / candidate 1%", "ENDED");
            assertThat(run.err())
                    .contains("candidate 100%")
                    .contains("set map")
                    .contains("exit 0: promoted and verified");
        }
        assertThat(site.parts()).isEqualTo("10000");
    }

    @Test
    void failingCandidateIsRolledBackWithTheReason() {
        site.candidate().behave(Behaviour.healthy(Duration.ofMillis(2)).errors(0.9));
        try (var run = Jar.run(folder, "run", site.plan(FIRST, LAST), "--yes")) {
            assertThat(run.exit()).as(run::toString).isEqualTo(10);
            assertThat(run.out()).contains("ROLLING-BACK").contains("error").contains("verified after");
        }
        assertThat(site.parts()).isEqualTo("0");
    }

    @Test
    void verbsSteerARunningCutover() {
        var plan = site.plan(
                "{ candidate: 10%, bake: { at-least: 2s, at-most: 60s }, gate: approval }",
                "{ candidate: 100%, bake: 10m }");
        try (var run = running(plan)) {
            var status = Jar.run(folder, "status", plan);
            assertThat(status.exit()).as(status::toString).isZero();
            assertThat(status.out()).contains("step 1/2", "desired 10%", "achieved 10%");

            var held = Jar.run(folder, "hold", plan, "--reason", "look first");
            assertThat(held.exit()).as(held::toString).isZero();
            assertThat(held.out()).contains("held at 10%: look first");
            assertThat(Jar.run(folder, "status", plan, "--output", "json").out())
                    .contains("\"state\":\"holding\"");

            assertThat(Jar.run(folder, "approve", plan).exit()).isEqualTo(2);
            // On a busy machine the gate may have been come to before the hold; what counts is told after the resume.
            int told = run.out().length();
            assertThat(Jar.run(folder, "resume", plan).exit()).isZero();
            Await.until("the gate again", () -> run.out().indexOf("awaiting approval", told) >= 0);
            assertThat(Jar.run(folder, "approve", plan).exit()).isZero();
            run.awaitOut("shifting to baseline 0% / candidate 100%");

            var back = Jar.run(folder, "rollback", plan, "--reason", "enough");
            assertThat(back.exit()).as(back::toString).isEqualTo(11);
            assertThat(run.exit()).as(run::toString).isEqualTo(11);
            assertThat(run.out()).contains("asked for: enough");
        }
        assertThat(site.parts()).isEqualTo("0");
    }

    @Test
    void firstInterruptHoldsAndTheSecondRollsBack() {
        try (var run = running(site.plan(LONG, LAST))) {
            run.signal("INT");
            run.awaitOut("held at 10%: Ctrl-C");
            run.awaitErr("Ctrl-C again rolls back");
            assertThat(site.parts()).isEqualTo("1000");
            run.signal("INT");
            assertThat(run.exit()).as(run::toString).isEqualTo(11);
        }
        assertThat(site.parts()).isEqualTo("0");
    }

    @Test
    void anInterruptAfterAResumeHoldsAgain() {
        var plan = site.plan(LONG, LAST);
        try (var run = running(plan)) {
            run.signal("INT");
            run.awaitOut("held at 10%: Ctrl-C");
            assertThat(Jar.run(folder, "resume", plan).exit()).isZero();
            run.signal("INT");
            Await.until(
                    "held again", () -> Jar.run(folder, "status", plan).out().contains("HOLDING"));
            assertThat(site.parts()).isEqualTo("1000");
        }
    }

    @Test
    void terminationLeavesTheSplitAndPrintsTheWayBack() {
        try (var run = running(site.plan(LONG, LAST))) {
            run.signal("TERM");
            assertThat(run.exit()).as(run::toString).isEqualTo(12);
            assertThat(run.err())
                    .contains("candidate 10%")
                    .contains("set map " + site.haproxy().mapFile() + " ycut 0")
                    .contains("exit 12");
        }
        assertThat(site.parts()).isEqualTo("1000");
    }

    @Test
    void hangUpTakesTheWayThatThePlanNames() {
        var plan = site.plan(site.haproxy().adminSocket(), "on-exit: rollback\n", LONG, LAST);
        try (var run = running(plan)) {
            run.signal("HUP");
            assertThat(run.exit()).as(run::toString).isEqualTo(11);
        }
        assertThat(site.parts()).isEqualTo("0");
    }

    @Test
    void heldCutoverWithNobodyThereEndsAfterItsTimeout() {
        try (var run = running(site.plan(LONG, LAST), "--hold-timeout", "1s")) {
            assertThat(Jar.run(
                                    folder,
                                    "hold",
                                    "--state-dir",
                                    folder.resolve("state/crossfade/it").toString())
                            .exit())
                    .isZero();
            assertThat(run.exit()).as(run::toString).isEqualTo(12);
            assertThat(run.out()).contains("with nobody there");
        }
    }

    @Test
    void secondControllerIsToldWhoTheFirstIs() {
        var plan = site.plan(LONG, LAST);
        try (var run = running(plan)) {
            var second = Jar.run(
                    folder,
                    "run",
                    plan,
                    "--yes",
                    "--state-dir",
                    folder.resolve("other").toString());
            assertThat(second.exit()).as(second::toString).isEqualTo(14);
            assertThat(second.err()).contains("pid " + run.pid()).contains("cutover it");
            run.signal("INT");
            run.awaitOut("HELD");
        }
    }

    @Test
    void killedControllerIsRolledBackFromOutsideAndLeavesNothingInTheWay() {
        var plan = site.plan(LONG, LAST);
        try (var run = running(plan)) {
            run.signal("KILL");
            run.exit();
        }
        assertThat(site.parts()).isEqualTo("1000");
        var drift = Jar.run(folder, "run", plan, "--yes");
        assertThat(drift.exit()).as(drift::toString).isEqualTo(13);
        var back = Jar.run(folder, "rollback", plan);
        assertThat(back.exit()).as(back::toString).isEqualTo(11);
        assertThat(back.out()).contains("the baseline has everything, verified");
        assertThat(site.parts()).isEqualTo("0");
        try (var again = running(plan)) {
            again.signal("INT");
            again.awaitOut("HELD");
        }
    }

    @Test
    void stoppedControllerIsRolledBackPastAndDoesNotShiftAgainWhenItGoesOn() {
        var plan = site.plan(LONG, LAST);
        try (var run = running(plan)) {
            run.signal("STOP");
            var back = Jar.run(folder, "rollback", plan);
            assertThat(back.exit()).as(back::toString).isEqualTo(11);
            assertThat(back.err()).contains("did not answer within 5000ms", "rolling back alone");
            run.signal("CONT");
            // The word that it was not awake for still reaches it, after the split has gone back without it.
            assertThat(run.exit()).as(run::toString).isEqualTo(11);
            assertThat(run.out().lines().filter(line -> line.contains("SHIFTING")))
                    .hasSize(1);
        }
        assertThat(site.parts()).isEqualTo("0");
    }

    @Test
    void deadLoadBalancerMakesARollbackAloneSayThatNothingIsVerified() {
        var plan = site.plan(LONG, LAST);
        site.haproxy().kill();
        var back = Jar.run(folder, "rollback", plan);
        assertThat(back.exit()).as(back::toString).isEqualTo(20);
        assertThat(back.err()).contains("act now, by hand:").contains("set map");
    }

    @Test
    void socketWithoutPermissionFailsThePreflightAndChangesNothing() throws Exception {
        var before = Files.readString(site.haproxy().mapFile());
        var plan = site.plan(site.haproxy().userSocket(), "", LONG, LAST);
        var run = Jar.run(folder, "run", plan, "--yes");
        assertThat(run.exit()).as(run::toString).isEqualTo(4);
        assertThat(run.err()).contains("socket level: user").contains("nothing changed");
        assertThat(site.parts()).isEqualTo("0");
        assertThat(site.haproxy().mapFile()).hasContent(before);
        assertThat(Jar.run(folder, "doctor", plan).exit()).isEqualTo(4);
    }

    @Test
    void doctorForetellsAndPlanShowsTheBytesAndNeitherWrites() {
        var plan = site.plan("{ candidate: 0.01%, bake: 1m }", LAST);
        var doctor = Jar.run(folder, "doctor", plan);
        assertThat(doctor.exit()).as(doctor::toString).isZero();
        assertThat(doctor.out())
                .containsPattern("traffic [34]\\d\\d\\.\\d requests a second")
                .containsPattern("step 1 \\(0.01%\\): .* can pass")
                .containsPattern("step 2 \\(100%\\): .* can pass");
        var shown = Jar.run(folder, "plan", plan);
        assertThat(shown.exit()).as(shown::toString).isZero();
        assertThat(shown.out())
                .contains("set map " + site.haproxy().mapFile() + " ycut 10000")
                .contains("the way back by hand");
        assertThat(site.parts()).isEqualTo("0");
    }

    @Test
    void linesOfJsonTellTheWholeStory() {
        try (var run = Jar.run(folder, "run", site.plan(FIRST, LAST), "--yes", "--output", "jsonl")) {
            assertThat(run.exit()).as(run::toString).isZero();
            var lines = run.out().lines().toList();
            assertThat(lines.get(0)).contains("\"schema\":\"1.0\"").contains("\"type\":\"version\"");
            assertThat(lines.get(lines.size() - 1)).contains("\"type\":\"end\"").contains("\"exit\":0");
            assertThat(run.out()).contains("\"kind\":\"shifting\"").contains("\"candidate\":\"100%\"");
        }
    }

    @Test
    void gatesAreApprovedWhereToldTo() {
        var plan = site.plan("{ candidate: 10%, bake: { at-least: 1s, at-most: 60s }, gate: approval }", LAST);
        try (var run = Jar.run(folder, "run", plan, "--yes", "--approve-gates")) {
            assertThat(run.exit()).as(run::toString).isZero();
            assertThat(run.out()).contains("approved: --approve-gates");
        }
    }

    @Test
    void thirdInterruptLeavesAtOnce() {
        var plan = site.plan(LONG, LAST);
        try (var run = running(plan)) {
            site.haproxy().freeze();
            run.signal("INT");
            run.awaitErr("Ctrl-C again rolls back");
            run.signal("INT");
            run.awaitErr("Ctrl-C again leaves at once");
            run.signal("INT");
            assertThat(run.exit()).as(run::toString).isEqualTo(20);
            assertThat(run.err()).contains("left without verifying").contains("set map");
        } finally {
            site.haproxy().thaw();
        }
        Await.until("haproxy answers", () -> !site.parts().isEmpty());
    }
}
