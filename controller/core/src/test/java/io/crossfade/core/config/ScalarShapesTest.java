package io.crossfade.core.config;

import static io.crossfade.core.config.Reading.faults;
import static io.crossfade.core.config.Reading.items;
import static io.crossfade.core.config.Reading.scalar;
import static io.crossfade.core.config.Reading.secret;
import static io.crossfade.core.config.Reading.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.core.plan.Reaction;
import io.crossfade.core.plan.Share;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScalarShapesTest {

    @ParameterizedTest
    @CsvSource({"300ms,PT0.3S", "5s,PT5S", "10m,PT10M", "2h,PT2H", "1h30m,PT1H30M", "1s500ms,PT1.5S", "0s,PT0S"})
    void readsADurationWithItsUnit(String text, Duration duration) {
        assertThat(value(Shapes.duration(), scalar(text))).isEqualTo(duration);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5 m", "1.5h", "-5s", "5d", "5min", "m", "30m1h", "8761h", "99999999999h", "PT5M"})
    void refusesWhatIsNoDuration(String text) {
        assertThat(faults(Shapes.duration(), scalar(text)))
                .singleElement()
                .asString()
                .endsWith("(expected: a duration with its unit, such as 300ms, 5s, 10m, 2h or 1h30m)")
                .doesNotContain("did you mean");
    }

    @Test
    void suggestsAUnitForABareNumber() {
        assertThat(faults(Shapes.duration(), scalar("5")).get(0)).contains("key: 5 (did you mean \"5m\"?)");
        assertThat(faults(Shapes.duration(), scalar("800")).get(0)).contains("did you mean \"800ms\"?");
    }

    @Test
    void boundsADuration() {
        var shape = Shapes.duration(Duration.ofSeconds(1), Duration.ofMinutes(1));

        assertThat(value(shape, scalar("1s"))).isEqualTo(Duration.ofSeconds(1));
        assertThat(value(shape, scalar("60s"))).isEqualTo(Duration.ofMinutes(1));
        assertThat(faults(shape, scalar("999ms")).get(0)).contains("at least 1s, at most 1m");
        assertThat(faults(shape, scalar("61s"))).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"0%,0", "0.01%,1", "1%,100", "12.5%,1250", "100%,10000", "100.00%,10000"})
    void readsAShareInHundredthsOfAPercent(String text, int parts) {
        assertThat(value(Shapes.share(), scalar(text))).isEqualTo(new Share(parts));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "%", "101%", "100.01%", "0.001%", "-1%", "1e1%", "5 %", ".5%"})
    void refusesWhatIsNoShare(String text) {
        assertThat(faults(Shapes.share(), scalar(text)).get(0)).contains("a share from 0% to 100% in steps of 0.01%");
    }

    @ParameterizedTest
    @CsvSource({"10,10%", "0.5,50%", "0.00,0%"})
    void suggestsThePercentSign(String text, String suggestion) {
        assertThat(faults(Shapes.share(), scalar(text)).get(0)).contains("did you mean \"" + suggestion + "\"?");
        assertThat(faults(Shapes.percent(), scalar(text)).get(0)).contains("did you mean \"" + suggestion + "\"?");
    }

    @Test
    void readsPercentagesAsFractions() {
        assertThat(value(Shapes.percent(), scalar("0.5%"))).isEqualTo(0.005);
        assertThat(value(Shapes.ratio(), scalar("125%"))).isEqualTo(1.25);
        assertThat(faults(Shapes.percent(), scalar("125%"))).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"p50,0.5", "p99,0.99", "p99.9,0.999"})
    void readsAQuantile(String text, double quantile) {
        assertThat(value(Shapes.quantile(), scalar(text))).isEqualTo(quantile);
    }

    @ParameterizedTest
    @ValueSource(strings = {"p49", "p100", "99", "P99", "p99.99999"})
    void refusesWhatIsNoQuantile(String text) {
        assertThat(faults(Shapes.quantile(), scalar(text)).get(0)).contains("p50 to below p100");
    }

    @Test
    void readsWholeNumbersInPlainDigitsOnly() {
        var shape = Shapes.integer(-5, 300);

        assertThat(value(shape, scalar("300"))).isEqualTo(300);
        assertThat(value(shape, scalar("-5"))).isEqualTo(-5);
        for (String text : new String[] {"301", "-6", "010", "1_0", "0x1", "1e2", "1.0", "+1", "", "9999999999"}) {
            assertThat(faults(shape, scalar(text)).get(0)).contains("a whole number from -5 to 300");
        }
    }

    @Test
    void readsTrueAndFalseAlone() {
        assertThat(value(Shapes.bool(), scalar("true"))).isTrue();
        assertThat(value(Shapes.bool(), scalar("false"))).isFalse();
        assertThat(faults(Shapes.bool(), scalar("off")).get(0)).contains("did you mean \"false\"?");
        assertThat(faults(Shapes.bool(), scalar("True")).get(0)).contains("did you mean \"true\"?");
    }

    @Test
    void readsATimeWithItsOffset() {
        assertThat(value(Shapes.instant(), scalar("2026-11-20T22:00:00+01:00")))
                .isEqualTo(Instant.parse("2026-11-20T21:00:00Z"));
        assertThat(faults(Shapes.instant(), scalar("2026-11-20T22:00:00"))).hasSize(1);
        assertThat(faults(Shapes.instant(), scalar("2026-02-30T22:00:00Z"))).hasSize(1);
    }

    @Test
    void readsAChoiceByItsWord() {
        var shape = Shapes.choice(Reaction.class);

        assertThat(value(shape, scalar("rollback"))).isEqualTo(Reaction.ROLLBACK);
        assertThat(faults(shape, scalar("rolback")))
                .containsExactly("key: rolback (did you mean \"rollback\"?) (expected: one of: hold, rollback)");
    }

    @Test
    void neverPrintsOrHintsAtASecret() {
        assertThat(faults(Shapes.choice(Reaction.class), secret("rolback")))
                .containsExactly("key: *** (expected: one of: hold, rollback)");
        assertThat(faults(Shapes.duration(), secret("5")).get(0)).startsWith("key: *** (expected");
        assertThat(secret("hush").toString()).doesNotContain("hush");
    }

    @Test
    void showsNoControlCharactersAndNoEndlessText() {
        assertThat(faults(Shapes.name(), scalar("a\u001b[31m")).get(0)).startsWith("key: a?[31m (");
        assertThat(faults(Shapes.bool(), scalar("x".repeat(5000))).get(0)).hasSizeLessThan(200);
    }

    @Test
    void refusesAListWhereAValueIsDue() {
        assertThat(faults(Shapes.bool(), items())).containsExactly("key: a list (expected: true or false)");
    }

    @Test
    void writesDurationsAsTheyAreRead() {
        assertThat(Durations.text(Duration.ofMillis(5_400_050))).isEqualTo("1h30m50ms");
        assertThat(Durations.text(Duration.ZERO)).isEqualTo("0s");
        assertThat(Durations.text(Duration.ofSeconds(-5))).isEqualTo("-5s");
    }
}
