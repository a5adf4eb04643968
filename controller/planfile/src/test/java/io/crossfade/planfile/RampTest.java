package io.crossfade.planfile;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.core.plan.Bake;
import io.crossfade.core.plan.Share;
import io.crossfade.core.plan.Step;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class RampTest {

    @Test
    void risesByEqualDifferences() {
        var steps = ramp("{ from: 20%, to: 100%, over: 4m, bake: 10m }");

        assertThat(steps)
                .extracting(step -> step.candidate().toString())
                .containsExactly("20%", "40%", "60%", "80%", "100%");
        assertThat(steps).extracting(Step::continuesRamp).containsExactly(false, true, true, true, true);
        assertThat(steps)
                .extracting(Step::bake)
                .containsExactly(minutes(1), minutes(1), minutes(1), minutes(1), minutes(10));
    }

    @Test
    void risesByEqualFactors() {
        assertThat(ramp("{ from: 1%, to: 100%, over: 2m, curve: exponential }"))
                .extracting(step -> step.candidate().toString())
                .containsExactly("1%", "10%", "100%");
    }

    @Test
    void neverLastsLongerThanSaid() {
        var steps = ramp("{ from: 10%, to: 100%, over: 90s, every: 1m }");

        assertThat(steps).extracting(step -> step.candidate().toString()).containsExactly("10%", "70%", "100%");
        assertThat(steps.get(1).bake().atLeast()).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void staysWhereTheShareWouldRiseByTooLittle() {
        var steps = ramp("{ from: 0.01%, to: 100%, over: 400m, curve: exponential }");

        for (int i = 1; i < steps.size(); i++) {
            assertThat(steps.get(i).candidate()).isGreaterThan(steps.get(i - 1).candidate());
        }
        assertThat(steps.get(steps.size() - 1).candidate()).isEqualTo(Share.ALL);
        var rising = steps.subList(0, steps.size() - 1).stream()
                .map(step -> step.bake().atLeast())
                .reduce(Duration.ZERO, Duration::plus);
        assertThat(rising).isEqualTo(Duration.ofMinutes(400));
        assertThat(steps.get(0).bake().atLeast()).isGreaterThan(Duration.ofMinutes(1));
    }

    private static Bake minutes(int minutes) {
        return Bake.of(Duration.ofMinutes(minutes));
    }

    private static List<Step> ramp(String ramp) {
        return Readers.valid(Readers.planWith("guards: [error-rate: { limit: 1% }]\nramp: " + ramp + "\n"))
                .plan()
                .steps();
    }
}
