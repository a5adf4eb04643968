package io.crossfade.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.core.machine.Ending;
import io.crossfade.server.CutoverLock;
import io.crossfade.server.StateFolder;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every command's exit codes and where it says what, without a load balancer. */
@Timeout(60)
final class CommandsTest {

    @TempDir
    private Path folder;

    private Desk desk;

    @BeforeEach
    void sit() {
        desk = new Desk(folder);
    }

    @ParameterizedTest
    @EnumSource
    void everyEndingHasItsExitCode(Ending ending) {
        assertThat(ExitCode.of(ending).code()).isEqualTo(ending.exitCode());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "explode", "run", "lint --nonsense", "run x --hold-timeout 5", "run x --output pdf"})
    void wrongUsageIsTwoAndSaysNothingOnStandardOutput(String line) {
        assertThat(desk.run(line.isEmpty() ? new String[0] : line.split(" ", -1)))
                .isEqualTo(2);
        assertThat(desk.out()).isEmpty();
        assertThat(desk.err()).isNotBlank().doesNotContain("\tat ");
    }

    @Test
    void helpListsEveryExitCode() {
        assertThat(desk.run("run", "--help")).isZero();
        for (var exit : ExitCode.values()) {
            assertThat(desk.out()).contains(String.format("%2d  %s", exit.code(), exit.meaning()));
        }
    }

    @Test
    void guideListsEveryExitCodeAndCommand() throws Exception {
        var guide = Files.readString(Path.of("README.md"));
        for (var exit : ExitCode.values()) {
            assertThat(guide).containsIgnoringCase("| " + exit.code() + " | " + exit.meaning() + " |");
        }
        for (var name : Main.commandLine(desk.around()).getSubcommands().keySet()) {
            assertThat(guide).containsPattern("`" + name + "[ `]");
        }
    }

    @Test
    void versionNamesTheAdaptersAlsoThoseOfOtherMakers() {
        assertThat(desk.run("version")).isZero();
        assertThat(desk.out()).contains("crossfade (not packaged)", "adapter fake", "adapter haproxy");
        assertThat(desk.err()).isEmpty();
    }

    @Test
    void adapterThatIsNotThereIsAUsageError() {
        assertThat(desk.with(Adapters.VARIABLE, folder.resolve("none.jar").toString())
                        .run("version"))
                .isEqualTo(2);
        assertThat(desk.err()).contains("none.jar (expected: a jar or a folder of jars)");
    }

    @Test
    void schemaIsJsonAndKnowsTheAdapters() {
        assertThat(desk.run("schema")).isZero();
        assertThat(new JsonObject(desk.out()).getString("title")).isEqualTo("Crossfade plan");
        assertThat(desk.out()).contains("\"fake\"", "\"haproxy\"");
    }

    @Test
    void lintAcceptsAPlanAndShowsItsWarnings() {
        var plan = desk.file("""
                cutover: warned
                routers: [ { fake: lb-1 } ]
                guards: [ { error-rate: { worse-than-baseline: 1% } } ]
                steps: [ { candidate: 100%, bake: 5m } ]
                """);
        assertThat(desk.run("lint", plan)).isZero();
        assertThat(desk.err()).contains("warning: ", "only relative guards", "plan warned is valid");
        assertThat(desk.out()).isEmpty();
    }

    @Test
    void lintShowsEveryFaultOnStandardError() {
        var plan = desk.plan("lb-1", "gaurds: []", "drian: 5s");
        assertThat(desk.run("lint", plan)).isEqualTo(3);
        assertThat(desk.err()).contains("gaurds", "did you mean \"guards\"?", "drian", "did you mean \"drain\"?");
        assertThat(desk.out()).isEmpty();
    }

    @Test
    void fileThatIsNotThereIsAnInvalidPlan() {
        assertThat(desk.run("lint", folder.resolve("none.yaml").toString())).isEqualTo(3);
        assertThat(desk.err()).contains("none.yaml");
    }

    @Test
    void planShowsScheduleBytesAndTheWayBack() {
        assertThat(desk.run("plan", desk.plan("lb-1"))).isZero();
        assertThat(desk.out())
                .contains("promoted after 15m at the soonest", "approval within 24h", "+5m")
                .contains("set lb-1 10%", "set lb-1 100%", "set lb-1 0%", "fakectl lb-1 0%");
    }

    @Test
    void planForetellsEachStepFromTheTrafficThatIsExpected() {
        assertThat(desk.run("plan", desk.plan("lb-1"), "--rate", "1/s")).isZero();
        assertThat(desk.out())
                .contains(
                        "step 1 needs 3 requests of the candidate to pass (error-rate 3), about 30 s at 0.10 a second")
                .doesNotContain("is not known");
        assertThat(desk.run("plan", desk.plan("lb-1"))).isZero();
        assertThat(desk.out()).contains("how long that takes is not known without traffic");
    }

    @ParameterizedTest
    @ValueSource(strings = {"plan", "run"})
    void windowThatIsTooShortIsAnInvalidPlan(String command) {
        var closes = Instant.now().plus(Duration.ofMinutes(16)).toString();
        var plan = desk.plan("lb-1", "window: { not-after: \"" + closes + "\" }");
        assertThat(desk.run(command, plan)).isEqualTo(3);
        assertThat(desk.err()).contains("window.not-after", "15m at least and a rollback up to 1m30s");
    }

    @Test
    void doctorSaysWhatIsWrongAndForetells() {
        assertThat(desk.run("doctor", desk.plan("lb-1"), "--sample", "50ms")).isZero();
        assertThat(desk.out())
                .contains("lb-1: the request stream is silent")
                .contains("step 1 (10%): needs 3 requests of the candidate, gets about 0.00 a second: never enough");
    }

    @Test
    void runWithoutATerminalNeedsYes() {
        assertThat(desk.run("run", desk.plan("lb-1"))).isEqualTo(2);
        assertThat(desk.err()).contains("expected: --yes");
    }

    @Test
    void runBeginsOnlyWhereTheNameIsTyped() {
        assertThat(desk.answering("yes").run("run", desk.plan("lb-1"))).isEqualTo(2);
        assertThat(desk.err()).contains("not confirmed, nothing changed");
    }

    @Test
    void confirmedRunThatNobodySteersEndsHeldAfterItsTimeout() {
        var exit = desk.answering("desk").run("run", desk.plan("lb-1"), "--hold-timeout", "300ms");
        assertThat(exit).as(desk.err()).isEqualTo(12);
        assertThat(desk.out()).contains("STARTED", "waiting: the signals are not whole yet", "with nobody there");
        assertThat(desk.err()).contains("exit 12: held").doesNotContain("split now");
    }

    @Test
    void unreachableLoadBalancerFailsThePreflight() {
        assertThat(desk.run("run", desk.plan("unreachable"), "--yes")).isEqualTo(4);
        assertThat(desk.err()).contains("unreachable cannot be read: ", "nothing changed");
    }

    @Test
    void shareThatIsThereAlreadyIsDrift() {
        assertThat(desk.run("run", desk.plan("drifted"), "--yes")).isEqualTo(13);
        assertThat(desk.err()).contains("drifted: candidate's share: 30% (expected: 0%)", "nothing changed");
    }

    @Test
    void stateFolderThatCannotBeUsedIsRefusedBeforeAnythingIsReached() throws Exception {
        var file = Files.createFile(folder.resolve("file"));
        assertThat(desk.run("run", desk.plan("unreachable"), "--yes", "--state-dir", file.toString()))
                .isEqualTo(4);
        assertThat(desk.err()).contains("state-dir: ", "expected: a directory").doesNotContain("cannot be read: ");
    }

    @Test
    void heldLockIsFourteenWithItsHolder() throws Exception {
        var first = CutoverLock.acquire(folder, List.of("fake:lb-1"), "first", new StateFolder(folder));
        try (first) {
            assertThat(desk.run("run", desk.plan("lb-1"), "--yes")).isEqualTo(14);
            assertThat(desk.err()).contains("pid " + ProcessHandle.current().pid(), "cutover first");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"status", "watch", "hold", "resume", "approve", "promote", "adopt --reason x"})
    void verbsWithoutAControllerSayWhereTheyLooked(String verb) {
        var line = (verb + " " + desk.plan("lb-1")).split(" ", -1);
        assertThat(desk.run(line)).isEqualTo(4);
        assertThat(desk.err())
                .contains("no controller answers on " + folder.resolve("state/crossfade/desk/control.sock"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"status", "watch", "hold", "adopt", "resume --accept", "rollback"})
    void verbsWithoutATargetOrANeededReasonAreUsageErrors(String verb) {
        assertThat(desk.run(verb.split(" ", -1))).isEqualTo(2);
        assertThat(desk.err()).contains("(expected: ");
    }

    @Test
    void rollbackWithoutAControllerWritesAloneAndVerifies() {
        assertThat(desk.run("rollback", desk.plan("drifted"))).isEqualTo(11);
        assertThat(desk.out()).contains("drifted: the baseline has everything, verified");
    }

    @Test
    void rollbackOntoABaselineThatIsDownNeedsForce() {
        assertThat(desk.run("rollback", desk.plan("baseline-down"), "--force")).isEqualTo(11);
    }

    @Test
    void rollbackByFolderAloneCannotDoWithoutAController() {
        assertThat(desk.run("rollback", "--state-dir", folder.toString())).isEqualTo(4);
        assertThat(desk.err()).contains("expected: PLAN");
    }

    @Test
    void metricsAreServedOnThisHostOnly() {
        assertThat(desk.run("run", desk.plan("lb-1"), "--yes", "--metrics", "0.0.0.0:9464"))
                .isEqualTo(2);
        assertThat(desk.err()).contains("--metrics: 0.0.0.0 (expected: a loopback address");
    }
}
