package io.crossfade.app.cutover;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.core.machine.Command;
import io.crossfade.core.machine.Event;
import io.crossfade.core.port.JournalEntry;
import io.crossfade.server.journal.JournalReader;
import io.crossfade.testkit.Await;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The whole controller is stopped in the middle of a step (SIGSTOP, as a suspended machine does it) and goes on: it
 * notices, throws away what let it pass, and reads the load balancer before it writes. Past the end of the bake by
 * default; by {@code -Dcrossfade.stopped=PT30S} also past what HAProxy keeps for a stream that nobody reads.
 */
final class StoppedControllerIT {

    private static final Duration STOPPED = Duration.parse(System.getProperty("crossfade.stopped", "PT6S"));

    /** Enough to be noticed. */
    private static final Duration SHORT = Duration.ofSeconds(3);

    private static final Duration LIMIT = Duration.ofSeconds(40);
    private static final Duration BAKE = Duration.ofSeconds(3);

    @Test
    void aControllerThatWasStoppedBakesAnewAndWritesNothingUnread() throws Exception {
        try (var stage = Stage.openCalm(Topology.MAP)) {
            var run = stage.run(stage.plan()
                    .guards(PlanText.ERRORS)
                    .step("10%", "{ at-least: 3s, at-most: 20s }")
                    .step("50%", "{ at-least: 30s, at-most: 60s }")
                    .step("100%", "3s"));
            run.await("baking", 1, LIMIT);

            stop(run, STOPPED);
            long on = System.nanoTime();
            var noticed = run.await("that it stood still", LIMIT, told -> isStandstill(told, on));
            var shift = run.await("shifting", 2, LIMIT);
            run.await("baking", 2, LIMIT);

            Figures.print(
                    "controller stopped for " + STOPPED,
                    "told %.3f s after it went on: \"%s\"; the step left %.3f s after it went on",
                    Figures.seconds(noticed.atNanos() - on),
                    noticed.text(),
                    Figures.seconds(shift.atNanos() - on));
            assertThat(noticed.text()).contains("the bake begins anew");
            assertThat(Duration.ofNanos(shift.atNanos() - on)).isGreaterThanOrEqualTo(BAKE);

            stopWhileAnotherHandSets(300, stage, run);

            assertThat(run.say("rollback", "--reason", "seen enough").exit()).isEqualTo(11);
            assertThat(run.awaitExit(LIMIT)).as(run.story()).isEqualTo(11);
            stage.assertParts(0);
            assertReadBeforeItWrote(
                    JournalReader.read(stage.directory().resolve("state")).entries());
            assertThat(stage.endLoad().failures()).isZero();
        }
    }

    /** What was set while nobody looked is found by the first look, and left to the person. */
    private static void stopWhileAnotherHandSets(int parts, Stage stage, CutoverRun run) {
        run.signal("STOP");
        long since = System.nanoTime();
        stage.haproxy().cli("set map " + stage.haproxy().mapFile() + " ycut " + parts);
        goOnAfter(SHORT, since, run);
        var held = run.await("held", LIMIT);
        assertThat(held.text()).contains("drift");
        assertThat(stage.liveParts()).as("never fought").isEqualTo(parts);
    }

    private static void stop(CutoverRun run, Duration duration) {
        run.signal("STOP");
        goOnAfter(duration, System.nanoTime(), run);
    }

    private static void goOnAfter(Duration duration, long since, CutoverRun run) {
        Await.until(
                "a while without the controller",
                duration.plusSeconds(10),
                () -> System.nanoTime() - since >= duration.toNanos());
        run.signal("CONT");
    }

    private static boolean isStandstill(Told told, long since) {
        return told.atNanos() >= since && told.text().contains("stood still");
    }

    /** Twice it stood still, and each time every load balancer was read before the next write was decided. */
    private static void assertReadBeforeItWrote(List<JournalEntry> entries) {
        int standstills = 0;
        boolean unread = false;
        for (var entry : entries) {
            var decision = entry.decision();
            unread = decision.next().unread() != 0;
            if (entry.event() instanceof Event.Disturbed) {
                standstills++;
                assertThat(unread).isTrue();
                assertThat(decision.commands()).hasAtLeastOneElementOfType(Command.ReadNode.class);
            } else if (decision.commands().stream().anyMatch(Command.ApplySplit.class::isInstance)) {
                assertThat(unread).as("%s", entry).isFalse();
            }
        }
        assertThat(standstills).isGreaterThanOrEqualTo(2);
    }
}
