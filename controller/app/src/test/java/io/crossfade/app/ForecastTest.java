package io.crossfade.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.core.analysis.Traffic;
import io.crossfade.core.plan.Bake;
import io.crossfade.core.plan.FakeSpec;
import io.crossfade.core.plan.Guard;
import io.crossfade.core.plan.Plan;
import io.crossfade.core.plan.Policies;
import io.crossfade.core.plan.Share;
import io.crossfade.core.plan.Step;
import io.crossfade.core.plan.Window;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ForecastTest {

    private static Traffic traffic(double perSecond) {
        return new Traffic(perSecond, 0.001);
    }

    private static Plan plan() {
        return new Plan(
                "forecast",
                List.of(new FakeSpec("lb-1")),
                List.of(
                        new Guard.ErrorRate("errors", Optional.of(0.01), Optional.empty(), 300, false),
                        new Guard.ErrorRate("shown", Optional.of(0.001), Optional.empty(), 30_000, true)),
                List.of(
                        Step.of(Share.ofPercent(1), Bake.of(Duration.ofMinutes(5))),
                        Step.of(Share.ALL, Bake.of(Duration.ofMinutes(5)))),
                Window.ALWAYS,
                Policies.DEFAULTS);
    }

    @Test
    void stepPassesWhereItsRequestsComeWithinItsLongestBake() {
        // 300 requests in 900 s at 1 % need 33.3 requests a second in all; the shadow guard asks for nothing.
        assertThat(new Forecast(plan(), traffic(34)).passable()).isTrue();
        assertThat(new Forecast(plan(), traffic(33)).passable()).isFalse();
    }

    @Test
    void linesSayWhichStepCannotPassAndWhenItsRequestsWouldBeThere() {
        assertThat(new Forecast(plan(), traffic(20)).lines())
                .containsExactly(
                        "step 1 (1%): needs 300 requests of the candidate, gets about 0.20 a second: after 25m of 15m;"
                                + " can NOT pass",
                        "step 2 (100%): needs 300 requests of the candidate, gets about 20.00 a second: after 15s of"
                                + " 15m; can pass");
    }
}
