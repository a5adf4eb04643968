package io.crossfade.core.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.crossfade.core.plan.Guard;
import io.crossfade.core.plan.Judging;
import io.crossfade.core.plan.Plan;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StepForecastTest {

    private static final Guard ERRORS = Plans.errors(0.01, 0.005);
    private static final Guard LATENCY =
            new Guard.Latency("latency", 0.99, Optional.of(Duration.ofMillis(800)), Optional.of(0.25), 300, false);

    @Test
    void itSaysWhatPassesAndWhatCertifiesAndHowLongBothTake() {
        var plan = Plans.early(1, Judging.DEFAULTS, ERRORS, LATENCY);

        assertThat(forecast(plan, 1000).text())
                .isEqualTo("step 1 needs 300 requests of the candidate to pass (errors 300, latency 300), about 30 s at"
                        + " 10.00 a second; about 1432 to be certified (errors 1432, latency 144), about 3 min");
        assertThat(forecast(plan, 1000).warnings()).isEmpty();
    }

    @Test
    void withoutTrafficItSaysTheRequestsAlone() {
        var text = StepForecast.of(Plans.early(1, Judging.DEFAULTS, ERRORS), 0, Traffic.UNKNOWN)
                .text();

        assertThat(text)
                .isEqualTo("step 1 needs 300 requests of the candidate to pass (errors 300); about 1432 to be certified"
                        + " (errors 1432)");
    }

    @Test
    void aStepThatDoesNotEndEarlyNeedsNoCertificate() {
        var forecast = forecast(Plans.of(1, ERRORS), 1000);

        assertThat(forecast.toCertify()).isZero();
        assertThat(forecast.text()).doesNotContain("certified");
        assertThat(forecast.warnings()).isEmpty();
    }

    @Test
    void tooLittleTrafficIsToldWithItsNumbersAndWhatWouldHelp() {
        assertThat(forecast(Plans.early(1, Judging.DEFAULTS, ERRORS), 10).warnings())
                .containsExactly(
                        "step 1 can NOT pass: it needs 300 requests of the candidate and gets about 180 within its"
                                + " longest bake; a longer at-most, a larger share or fewer min-requests would help",
                        "step 1 will not end early: its certificates need about 1432 requests of the candidate, which"
                                + " gets about 60 within its bake; a larger harm, a longer bake or a larger share would"
                                + " help");
    }

    @Test
    void aGuardThatComparesNothingIsNeverCertified() {
        var plan = Plans.early(1, Judging.DEFAULTS, ERRORS, Plans.latency(0.99, Duration.ofMillis(800)));

        assertThat(forecast(plan, 1000).warnings())
                .containsExactly(
                        "step 1 will not end early: what must be certified cannot be (errors 1432, latency never)");
    }

    @Test
    void theForecastIsWhatCertificatesTakeInTheMean() {
        var judging = new Judging(Judging.DEFAULTS.judge(), 0.01, Judging.DEFAULTS.commonMode(), 0.01, 0.02);
        var plan = Plans.early(50, judging, ERRORS, LATENCY);
        double told = StepForecast.of(plan, 0, new Traffic(400, 0.001)).toCertify();
        double sum = 0;
        int runs = 20;
        for (int seed = 0; seed < runs; seed++) {
            var stream = new Stream(plan, seed, 400, 50);
            stream.world.step = 0;
            // An earlier step has shown how quick and how good the baseline is.
            stream.share(50).until(30);
            stream.world.judge.emptyPassing(stream.world.now);
            long before = stream.requestsOfCandidate;
            while (!stream.last.certified()) {
                stream.until(0.25);
            }
            // Requests of the last 1.3 s are still waited for.
            sum += stream.requestsOfCandidate - before - 200 * 1.4;
        }

        assertThat(sum / runs / told).isCloseTo(1.2, within(0.5));
    }

    private static StepForecast forecast(Plan plan, double perSecond) {
        return StepForecast.of(plan, 0, new Traffic(perSecond, 0.001));
    }
}
