package io.crossfade.core.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.crossfade.core.plan.Guard;
import io.crossfade.core.plan.JudgeKind;
import io.crossfade.core.plan.Judging;
import io.crossfade.core.plan.Plan;
import io.crossfade.core.plan.Reaction;
import io.crossfade.core.port.Outcome;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is certified of a candidate at a step that may end early, by all that the judge is told. */
class CertificatesTest {

    private static final Guard ERRORS = Plans.errors(0.05, 0.005);
    private static final Guard LATENCY =
            new Guard.Latency("latency", 0.99, Optional.of(Duration.ofMillis(800)), Optional.of(0.25), 300, false);

    /** Two of a hundred users may be harmed, so that half of the traffic may end at all with a margin of 2 points. */
    private static final Judging TWO_OF_A_HUNDRED = harming(0.02);

    @Test
    void aCandidateAsGoodAsTheBaselineIsCertifiedForEveryGuard() {
        var stream = early(Plans.early(50, TWO_OF_A_HUNDRED, ERRORS, LATENCY), 1, 200);
        stream.until(60);

        assertThat(stream.last.certified()).isTrue();
        assertThat(stream.last.certificatesText())
                .matches("the candidate's error rate is at most the baseline's \\+ 2 pp \\(1 : \\S+ against\\); the"
                        + " candidate's p95 latency is at most the baseline's \\+ 100% \\(1 : \\S+ against\\)");
    }

    @Test
    void aCandidateAtItsMarginIsHardlyEverCertified() {
        int given = 0;
        int runs = 150;
        for (int seed = 0; seed < runs; seed++) {
            var stream = early(Plans.early(50, TWO_OF_A_HUNDRED, Plans.errors(0.5)), seed, 200)
                    .rates(at -> 0.001, at -> 0.0211);
            boolean isGiven = false;
            for (int second = 0; second < 40 && !isGiven; second++) {
                stream.until(1);
                isGiven = stream.last.certified();
            }
            given += isGiven ? 1 : 0;
        }
        System.out.printf("at the margin: %d of %d certified%n", given, runs);
        // One in a hundred is allowed: six or more of 150 happen by chance once in 250 times even then.
        assertThat(given).isLessThan(6);
    }

    @Test
    void aSlowCandidateIsCertifiedOfItsErrorsAndNotOfItsLatency() {
        var twice = Plans.relativeLatency(0.99, 1);
        var stream =
                early(Plans.early(50, TWO_OF_A_HUNDRED, ERRORS, twice), 2, 200).slowness(at -> 2.05);
        stream.until(60);

        assertThat(stream.last.certificates()).extracting(Certificate::given).containsExactly(true, false);
        assertThat(stream.last.certified()).isFalse();
    }

    @Test
    void evidenceIsFreshWheneverThePassingLedgerIsEmptied() {
        var stream = early(Plans.early(50, TWO_OF_A_HUNDRED, ERRORS), 3, 200);
        stream.until(60);
        assertThat(stream.last.certified()).isTrue();

        stream.world.judge.emptyPassing(stream.world.now);

        assertThat(odds(stream.world)).isCloseTo(1, within(1e-9));
        stream.until(60);
        assertThat(stream.last.certified()).isTrue();
    }

    @Test
    void evidenceIsFreshUnderAnotherShare() {
        var stream = early(Plans.early(50, TWO_OF_A_HUNDRED, ERRORS), 4, 200);
        stream.until(60);
        stream.share(40);

        assertThat(odds(stream.world)).isCloseTo(1, within(1e-9));
    }

    @Test
    void theNextStepBeginsWithoutCertificatesUntilItsSplitIsConfirmed() {
        var stream = early(Plans.early(50, TWO_OF_A_HUNDRED, ERRORS), 5, 200);
        stream.until(60);
        stream.world.step = 1;
        stream.share(100);

        assertThat(stream.world.assess().certificates()).isEmpty();
    }

    @Test
    void theLastStepIsNeverCertified() {
        var world = sequential(Plans.early(50, TWO_OF_A_HUNDRED, ERRORS));
        world.step = 1;
        world.expose(100, 100).judge.emptyPassing(world.now);

        assertThat(world.pass(Duration.ofSeconds(1)).ok(world.y, 1000).assess().certificates())
                .isEmpty();
    }

    @Test
    void nothingIsCertifiedForAPlanThatDoesNotAsk() {
        var world = sequential(Plans.of(1, ERRORS));
        world.step = 0;
        world.expose(50, 100).judge.emptyPassing(world.now);

        assertThat(world.ok(world.y, 1000).assess().certificates()).isEmpty();
    }

    @Test
    void theThresholdJudgeCertifiesNothing() {
        var judging = new Judging(JudgeKind.THRESHOLD, 0.01, Reaction.HOLD, 0.01, 0.02);
        var plan = Plans.early(50, judging, ERRORS);
        var world = new World(plan, Judges.of(plan, Duration.ZERO));
        world.step = 0;
        world.expose(50, 100).judge.emptyPassing(world.now);

        assertThat(world.ok(world.x, 1000).ok(world.y, 1000).assess().certified())
                .isFalse();
    }

