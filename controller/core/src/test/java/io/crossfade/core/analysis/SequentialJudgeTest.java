package io.crossfade.core.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.crossfade.core.plan.Cluster;
import io.crossfade.core.plan.Guard;
import io.crossfade.core.plan.Judging;
import io.crossfade.core.plan.Plan;
import io.crossfade.core.plan.Reaction;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SequentialJudgeTest {

    private static final Guard ERRORS = Plans.errors(0.01, 0.005);

    private static World world(Guard... guards) {
        Plan plan = Plans.of(1, guards);
        return new World(plan, new SequentialJudge(plan, Duration.ZERO));
    }

    private static double wealth(World world, String name) {
        return world.assess().wealth().stream()
                .filter(wealth -> wealth.name().equals(name))
                .mapToDouble(Wealth::value)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aFewFailuresOfACandidateThatOftenFailsAreEnough() {
        var world = world(ERRORS).expose(5, 100);
        int failures = 0;
        for (; !world.judge.crossed(); failures++) {
            world.ok(world.x, 38).ok(world.y, 1).failed(world.y, 1);
        }
        assertThat(failures).isBetween(3, 5);
        assertThat(world.verdict().status()).isEqualTo(Status.FAIL);
    }

    @Test
    void fewerThanThreeFailuresNeverDecide() {
        var world = world(Plans.errors(0.0001)).expose(5, 100);
        world.ok(world.x, 100_000).failed(world.y, 2).ok(world.y, 1);
        assertThat(wealth(world, "errors/limit")).isGreaterThan(100);
        assertThat(world.verdict().status()).isEqualTo(Status.INCONCLUSIVE);
        world.failed(world.y, 1);
        assertThat(world.verdict().status()).isEqualTo(Status.FAIL);
    }

    @Test
    void aFailCarriesNumbersOddsAndAnInterval() {
        var world = world(ERRORS);
        world.ok(world.x, 999).failed(world.x, 1);
        world.ok(world.y, 779).failed(world.y, 33).ok(world.y, 1);
        var verdict = world.verdict();

        assertThat(verdict.status()).isEqualTo(Status.FAIL);
        assertThat(verdict.text()).matches("error rate 4\\.1% > .*, n=813, baseline 0\\.1%, 1 : [0-9e]+ against");
        assertThat(verdict.grounds().odds()).isGreaterThan(100);
        assertThat(verdict.grounds().low()).isBetween(0.015, 33 / 813.0);
        assertThat(verdict.grounds().high()).isBetween(33 / 813.0, 0.08);
    }

    @Test
    void theGuardWithTheGreatestPartIsNamed() {
        var calm = new Guard.ErrorRate("calm", Optional.of(0.5), Optional.empty(), 300, false);
        var world = world(calm, ERRORS).expose(5, 100);
        world.ok(world.x, 1000);
        for (int i = 0; i < 10; i++) {
            world.failed(world.y, 1).ok(world.y, 3);
        }
        assertThat(world.assess().failing().orElseThrow().guard()).isEqualTo("errors");
        assertThat(world.assess().verdicts().get(0).status()).isNotEqualTo(Status.FAIL);
    }

    @Test
    void aShadowGuardIsJudgedByItselfAndNothingElseIs() {
        var shadow = new Guard.ErrorRate("shadow", Optional.of(0.001), Optional.empty(), 300, true);
        var loose = new Guard.ErrorRate("loose", Optional.of(0.9), Optional.empty(), 1, false);
        var world = world(shadow, loose).expose(5, 100);
        for (int i = 0; i < 20; i++) {
            world.ok(world.x, 76).ok(world.y, 3).failed(world.y, 1);
        }
        var assessment = world.assess();

        assertThat(assessment.verdicts()).extracting(Verdict::status).containsExactly(Status.FAIL, Status.PASS);
        assertThat(assessment.failing()).isEmpty();
        assertThat(assessment.passes()).isTrue();
    }

    @Test
    void aRequestThatBothWitnessesTellIsJudgedOnce() {
        var lines = world(ERRORS);
        lines.ok(lines.x, 500).ok(lines.y, 495).failed(lines.y, 5);
        var both = world(ERRORS);
        both.ok(both.x, 500).counters(both.y, 0, 0, 0, 0, 0);
        both.ok(both.y, 495).failed(both.y, 3);
        both.counters(both.y, 500, 500, 5, 0, 0).failed(both.y, 2).counters(both.y, 500, 500, 5, 0, 0);

        assertThat(wealth(both, "errors/limit")).isEqualTo(wealth(lines, "errors/limit"));
        assertThat(wealth(both, "errors/baseline")).isEqualTo(wealth(lines, "errors/baseline"));
    }

    @Test
    void aFailureToldLaterThanItsRequestTakesThePlaceOfTheNextGoodOne() {
        var plain = world(ERRORS);
        plain.ok(plain.x, 500).ok(plain.y, 100).failed(plain.y, 1);
        var late = world(ERRORS);
        late.ok(late.x, 500).counters(late.y, 0, 0, 0, 0, 0).ok(late.y, 100);
        late.counters(late.y, 100, 100, 1, 0, 0).ok(late.y, 1);

        assertThat(wealth(late, "errors/limit")).isEqualTo(wealth(plain, "errors/limit"));
    }

    @Test
    void aFaultOfBothIsHeldAndOnceOverTheNextFaultOfTheCandidateIsFound() {
        var stream = new Stream(Plans.of(1, Plans.errors(0.01)), 1, 1000, 20)
                .rates(
                        at -> at > 20 && at < 40 ? 0.5 : 0.001,
                        at -> at > 20 && at < 40 ? 0.5 : at < 200 ? 0.002 : 0.05);

        double found = stream.until(260);

        assertThat(stream.commonMode).isTrue();
        assertThat(found).isBetween(200.0, 203.0);
    }

    @Test
    void aPlanMayRollBackForAFaultOfBoth() {
        var plan = Plans.of(1, Plans.errors(0.01));
        var policies =
                plan.policies().with(new Judging(plan.policies().judging().judge(), 0.01, Reaction.ROLLBACK));
        var bare = new Plan(plan.cutover(), plan.routers(), plan.guards(), plan.steps(), plan.window(), policies);
        var stream = new Stream(bare, 1, 1000, 20).rates(at -> at < 20 ? 0.001 : 0.5, at -> at < 20 ? 0.001 : 0.5);

        assertThat(stream.until(60)).isBetween(20.0, 20.5);
    }

    @Test
    void withoutABaselineTheAbsoluteLimitActsAloneOnWhatIsSeenFromThereOn() {
        var stream = new Stream(Plans.of(1, Plans.errors(0.01)), 2, 1000, 50)
                .rates(at -> at > 20 && at < 40 ? 0.5 : 0.001, at -> at > 20 && at < 40 ? 0.5 : 0.001);
        assertThat(stream.until(120)).isEqualTo(120);
        stream.share(100).rates(at -> 0, at -> 0.001);
        assertThat(stream.until(60)).isEqualTo(60);
        stream.rates(at -> 0, at -> 0.1);
        assertThat(stream.until(60)).isLessThan(1);
    }

    @Test
    void aRelativeGuardAloneIsNotApplicableWithoutABaseline() {
        var world = world(Plans.relativeErrors(0.005)).expose(100, 100);
        world.ok(world.y, 100).failed(world.y, 4).ok(world.y, 1);
        assertThat(world.verdict().status()).isEqualTo(Status.NOT_APPLICABLE);
    }

    @Test
    void aSlowerCandidateIsFoundThoughItsTailIsWithinTheLimit() {
        var stream =
                new Stream(Plans.of(1, Plans.relativeLatency(0.99, 0.25)), 3, 1000, 10).slowness(at -> at < 60 ? 1 : 2);
        double found = stream.until(120);

        assertThat(found).isBetween(60.0, 63.0);
        assertThat(stream.last.failing().orElseThrow().text())
                .matches(".*% slower than [0-9.]+ms \\(the baseline's p[0-9]+ \\+ 25%\\) > .*");
    }

    @Test
    void hangsAreJudgedBeforeAnyRequestEnds() {
        var world = world(Plans.latency(0.99, Duration.ofSeconds(1)));
        world.expose(5, 100).ok(world.x, 1000).ok(world.y, 1).counters(world.y, 0, 0, 0, 0, 0);
        world.pass(Duration.ofMillis(100)).counters(world.y, 8, 0, 0, 0, 8).pass(Duration.ofMillis(1100));
        world.ok(world.x, 150).counters(world.y, 8, 0, 0, 0, 8);
        assertThat(world.judge.crossed()).isTrue();
        assertThat(world.verdict().status()).isEqualTo(Status.FAIL);
    }

    @Test
    void aStreakIsNoFaultOfTheCandidateWhereTheBaselineWasOverItsLimitBefore() {
        var world = world(Plans.errors(0.01));
        for (int i = 0; i < 100; i++) {
            world.ok(world.x, 1).failed(world.x, 1).ok(world.y, 1).failed(world.y, 1);
        }
        world.ok(world.x, 1).failed(world.y, 5);

        assertThat(world.judge.crossed()).isFalse();
        assertThat(world.assess().commonMode()).isPresent();
    }

    @Test
    void resumedEvidenceGoesOnWhereItWas() {
        var plan = Plans.of(1, ERRORS);
        var before = world(ERRORS).expose(5, 100);
        before.ok(before.x, 1000).failed(before.y, 1).ok(before.y, 3);
        var told = before.assess().wealth();
        var resumed = new World(plan, SequentialJudge.resuming(plan, Duration.ZERO, told));

        assertThat(told).extracting(Wealth::name).containsExactly("errors/baseline", "errors/limit");
        for (int i = 0; i < told.size(); i++) {
            assertThat(resumed.assess().wealth().get(i).value())
                    .isCloseTo(told.get(i).value(), withinPercentage(1e-9));
        }
        resumed.expose(5, 100).ok(resumed.x, 100).failed(resumed.y, 3).ok(resumed.y, 1);
        assertThat(resumed.verdict().status()).isEqualTo(Status.FAIL);
    }

    @Test
    void aResumedControllerHasNoFreshChanceOfAFalseRollback() {
        var plan = Plans.of(1, ERRORS);
        var lost = List.of(new Wealth("errors/baseline", 0.01), new Wealth("errors/limit", 0.01));
        var fresh = world(ERRORS).expose(5, 100);
        var resumed = new World(plan, SequentialJudge.resuming(plan, Duration.ZERO, lost)).expose(5, 100);
        for (var world : List.of(fresh, resumed)) {
            world.ok(world.x, 100).failed(world.y, 3).ok(world.y, 1);
        }

        assertThat(fresh.verdict().status()).isEqualTo(Status.FAIL);
        assertThat(resumed.verdict().status()).isNotEqualTo(Status.FAIL);
    }

    @Test
    void evidenceIsWeakenedWhereTheBaselinesFailuresComeInClusters() {
        var world = world(Plans.errors(0.05)).expose(5, 100);
        int second = world.judge.enlist(0, Cluster.BASELINE, "x2");
        for (int i = 0; i < 200; i++) {
            world.ok(world.x, 495)
                    .ok(second, 495)
                    .failed(i % 2 == 0 ? world.x : second, 10)
                    .ok(world.y, 50);
        }

        assertThat(world.verdict().text()).contains("evidence weakened, the baseline's failures come in clusters of 9");
    }

    @Test
    void wealthThatIsNoNumberIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Wealth("errors/limit", Double.NaN))
                .withMessage("wealth: NaN (expected: 0 or more, finite)");
    }

    @Test
    void theTimeUntilAStepCanPassIsToldFromItsStart() {
        var plan = Plans.of(1, Plans.errors(0.01));
        var stream = new Stream(plan, 4, 1000, 1);
        stream.until(30);
        stream.share(10).world.judge.emptyPassing(stream.world.now);
        var verdict = stream.world.verdict();

        assertThat(verdict.text()).matches("errors needs 300 requests, has 0, about [34] s at the present rate");
        assertThat(verdict.grounds().secondsToPass()).isBetween(2.7, 3.3);
    }
}
