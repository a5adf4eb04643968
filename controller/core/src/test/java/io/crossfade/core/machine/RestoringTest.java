package io.crossfade.core.machine;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.core.analysis.FakeJudge;
import io.crossfade.core.plan.Reaction;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Two nodes were on their way to 50 % and go back to 1 %. */
class RestoringTest {

    private static final Duration PATIENCE = Plans.twoNodes().policies().rollbackPatience();
    private static final long BEGAN = Duration.ofMinutes(10).toNanos();

    @Test
    void whatWasToEndThereStillEndsThereAfterAStandstill() {
        for (var then : List.of(Optional.of(Ending.HELD), Optional.<Ending>empty())) {
            var decision = step(then, new Event.Disturbed("stood still"), Duration.ofSeconds(30));
            assertThat(decision.next().state())
                    .isEqualTo(new Restoring(
                            0, "refused", BEGAN + Duration.ofSeconds(30).toNanos(), then));
            assertThat(decision.commands()).hasAtLeastOneElementOfType(Command.ReadNode.class);
            assertThat(Given.outcome(decision)).isEqualTo("restoring 0, lower lb1 to 1%, lower lb2 to 1%");
        }
    }

    @Test
    void itsPatienceIsThePlans() {
        var evaluated = new Event.Evaluated(FakeJudge.inconclusive());
        assertThat(step(Optional.empty(), evaluated, PATIENCE).next().state().name())
                .isEqualTo("restoring");
        var over = step(Optional.empty(), evaluated, PATIENCE.plusMillis(1));
        assertThat(Given.outcome(over)).isEqualTo("holding 0");
        assertThat(over.next().state().reason()).contains("refused; not verified within");
    }

    @Test
    void aProcessThatIsToEndGoesBackFirstAndAPlanMayHaveItRollBack() {
        var leave = step(Optional.empty(), new Event.StopRequested("SIGTERM", Reaction.HOLD), Duration.ZERO);
        assertThat(leave.next().state()).isEqualTo(new Restoring(0, "SIGTERM", BEGAN, Optional.of(Ending.HELD)));
        var back = step(Optional.empty(), new Event.StopRequested("SIGTERM", Reaction.ROLLBACK), Duration.ZERO);
        assertThat(Given.outcome(back)).isEqualTo("rolling-back, lower lb1 to 0%, lower lb2 to 0%");
    }

    @Test
    void aNodeWhoseBaselineHasNoServerIsSpared() {
        var spared = Given.raising().observing(Given.members(Given.HALF, 0).orElseThrow());
        var cutover = new Cutover(
                Plans.twoNodes(),
                new Restoring(0, "refused", BEGAN, Optional.empty()),
                List.of(spared, Given.raising()),
                Given.LATEST,
                0);
        var decision = Machine.step(cutover, new Event.Disturbed("stood still"), new Moment(BEGAN, Plans.NOON));
        assertThat(Given.outcome(decision)).isEqualTo("restoring 0, lower lb2 to 1%");
    }

    private static Decision step(Optional<Ending> then, Event event, Duration after) {
        var cutover = new Cutover(
                Plans.twoNodes(),
                new Restoring(0, "refused", BEGAN, then),
                Given.both(Given.raising()),
                Given.LATEST,
                0);
        return Machine.step(cutover, event, new Moment(BEGAN + after.toNanos(), Plans.NOON));
    }
}