    @Test
    void aGuardThatComparesNothingKeepsAStepFromBeingCertified() {
        var stream =
                early(Plans.early(50, TWO_OF_A_HUNDRED, ERRORS, Plans.latency(0.99, Duration.ofMillis(800))), 6, 200);
        stream.until(60);

        assertThat(stream.last.certificates()).extracting(Certificate::given).containsExactly(true);
        assertThat(stream.last.certified()).isFalse();
    }

    @Test
    void quickAnswersWaitUntilSlowOnesOfTheSameMomentAreDue() {
        var world = step(Plans.early(50, TWO_OF_A_HUNDRED, ERRORS, LATENCY));
        world.fresh(world.x, 2_000, Outcome.OK).fresh(world.y, 2_000, Outcome.OK);

        assertThat(odds(world.pass(Duration.ofMillis(1200)))).isCloseTo(1, within(1e-9));
        assertThat(odds(world.pass(Duration.ofMillis(300)))).isGreaterThan(100);
    }

    @Test
    void aRequestThatEndsLaterThanItIsAwaitedCountsAsFailedWhateverItBrings() {
        var world = step(Plans.early(50, TWO_OF_A_HUNDRED, ERRORS, LATENCY));
        world.fresh(world.x, 2_000, Outcome.OK).fresh(world.y, 2_000, Outcome.OK);
        double before = odds(world.pass(Duration.ofSeconds(3)));
        world.slow(world.y, 20, Duration.ofMillis(2900));

        assertThat(odds(world)).isLessThan(before / 100);
    }

    @Test
    void requestsThatHangCountAsFailedAsSoonAsTheyAreOverdue() {
        var world = step(Plans.early(50, TWO_OF_A_HUNDRED, ERRORS, LATENCY));
        world.counters(world.y, 0, 0, 0, 0, 0);
        world.fresh(world.x, 2_000, Outcome.OK).fresh(world.y, 2_000, Outcome.OK);
        for (int poll = 0; poll < 12; poll++) {
            world.pass(Duration.ofMillis(250)).counters(world.y, 2_000, 2_000, 0, 0, 0);
        }
        double before = odds(world);
        for (int poll = 0; poll < 12; poll++) {
            world.pass(Duration.ofMillis(250)).counters(world.y, 2_020, 2_000, 0, 0, 20);
        }

        assertThat(before).isGreaterThan(100);
        assertThat(odds(world)).isLessThan(before / 100);
    }

    @Test
    void hangsOfTheBaselineAreTakenForFine() {
        var world = step(Plans.early(50, TWO_OF_A_HUNDRED, ERRORS));
        world.counters(world.x, 0, 0, 0, 0, 0);
        for (int poll = 0; poll < 60; poll++) {
            world.pass(Duration.ofMillis(250)).counters(world.x, 500, 0, 0, 0, 500);
        }

        assertThat(odds(world)).isLessThanOrEqualTo(1);
    }

    @Test
    void aSourceThatTellsNoLinesCertifiesNothing() {
        var world = step(Plans.early(50, TWO_OF_A_HUNDRED, ERRORS));
        for (int poll = 0; poll < 60; poll++) {
            long ended = 1_000L * poll;
            world.pass(Duration.ofMillis(250)).counters(world.x, ended, ended, ended / 10, 0, 0);
            world.counters(world.y, ended, ended, 0, 0, 0);
        }

        assertThat(odds(world)).isLessThanOrEqualTo(1);
    }

    @Test
    void onlyWhatIsGivenForEveryGuardThatIsNoShadowCertifies() {
        var shadow = new Guard.ErrorRate("shown", Optional.of(0.01), Optional.empty(), 300, true);
        var stream = early(Plans.early(50, TWO_OF_A_HUNDRED, ERRORS, shadow), 7, 200);
        stream.until(60);

        assertThat(stream.last.certificates()).extracting(Certificate::guard).containsExactly("errors");
        assertThat(stream.last.certified()).isTrue();
    }

    private static Judging harming(double harm) {
        return new Judging(JudgeKind.SEQUENTIAL, 0.01, Reaction.HOLD, 0.01, harm);
    }

    private static World sequential(Plan plan) {
        return new World(plan, new SequentialJudge(plan, Duration.ZERO));
    }

    /** At the first step, whose split was just confirmed. */
    private static World step(Plan plan) {
        var world = sequential(plan);
        world.step = 0;
        world.expose(50, 100).judge.emptyPassing(world.now);
        return world;
    }

    private static Stream early(Plan plan, long seed, double perSecond) {
        var stream = new Stream(plan, seed, perSecond, 50);
        stream.world.step = 0;
        stream.share(50).world.judge.emptyPassing(stream.world.now);
        return stream;
    }

    private static double odds(World world) {
        return world.assess().certificates().get(0).odds();
    }
}
