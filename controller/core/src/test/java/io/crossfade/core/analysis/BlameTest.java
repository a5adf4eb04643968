package io.crossfade.core.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.core.plan.Guard;
import io.crossfade.core.plan.Plan;
import io.crossfade.core.port.Outcome;
import io.crossfade.core.port.SignalObserver;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BlameTest {

    private static final Guard LATENCY =
            new Guard.Latency("latency", 0.99, Optional.of(Duration.ofMillis(800)), Optional.of(0.25), 300, false);

    /** Latency comes first, so that the order of the plan does not decide. */
    private static World world(Guard... guards) {
        Plan plan = Plans.of(1, guards);
        var world = new World(plan, new SequentialJudge(plan, Duration.ZERO)).expose(5, 100);
        return world.ok(world.x, 1000).pass(Duration.ofSeconds(2)).ok(world.x, 1000);
    }

    private static World dead(World world, int requests) {
        for (int i = 0; i < requests; i++) {
            world.ok(world.x, 19).requests(world.y, 1, Outcome.FAILED, SignalObserver.NO_HEADER);
        }
        return world;
    }

    @Test
    void aCandidateThatIsDownIsToldByTheErrorRate() {
        var failing = dead(world(LATENCY, Plans.errors(0.01, 0.005)), 3)
                .assess()
                .failing()
                .orElseThrow();

        assertThat(failing.guard()).isEqualTo("errors");
        assertThat(failing.text()).startsWith("error rate 100% > 1");
    }

    @Test
    void withoutALimitOfItsOwnTheErrorRateIsHeldAgainstTheBaselines() {
        var assessment = dead(world(LATENCY, Plans.relativeErrors(0.005)), 3).assess();

        assertThat(assessment.failing().orElseThrow().text()).startsWith("error rate 100% > 1.5 times");
    }

    @Test
    void aCandidateThatIsSlowIsToldByTheLatencyThoughARequestFails() {
        var world = world(LATENCY, Plans.errors(0.01, 0.005));
        for (int i = 0; i < 6; i++) {
            world.ok(world.x, 19).slow(world.y, 1, Duration.ofSeconds(2));
        }
        world.ok(world.x, 19).requests(world.y, 1, Outcome.FAILED, SignalObserver.NO_HEADER);

        assertThat(world.assess().failing().orElseThrow().guard()).isEqualTo("latency");
    }

    @Test
    void aGuardThatIsOnlyShownTellsNoRollback() {
        var shadow = new Guard.ErrorRate("shadow", Optional.of(0.01), Optional.empty(), 300, true);

        assertThat(dead(world(shadow, LATENCY), 3)
                        .assess()
                        .failing()
                        .orElseThrow()
                        .guard())
                .isEqualTo("latency");
    }
}
