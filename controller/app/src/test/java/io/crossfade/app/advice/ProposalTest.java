package io.crossfade.app.advice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.crossfade.core.analysis.Judges;
import io.crossfade.core.plan.Bake;
import io.crossfade.core.plan.Share;
import io.crossfade.core.plan.Step;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProposalTest {

    private static final Duration HALF = Duration.ofMillis(500);
    private static final Duration TEN = Duration.ofSeconds(10);
    private static final Demand DEMAND = new Demand(0.005, Optional.of(0.01), 300, 0.01);

    @Test
    void theFirstShareIsWhereJudgingAndReactingCostTheSame() {
        var steps = Proposal.steps(expected(1_000, 50), DEMAND);

        // 5 requests until it is stopped, 1000 a second, half a second: 5 / 500.
        assertThat(steps.get(0).candidate()).isEqualTo(Share.ofPercent(1));
        assertThat(StepRisk.totalFailure(0.01, expected(1_000, 50))).isEqualTo(10);
    }

    @ParameterizedTest
    @CsvSource({"10,8", "100,50", "1000,50", "1000,20", "1000,600", "20000,500", "100000,3000"})
    void noRiseIsMoreThanTheBudgetOrTheFactorAllows(double perSecond, int harm) {
        var expected = expected(perSecond, harm);
        double before = 0;
        for (var risk : StepRisk.of(Proposal.steps(expected, DEMAND), expected, DEMAND)) {
            double share = risk.step().candidate().exactly().fraction();

            assertThat(risk.overload()).isLessThanOrEqualTo(harm);
            assertThat(before == 0 ? 1 : share / before).isLessThanOrEqualTo(Math.E);
            assertThat(risk.passable()).isTrue();
            assertThat(risk.certified()).isTrue();
            assertThat(risk.step().bake().atLeast()).isGreaterThanOrEqualTo(TEN);
            before = share;
        }
        assertThat(before).isEqualTo(1);
    }

    @Test
    void whereTheBudgetIsWideTheSharesRiseByAFactorOfE() {
        var steps = Proposal.steps(expected(1_000, 600), DEMAND);

        assertThat(steps.stream().map(step -> step.candidate().toString()))
                .containsExactly("1%", "2.7%", "7.3%", "19%", "50%", "100%");
    }

    @Test
    void aStepLastsUntilItsGuardsHaveTheirRequestsAndItIsShown() {
        var steps = Proposal.steps(expected(1_000, 600), DEMAND);

        // 300 requests at 10 a second; at half of the traffic the dwell is longest.
        assertThat(steps.get(0).bake().atLeast()).isEqualTo(Duration.ofSeconds(30));
        assertThat(steps.get(4).bake().atLeast()).isEqualTo(TEN);
        var alone = new Demand(0.005, Optional.empty(), 1, 0.01);
        assertThat(Proposal.steps(expected(20, 600), alone).get(0).bake().atLeast())
                .isGreaterThan(Duration.ofSeconds(30));
    }

    /** The one-sample form is ln(1/beta) / kl(p, p + delta): 1430 requests of the candidate at 0.1% and 0.5%. */
    @Test
    void theTimeToShowIsThatOfTheInformationOfARequest() {
        var seconds = StepRisk.toCertify(0.01, 1, expected(1_000, 50), DEMAND).toMillis() / 1000.0;

        assertThat(seconds * 10).isCloseTo(1_430, within(60.0));
        assertThat(StepRisk.toCertify(0.01, 0.1, expected(1_000, 50), DEMAND).toMillis() / 1000.0 * 10)
                .as("one tenth of the users next, so ten times the margin")
                .isCloseTo(97, within(10.0));
        assertThat(StepRisk.toCertify(0.95, 1, expected(1_000, 50), DEMAND)).isZero();
    }

    @Test
    void anOverloadHarmsByItsRise() {
        var expected = expected(1_000, 50);

        assertThat(StepRisk.overload(0.1, 0.5, expected, DEMAND)).isEqualTo(Judges.STREAK + 0.4 * 500);
        assertThat(StepRisk.overload(0.9, 1, expected, new Demand(0.005, Optional.empty(), 1, 0.01)))
                .as("without a limit nothing tells at 100%")
                .isInfinite();
        assertThat(StepRisk.overload(0.5, 0.502, expected, DEMAND))
                .as("a rate that the guards tolerate")
                .isInfinite();
    }

    /** ln(1/alpha) over the information: 41 requests at 5% against 0.1%, w = 5%; 375 at 1%. */
    @ParameterizedTest
    @CsvSource({"0.05,41.4", "0.01,375", "0.5,2.9"})
    void theRequestsToShowAFaultAreTheLimitOfAllTests(double rate, double requests) {
        var strict = new Demand(0, Optional.empty(), 1, 0.01);

        assertThat(strict.requestsToShow(0.001, rate, 0.05)).isCloseTo(requests, within(requests * 0.02));
    }

    @Test
    void thePlanAsWrittenIsReckonedWithAsItIs() {
        var steps = List.of(
                Step.of(Share.ofPercent(1), Bake.of(Duration.ofSeconds(5))),
                Step.of(Share.ALL, Bake.of(Duration.ofMinutes(1))));
        var risks = StepRisk.of(steps, expected(1_000, 50), DEMAND);

        assertThat(risks.get(0).passable())
                .as("300 requests take 30s, and it is held after 15s")
                .isFalse();
        assertThat(risks.get(0).certified()).isFalse();
        assertThat(risks.get(1).totalFailure()).isEqualTo(Judges.STREAK + 500);
        assertThat(risks.get(1).harm()).isEqualTo(505);
        assertThat(risks.get(1).passable()).isTrue();
    }

    @Test
    void aBudgetThatNoStepsCanKeepIsRefused() {
        assertThatThrownBy(() -> Proposal.steps(expected(1_000, 10), DEMAND))
                .hasMessage("harm: 10 (expected: at least 15 at this rate and with a reaction of 500ms)");
        assertThatThrownBy(() -> expected(0, 10)).hasMessageContaining("rate: 0.0/s (expected: above 0/s");
        assertThatThrownBy(() -> expected(1, 0)).hasMessage("harm: 0 (expected: 1 or more)");
        assertThatThrownBy(() -> new Expected(1, 1, 0, HALF, TEN)).hasMessageContaining("baseline-errors: 0.0%");
        assertThatThrownBy(() -> new Expected(1, 1, 0.1, Duration.ZERO, TEN)).hasMessageContaining("reaction: 0s");
        assertThatThrownBy(() -> new Expected(1, 1, 0.1, HALF, Duration.ZERO)).hasMessageContaining("dwell: 0s");
    }

    private static Expected expected(double perSecond, int harm) {
        return new Expected(perSecond, harm, 0.001, HALF, TEN);
    }
}
