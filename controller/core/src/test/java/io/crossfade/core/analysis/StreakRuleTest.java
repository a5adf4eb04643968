package io.crossfade.core.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StreakRuleTest {

    @Test
    void fiveFailuresInARowStopWhateverCameBefore() {
        var world = new World(Plans.errors(0.5));
        world.ok(world.x, 1000)
                .ok(world.y, 1000)
                .failed(world.y, 3)
                .ok(world.x, 1)
                .failed(world.y, 1);
        assertThat(world.judge.crossed()).isFalse();
        world.failed(world.y, 1);
        assertThat(world.judge.crossed()).isTrue();
        assertThat(world.verdict().text()).isEqualTo("the last 5 requests failed, baseline 0 of 1 meanwhile");
    }

    @Test
    void aStreakWaitsForABaselineThatIsSilentUntilItIsFourTimesAsLong() {
        var world = new World(Plans.errors(0.5));
        world.ok(world.x, 1000).ok(world.y, 1000).failed(world.y, 19);
        assertThat(world.verdict().status()).isNotEqualTo(Status.FAIL);
        world.failed(world.y, 1);
        assertThat(world.judge.crossed()).isTrue();
        assertThat(world.verdict().text()).isEqualTo("the last 20 requests failed, baseline 0 of 0 meanwhile");
    }

    @Test
    void theBaselinesFirstRequestOfAStreakEndsTheWait() {
        var world = new World(Plans.errors(0.5));
        world.ok(world.x, 1000).ok(world.y, 1000).failed(world.y, 7);
        assertThat(world.verdict().status()).isNotEqualTo(Status.FAIL);
        world.ok(world.x, 1);
        assertThat(world.verdict().status()).isEqualTo(Status.FAIL);
    }

    @Test
    void aBaselineWithoutAShareIsNotWaitedFor() {
        var world = new World(Plans.errors(0.5)).expose(100, 100);
        world.failed(world.y, 5);
        assertThat(world.verdict().status()).isEqualTo(Status.FAIL);
    }

    @Test
    void oneSuccessEndsTheStreak() {
        var world = new World(Plans.errors(0.5));
        world.ok(world.x, 1000)
                .ok(world.y, 1000)
                .failed(world.y, 4)
                .ok(world.y, 1)
                .failed(world.y, 4);
        assertThat(world.judge.crossed()).isFalse();
    }

    @Test
    void anAbortedRequestNeitherFeedsNorEndsTheStreak() {
        var world = new World(Plans.errors(0.5));
        world.ok(world.x, 1000)
                .ok(world.y, 1000)
                .failed(world.y, 4)
                .aborted(world.y, 3)
                .ok(world.x, 1);
        assertThat(world.judge.crossed()).isFalse();
        world.failed(world.y, 1);
        assertThat(world.judge.crossed()).isTrue();
    }

    @Test
    void failuresThatOnlyTheCountersTellStopToo() {
        var world = new World(Plans.errors(0.5));
        world.ok(world.x, 1000).ok(world.y, 1000).counters(world.y, 1000, 1000, 0, 0, 0);
        world.counters(world.y, 1050, 1050, 50, 0, 0);
        assertThat(world.judge.crossed())
                .as("the baseline's row may come after it")
                .isFalse();
        world.ok(world.x, 1).counters(world.y, 1051, 1051, 51, 0, 0);
        assertThat(world.judge.crossed()).isTrue();
    }

    @Test
    void thereIsNoHardStopWhereTheBaselinesLastTwentyFailedToo() {
        var world = new World(Plans.errors(0.5));
        world.ok(world.x, 1000).failed(world.x, 20).ok(world.y, 1000).failed(world.y, 5);
        assertThat(world.judge.crossed()).isFalse();

        world.ok(world.x, 1)
                .failed(world.x, 19)
                .ok(world.y, 1)
                .failed(world.y, 4)
                .ok(world.x, 1)
                .failed(world.y, 1);
        assertThat(world.judge.crossed()).isTrue();
    }

    @Test
    void theHardStopLooksAtTheBaselineSinceTheStreakBegan() {
        var world = new World(Plans.errors(0.3));
        world.ok(world.x, 100_000).ok(world.y, 10_000);
        world.failed(world.y, 1);
        for (int i = 0; i < 100; i++) {
            world.failed(world.x, 3).ok(world.x, 1);
        }
        world.failed(world.y, 4);

        assertThat(world.judge.crossed()).isFalse();
        var assessment = world.assess();
        assertThat(assessment.verdicts().get(0).status()).isEqualTo(Status.INCONCLUSIVE);
        assertThat(assessment.commonMode())
                .contains("common mode, the baseline fails no less: the last 5 requests failed, baseline 300 of 400"
                        + " meanwhile");
        assertThat(assessment.passes()).isFalse();
    }
}
