package io.crossfade.core.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Values cannot be built wrong, and say what was wrong. */
class PlanValuesTest {

    private static final Bake MINUTE = Bake.of(Duration.ofMinutes(1));
    private static final Guard GUARD =
            new Guard.ErrorRate("error-rate", Optional.of(0.01), Optional.empty(), 300, false);

    @ParameterizedTest
    @CsvSource({"0, 0%", "1, 0.01%", "10, 0.1%", "100, 1%", "1234, 12.34%", "10000, 100%"})
    void aShareIsWrittenInPercentWithoutNeedlessZeros(int parts, String text) {
        assertThat(new Share(parts)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 10_001})
    void aShareOutsideTheWholeIsRefused(int parts) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Share(parts))
                .withMessage("share: " + parts + " (expected: 0-10000 parts of 10000)");
    }

    @Test
    void anAchievedShareIsItsValueNotItsFraction() {
        assertThat(new AchievedShare(1, 2))
                .isEqualTo(new AchievedShare(50, 100))
                .hasSameHashCodeAs(new AchievedShare(50, 100));
        assertThat(new AchievedShare(298, 301)).hasToString("99.0033%");
        assertThat(new AchievedShare(298, 301).exceeds(Share.ofPercent(99).exactly()))
                .isTrue();
    }

    @Test
    void achievedSharesCompareExactlyWhereFloatingPointWouldNot() {
        var left = new AchievedShare(1_000_000_000, 2_000_000_001);
        var right = new AchievedShare(1_000_000_001, 2_000_000_003);

        assertThat(right.exceeds(left)).isTrue();
        assertThat(left).isNotEqualTo(right);
    }

    @Test
    void theRestOfASplitIsTheBaselines() {
        assertThat(new Split(new Share(123))).hasToString("baseline 98.77% / candidate 1.23%");
    }

    @Test
    void aBakeOfOneDurationMayTakeThreeTimesAsLong() {
        assertThat(MINUTE).isEqualTo(new Bake(Duration.ofMinutes(1), Duration.ofMinutes(3)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Bake(Duration.ofMinutes(2), Duration.ofMinutes(1)))
                .withMessageContaining("at-most: PT1M (expected: > 0 and >= at-least PT2M)");
    }

    @ParameterizedTest
    @CsvSource({"0.01, 300", "0.05, 60", "0.001, 3000", "0.003, 1000"})
    void minRequestsAreThreeTimesTheReciprocalOfTheAllowedRate(double allowed, int requests) {
        assertThat(Guard.defaultMinRequests(allowed)).isEqualTo(requests);
        assertThat(Guard.defaultMinRequests(1 - 0.99)).isEqualTo(300);
    }

    @Test
    void aGuardWithoutAnyLimitIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Guard.ErrorRate("e", Optional.empty(), Optional.empty(), 1, false));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Guard.Latency("l", 0.99, Optional.empty(), Optional.empty(), 1, false));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1, -0.1, Double.NaN, Double.POSITIVE_INFINITY})
    void aRateThatIsNoRateIsRefused(double limit) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Guard.ErrorRate("e", Optional.of(limit), Optional.empty(), 1, false))
                .withMessageStartingWith("limit: ");
    }

    @Test
    void aWindowThatClosesBeforeItOpensIsRefused() {
        var noon = Instant.parse("2026-01-01T12:00:00Z");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Window(Optional.of(noon), Optional.of(noon)))
                .withMessageStartingWith("not-after: ");
    }

    @Test
    void stepsMustRise() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> plan("ok", Share.ofPercent(10), Share.ofPercent(10), Share.ALL))
                .withMessage("steps[1].candidate: 10% (expected: > 10%)");
    }

    @Test
    void theLastStepIsEverything() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> plan("ok", Share.ofPercent(99)))
                .withMessage("steps[0].candidate: 99% (expected: 100% in the last step)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "../up", "a/b", "-x", "a b", ".hidden"})
    void aCutoversNameCanNameAFolderAndNothingElse(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> plan(name, Share.ALL))
                .withMessageStartingWith("cutover: ");
    }

    @Test
    void theLeastDurationIsTheSumOfTheBakes() {
        assertThat(plan("ok", Share.ofPercent(1), Share.ALL).leastDuration()).isEqualTo(Duration.ofMinutes(2));
    }

    private static Plan plan(String name, Share... shares) {
        return new Plan(
                name,
                List.of(new FakeSpec("lb1")),
                List.of(GUARD),
                List.of(shares).stream().map(share -> Step.of(share, MINUTE)).toList(),
                Window.ALWAYS,
                Policies.DEFAULTS);
    }
}
