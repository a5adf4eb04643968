package io.crossfade.core.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.core.plan.Guard;
import io.crossfade.core.port.Outcome;
import io.crossfade.core.port.SignalObserver;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LatencyTest {

    private static final Duration LIMIT = Duration.ofMillis(800);

    @Test
    void aQuantilesLimitIsALimitOnTheRateOfSlowRequests() {
        var world = new World(Plans.latency(0.99, LIMIT));
        world.ok(world.x, 1000).ok(world.y, 770).slow(world.y, 30, Duration.ofMillis(801));
        assertThat(world.judge.crossed()).isTrue();
        var verdict = world.verdict();

        assertThat(verdict.status()).isEqualTo(Status.FAIL);
        assertThat(verdict.text()).isEqualTo("p99 latency: 3.8% slower than 800ms > 1%, n=800, baseline 0%");
    }

    @Test
    void aRequestWithoutAHeaderIsOverEveryLimit() {
        var world = new World(Plans.latency(0.99, LIMIT));
        for (int i = 0; i < 3; i++) {
            world.judge.request(world.y, Outcome.FAILED, SignalObserver.NO_HEADER, world.now);
        }
        assertThat(world.verdict().status()).isEqualTo(Status.FAIL);
    }

    @Test
    void slownessOfBothIsCommonMode() {
        var world = new World(Plans.latency(0.99, LIMIT));
        world.ok(world.x, 500).ok(world.y, 55);
        for (int i = 0; i < 100; i++) {
            world.slow(world.x, 9, Duration.ofSeconds(1)).slow(world.y, 1, Duration.ofSeconds(1));
        }
        assertThat(world.assess().commonMode()).isPresent();
        assertThat(world.assess().failing()).isEmpty();
    }

    @Test
    void aHangIsSeenBeforeAnyRequestEnds() {
        var world = new World(Plans.latency(0.99, LIMIT));
        world.counters(world.y, 0, 0, 0, 0, 0).pass(Duration.ofMillis(100));
        world.counters(world.y, 3, 0, 0, 0, 3).pass(Duration.ofMillis(800));
        world.counters(world.y, 9, 0, 0, 0, 9);

        assertThat(world.judge.crossed()).isTrue();
        assertThat(world.verdict().n()).isEqualTo(3);
    }

    @Test
    void aRelativeLimitIsInconclusiveUntilTheBaselineHasAHundredRequests() {
        var world = new World(Plans.relativeLatency(0.9, 0.25));
        world.slow(world.x, 99, Duration.ofMillis(100)).pass(Duration.ofSeconds(2));
        world.slow(world.y, 500, Duration.ofMillis(500));
        assertThat(world.verdict().status()).isEqualTo(Status.INCONCLUSIVE);
        assertThat(world.verdict().text()).isEqualTo("latency needs 100 requests of the baseline to compare with");

        world.slow(world.x, 1, Duration.ofMillis(100)).pass(Duration.ofSeconds(1));
        world.assess();
        world.slow(world.y, 3, Duration.ofMillis(500));
        assertThat(world.judge.crossed()).isFalse();
        world.slow(world.y, 300, Duration.ofMillis(500));
        assertThat(world.judge.crossed()).isTrue();
        assertThat(world.verdict().status()).isEqualTo(Status.FAIL);
    }

    @Test
    void aRelativeLimitIsTheBaselinesQuantileAndTheRatio() {
        var world = new World(Plans.relativeLatency(0.9, 0.25));
        world.slow(world.x, 1000, Duration.ofMillis(100))
                .pass(Duration.ofSeconds(2))
                .assess();
        world.slow(world.y, 1000, Duration.ofMillis(124));
        assertThat(world.verdict().status()).isEqualTo(Status.PASS);

        world.slow(world.y, 400, Duration.ofMillis(127));
        assertThat(world.verdict().status()).isEqualTo(Status.FAIL);
        assertThat(world.verdict().text())
                .isEqualTo("p90 latency: 28.6% slower than 125ms (the baseline's + 25%) > 10%, n=1400, baseline 0%");
    }

    @Test
    void theResolutionOfTheSourceWidensARelativeLimit() {
        var judge = new ThresholdJudge(Plans.of(1, Plans.relativeLatency(0.9, 0)), Duration.ofMillis(10));
        judge.attached(0);
        var thresholds = new Thresholds(Plans.of(1, Plans.relativeLatency(0.9, 0)), Duration.ofMillis(10));
        var quantiles = new RunningQuantiles(Duration.ofSeconds(60));
        for (int i = 0; i < 100; i++) {
            quantiles.record(1000, 0);
        }
        assertThat(quantiles.refresh(World.SECOND)).isTrue();
        thresholds.follow(quantiles, new boolean[1]);

        assertThat(judge.crossed()).isFalse();
        assertThat(thresholds.micros(0)).isBetween(11_000L, 11_010L);
    }

    @Test
    void quantilesAreRenewedAtMostOnceASecondAndFromPastDataOnly() {
        var quantiles = new RunningQuantiles(Duration.ofSeconds(60));
        for (int i = 0; i < 100; i++) {
            quantiles.record(1000, 0);
        }
        assertThat(quantiles.refresh(World.SECOND - 1)).isFalse();
        assertThat(quantiles.known()).isFalse();
        assertThat(quantiles.refresh(World.SECOND)).isTrue();
        quantiles.record(50_000_000, World.SECOND);
        assertThat(quantiles.refresh(World.SECOND)).isFalse();
        assertThat(quantiles.micros(1)).isLessThan(1100);
    }

    @Test
    void quantilesForgetWhatIsOlderThanTheWindowWhereTrafficIsEnough() {
        var quantiles = new RunningQuantiles(Duration.ofSeconds(60));
        for (int second = 0; second < 200; second++) {
            for (int i = 0; i < 10; i++) {
                quantiles.record(second < 100 ? 1000 : 9000, second * World.SECOND);
            }
            quantiles.refresh(second * World.SECOND);
        }
        assertThat(quantiles.micros(0.01)).isGreaterThan(8900);
    }

    @Test
    void aBaselineWithLittleTrafficKeepsItsHundredRequests() {
        var quantiles = new RunningQuantiles(Duration.ofSeconds(60));
        for (int second = 0; second < 1200; second += 6) {
            quantiles.record(1000, second * World.SECOND);
            quantiles.refresh(second * World.SECOND);
        }
        assertThat(quantiles.known()).isTrue();
    }

    @Test
    void anOverdueRequestIsOneThatTakesFourTimesTheBaselinesTail() {
        var thresholds = new Thresholds(Plans.of(1, Plans.latency(0.99, LIMIT)), Duration.ZERO);
        assertThat(thresholds.overdueNanos()).isEqualTo(LIMIT.toNanos());
        assertThat(overdueAfterTailOf(1_000_000, Plans.latency(0.99, LIMIT)))
                .isBetween(4 * World.SECOND, 4 * World.SECOND + 40 * World.MILLI);
        assertThat(overdueAfterTailOf(30_000_000, Plans.latency(0.99, LIMIT))).isEqualTo(60 * World.SECOND);
        assertThat(overdueAfterTailOf(1_000, Plans.errors(0.01))).isEqualTo(10 * World.SECOND);
    }

    @Test
    void withoutABaselineARelativeLatencyGuardIsNotApplicableAndAnAbsoluteOneActsAlone() {
        var relative = new World(Plans.relativeLatency(0.9, 0.25)).expose(1, 1);
        assertThat(relative.verdict().status()).isEqualTo(Status.NOT_APPLICABLE);

        var both = new World(new Guard.Latency("latency", 0.99, Optional.of(LIMIT), Optional.of(0.25), 300, false))
                .expose(1, 1);
        both.slow(both.x, 1000, Duration.ofSeconds(1)).slow(both.y, 3, Duration.ofSeconds(1));
        assertThat(both.verdict().status()).isEqualTo(Status.FAIL);
    }

    private static long overdueAfterTailOf(long micros, Guard guard) {
        var thresholds = new Thresholds(Plans.of(1, guard), Duration.ZERO);
        var quantiles = new RunningQuantiles(Duration.ofSeconds(60));
        for (int i = 0; i < 200; i++) {
            quantiles.record(micros, 0);
        }
        quantiles.refresh(World.SECOND);
        thresholds.follow(quantiles, new boolean[thresholds.size()]);
        return thresholds.overdueNanos();
    }
}
