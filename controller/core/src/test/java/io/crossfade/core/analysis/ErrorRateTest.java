package io.crossfade.core.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.core.port.Outcome;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ErrorRateTest {

    @Test
    void threeFailuresOfThreeCrossAOnePercentLimitAndTwoDoNot() {
        var world = new World(Plans.errors(0.01));
        world.failed(world.y, 2);
        assertThat(world.judge.crossed()).isFalse();
        world.failed(world.y, 1);
        assertThat(world.judge.crossed()).isTrue();
        assertThat(world.verdict().status()).isEqualTo(Status.FAIL);
    }

    @Test
    void crossingIsToldOnceAndTheVerdictStays() {
        var world = new World(Plans.errors(0.01));
        world.failed(world.y, 3).assess();
        assertThat(world.judge.crossed()).isFalse();
        world.failed(world.y, 1);
        assertThat(world.judge.crossed()).isFalse();
        assertThat(world.verdict().status()).isEqualTo(Status.FAIL);
    }

    @Test
    void aFailCarriesValueLimitNumberAndBaseline() {
        var world = new World(Plans.errors(0.01));
        world.ok(world.x, 999).failed(world.x, 1);
        world.ok(world.y, 779).failed(world.y, 33);
        world.ok(world.y, 1);
        var verdict = world.verdict();

        assertThat(verdict.status()).isEqualTo(Status.FAIL);
        assertThat(verdict.text()).isEqualTo("error rate 4.1% > 1%, n=813, baseline 0.1%");
        assertThat(verdict.value()).isEqualTo(33 / 813.0);
        assertThat(verdict.baseline()).isEqualTo(0.001);
        assertThat(verdict.limit()).isEqualTo(0.01);
        assertThat(verdict.n()).isEqualTo(813);
    }

    @Test
    void aFaultThatStartsLateIsNotDilutedByTheHealthyMinuteBefore() {
        var world = new World(Plans.errors(0.01));
        for (int i = 0; i < 50; i++) {
            world.ok(world.y, 1000).ok(world.x, 1000).pass(Duration.ofSeconds(1));
        }
        world.pass(Duration.ofSeconds(5));
        for (int i = 0; i < 5; i++) {
            world.failed(world.y, 2).ok(world.y, 1);
        }
        assertThat(world.judge.crossed()).isTrue();
        assertThat(world.verdict().n()).isEqualTo(15);
    }

    @Test
    void theActingLedgerSlidesAndIsNotEmptiedByAShift() {
        var world = new World(Plans.errors(0.01));
        world.failed(world.y, 3).ok(world.y, 1);
        world.judge.emptyPassing(world.now + 1);
        assertThat(world.verdict().status()).isEqualTo(Status.FAIL);
        world.pass(Duration.ofSeconds(58));
        assertThat(world.verdict().status()).isEqualTo(Status.FAIL);
        world.pass(Duration.ofSeconds(3));
        assertThat(world.verdict().status()).isEqualTo(Status.INCONCLUSIVE);
    }

    @Test
    void aGarbledLatencyDoesNotSlideTheLedgerAway() {
        var world = new World(Plans.errors(0.01));
        world.failed(world.y, 3);
        world.judge.request(world.y, Outcome.OK, Long.MAX_VALUE / 2000, world.now);
        assertThat(world.verdict().status()).isEqualTo(Status.FAIL);
    }

    @Test
    void aFaultOfBothIsCommonModeAndHolds() {
        var world = new World(Plans.errors(0.01));
        for (int i = 0; i < 50; i++) {
            world.ok(world.x, 10).failed(world.x, 10).ok(world.y, 1).failed(world.y, 1);
        }
        assertThat(world.judge.crossed()).isFalse();
        var assessment = world.assess();
        assertThat(assessment.failing()).isEmpty();
        assertThat(assessment.commonMode())
                .contains("common mode, the baseline fails no less: error rate 50% > 1%, n=100, baseline 50%");
    }

    @Test
    void overTheLimitAndShownWorseThanABaselineThatIsOverItTooFails() {
        var world = new World(Plans.errors(0.01));
        for (int i = 0; i < 100; i++) {
            world.ok(world.x, 18).failed(world.x, 2).ok(world.y, 1).failed(world.y, 1);
        }
        assertThat(world.assess().failing()).isPresent();
        assertThat(world.assess().commonMode()).isEmpty();
    }

    @Test
    void withoutABaselineTheAbsoluteLimitActsAlone() {
        var world = new World(Plans.errors(0.01, 0.005));
        world.expose(100, 100).failed(world.x, 500);
        for (int i = 0; i < 3; i++) {
            world.ok(world.y, 1).failed(world.y, 1);
        }
        assertThat(world.verdict().status()).isEqualTo(Status.FAIL);
    }

    @Test
    void aRelativeGuardAloneIsNotApplicableWithoutABaseline() {
        var world = new World(Plans.relativeErrors(0.005));
        world.expose(100, 100);
        for (int i = 0; i < 100; i++) {
            world.ok(world.y, 1).failed(world.y, 1);
        }
        assertThat(world.verdict().status()).isEqualTo(Status.NOT_APPLICABLE);
    }

    @Test
    void aRelativeGuardFailsWhereTheCandidateIsShownWorseByMoreThanTheTolerance() {
        var world = new World(Plans.relativeErrors(0.005));
        world.ok(world.x, 9990)
                .failed(world.x, 10)
                .ok(world.y, 1000)
                .failed(world.y, 60)
                .assess();
        world.ok(world.y, 940);
        assertThat(world.verdict().status()).isEqualTo(Status.FAIL);
        assertThat(world.verdict().text()).isEqualTo("error rate 3% > the baseline's + 0.5%, n=2000, baseline 0.1%");
    }

    @Test
    void aRelativeLineOfTheLastAssessmentIsCrossedAtOnce() {
        var world = new World(Plans.relativeErrors(0.005));
        world.ok(world.x, 9990).failed(world.x, 10).ok(world.y, 1000).assess();
        for (int i = 0; i < 40 && !world.judge.crossed(); i++) {
            world.failed(world.y, 1).ok(world.y, 1);
        }
        assertThat(world.judge.crossed()).isTrue();
        assertThat(world.verdict().status()).isEqualTo(Status.FAIL);
    }

    @Test
    void withinTheToleranceARelativeGuardDoesNotFail() {
        var world = new World(Plans.relativeErrors(0.05));
        for (int i = 0; i < 100; i++) {
            world.ok(world.x, 99).failed(world.x, 1).ok(world.y, 97).failed(world.y, 3);
        }
        assertThat(world.verdict().status()).isEqualTo(Status.PASS);
    }

    @Test
    void fewerThanTheLeastRequestsAreInconclusiveAndSayWhatIsMissing() {
        var world = new World(Plans.errors(0.01)).pass(Duration.ofSeconds(10));
        world.fresh(world.y, 112, Outcome.OK).pass(Duration.ofMillis(200));
        var verdict = world.verdict();

        assertThat(verdict.status()).isEqualTo(Status.INCONCLUSIVE);
        assertThat(verdict.text()).isEqualTo("errors needs 300 requests, has 112, about 19 s at the present rate");
    }

    @Test
    void enoughRequestsWithinTheLimitPass() {
        var world = new World(Plans.errors(0.01));
        world.fresh(world.x, 300, Outcome.OK).fresh(world.y, 297, Outcome.OK).fresh(world.y, 3, Outcome.FAILED);
        var verdict = world.verdict();

        assertThat(verdict.status()).isEqualTo(Status.PASS);
        assertThat(verdict.text()).isEqualTo("error rate 1% <= 1%, n=300, baseline 0%");
        assertThat(world.assess().passes()).isTrue();
    }

    @Test
    void anEstimateOverTheLimitDoesNotPass() {
        var world = new World(Plans.errors(0.01));
        world.fresh(world.y, 297, Outcome.OK).fresh(world.y, 2, Outcome.FAILED);
        world.fresh(world.y, 1, Outcome.OK).fresh(world.y, 2, Outcome.FAILED);

        assertThat(world.verdict().status()).isEqualTo(Status.INCONCLUSIVE);
        assertThat(world.verdict().text()).isEqualTo("error rate 1.3% > 1%, n=302, baseline none");
    }

    @Test
    void onlyRequestsThatStartedAfterTheEmptyingPass() {
        var world = new World(Plans.errors(0.01));
        world.fresh(world.y, 400, Outcome.OK).pass(Duration.ofSeconds(1));
        long before = world.now - 1;
        world.judge.emptyPassing(world.now);
        world.judge.request(world.y, Outcome.OK, World.FAST, before);
        assertThat(world.verdict().n()).isZero();
        world.judge.request(world.y, Outcome.OK, World.FAST, before + 1);
        assertThat(world.verdict().n()).isEqualTo(1);
    }

    @Test
    void failuresThatOnlyTheCountersTellKeepAStepFromPassing() {
        var world = new World(Plans.errors(0.01));
        world.fresh(world.x, 300, Outcome.OK).fresh(world.y, 300, Outcome.OK).counters(world.y, 300, 300, 0, 0, 0);
        assertThat(world.verdict().status()).isEqualTo(Status.PASS);
        world.fresh(world.y, 5, Outcome.OK).counters(world.y, 309, 309, 4, 0, 0);

        assertThat(world.verdict().status()).isEqualTo(Status.INCONCLUSIVE);
        assertThat(world.verdict().n()).isEqualTo(309);
    }

    @Test
    void countersAheadOfTheirLinesDoNotPassForThem() {
        var world = new World(Plans.errors(0.01));
        world.counters(world.y, 0, 0, 0, 0, 0).counters(world.y, 400, 400, 0, 0, 0);
        assertThat(world.verdict().n()).isZero();
    }
}
