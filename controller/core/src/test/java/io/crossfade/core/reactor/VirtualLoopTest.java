package io.crossfade.core.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.core.machine.Plans;
import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

class VirtualLoopTest {

    private final VirtualLoop loop = new VirtualLoop(Plans.NOON);
    private final ArrayList<String> ran = new ArrayList<>();

    @Test
    void tasksRunInTheOrderOfTheirDueTimesAndThenOfTheirArrival() {
        loop.schedule(Duration.ofSeconds(2), () -> ran.add("late"));
        loop.schedule(Duration.ofSeconds(1), () -> ran.add("early"));
        loop.schedule(Duration.ofSeconds(1), () -> ran.add("early too"));
        loop.execute(() -> ran.add("now"));
        loop.runFor(Duration.ofSeconds(2));

        assertThat(ran).containsExactly("now", "early", "early too", "late");
        assertThat(loop.wall()).isEqualTo(Plans.NOON.plusSeconds(2));
    }

    @Test
    void aCancelledTaskDoesNotRun() {
        loop.schedule(Duration.ofSeconds(1), () -> ran.add("never")).cancel();
        loop.runFor(Duration.ofHours(1));

        assertThat(ran).isEmpty();
        assertThat(loop.pending()).isZero();
    }

    @Test
    void aJumpOfTheWallMovesNoInterval() {
        long before = loop.nanos();
        loop.jumpWall(Duration.ofHours(-1));

        assertThat(loop.nanos()).isEqualTo(before);
        assertThat(loop.wall()).isEqualTo(Plans.NOON.minus(Duration.ofHours(1)));
    }

    @Test
    void aStallMovesBothClocksWhileNothingRuns() {
        loop.schedule(Duration.ofSeconds(1), () -> ran.add("due"));
        loop.stall(Duration.ofSeconds(30));
        assertThat(ran).isEmpty();

        loop.runDue();

        assertThat(ran).containsExactly("due");
    }
}
