package io.crossfade.app.cutover;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.app.cutover.KillPoint.Story;
import io.crossfade.core.machine.Cutover;
import io.crossfade.core.machine.NodeState;
import io.crossfade.core.plan.AchievedShare;
import io.crossfade.server.journal.DamagedJournalException;
import io.crossfade.server.journal.JournalReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;

/** One controller that is lost, and the next one that takes over, before one load balancer. */
final class KillScene {

    private static final Duration LONGEST = Duration.ofSeconds(60);

    /** What a process that a SIGKILL ended leaves. */
    private static final int KILLED = 137;

    /** So long at most that a busy machine makes no story end in a hold, and at least that a word comes in time. */
    private static final String BAKE = "{ at-least: %s, at-most: 30s }";

    private static final String[] ENDS_A_HOLD = {"--hold-timeout", "4s"};

    private final Stage stage;
    private final KillPoint point;
    private final Path state;
    private final Path plan;
    private boolean told;

    /** @param number one that no other scene of this stage has */
    KillScene(Stage stage, KillPoint point, int number) {
        this.stage = stage;
        this.point = point;
        state = stage.directory().resolve("s" + number);
        var bake = BAKE.formatted(point.story() == Story.FORWARD ? "1s" : "2s");
        plan = stage.write(stage.plan()
                .guards(PlanText.ERRORS)
                .step("10%", bake)
                .step("100%", bake)
                .line("over: 1s"));
    }

    /** False where the story came to its end before the place was reached. */
    boolean play() {
        stage.y().behave(Stage.WELL);
        boolean lost = isLost();
        if (lost) {
            takeOver();
        }
        stage.y().behave(Stage.WELL);
        if (stage.partsAmidWrites() > 0) {
            assertThat(Jar.run(stage.directory(), "rollback", plan.toString()).exit())
                    .isEqualTo(11);
        }
        return lost;
    }

    private boolean isLost() {
        var failpoint = point.place() + ":" + point.times();
        try (var run = CutoverRun.startToDie(failpoint, stage.directory(), plan, state, ENDS_A_HOLD)) {
            told = point.tell(run, stage);
            int exit = run.awaitExit(LONGEST);
            // Any other end would be taken for a story that does not come to the place as often.
            assertThat(exit).as("%s\n%s", point, run.story()).isIn(KILLED, endOfTheStory());
            return exit == KILLED;
        }
    }

    private int endOfTheStory() {
        return switch (point.story()) {
            case FORWARD, BAKE -> 0;
            case HOLD -> 12;
            case ROLLBACK -> 10;
        };
    }

    private void takeOver() {
        var left = left();
        int most = parts(mostAllowed(left));
        var ends = ends(left);
        try (var run =
                CutoverRun.startBrief(stage.directory(), plan, state, "--resume", ENDS_A_HOLD[0], ENDS_A_HOLD[1])) {
            assertNoMoreThan(most, run);
            int exit = run.awaitExit(LONGEST);
            assertThat(exit).as("%s\n%s", point, run.story()).isIn(ends);
            switch (exit) {
                case 0 -> stage.assertParts(10_000);
                case 12 -> assertThat(stage.partsAmidWrites()).isLessThanOrEqualTo(most);
                default -> stage.assertParts(0);
            }
        }
    }

    /** Until it shifts of its own, whose line may come here after the share that it brings about. */
    private void assertNoMoreThan(int most, CutoverRun run) {
        int seen = 0;
        while (seen <= most && run.isAlive() && run.first("shifting").isEmpty()) {
            seen = stage.partsAmidWrites();
        }
        long at = System.nanoTime();
        if (seen > most) {
            run.reaches(told -> told.kind().equals("shifting"), LONGEST);
            assertThat(run.first("shifting").filter(told -> told.atNanos() <= at))
                    .as("S1 at %s: %d parts, allowed are %d\n%s", point, seen, most, run.story())
                    .isPresent();
        }
    }

    /** A hold of which no record was durable is not known to the next controller. */
    private Set<Integer> ends(Cutover left) {
        return switch (point.story()) {
            case FORWARD, BAKE -> Set.of(0, 12);
            case HOLD -> left.state().name().equals("holding") ? Set.of(12) : Set.of(0, 12);
            case ROLLBACK -> told ? Set.of(10, 12) : Set.of(0, 12);
        };
    }

    /** The most that the lost controller can have written, by its journal. */
    private static AchievedShare mostAllowed(Cutover left) {
        return left.nodes().stream().map(NodeState::ceiling).reduce(AchievedShare.NONE, AchievedShare::max);
    }

    /** What the lost controller's journal knows. */
    private Cutover left() {
        try {
            return JournalReader.read(state).latest();
        } catch (DamagedJournalException damaged) {
            throw new AssertionError("a journal that cannot be believed at " + point, damaged);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static int parts(AchievedShare share) {
        return (int) Math.ceil(share.fraction() * 10_000);
    }
}
