package io.crossfade.resilient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crossfade.core.port.Finding;
import io.crossfade.core.port.UnreachableException;
import io.crossfade.core.port.WriteResult;
import io.crossfade.core.reactor.VirtualLoop;
import io.crossfade.resilient.ResilientRouter.Settings;
import io.crossfade.testkit.TrafficRouterContract;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ResilientRouterTest extends BoundedRouter {

    @Nested
    class Reads {

        @Test
        void aReadThatSucceedsIsTriedOnceAndLeavesNoTimer() {
            var reading = read();
            inner.lastRead().complete(FakeRouter.READING);
            assertThat(reading).isCompletedWithValue(FakeRouter.READING);
            assertThat(inner.reads).hasSize(1);
            assertThat(loop.pending()).isZero();
        }

        @Test
        void aFailedReadIsTriedAgainAfterBetweenHalfAndAllOfItsBackOff() {
            var reading = read();
            inner.lastRead().completeExceptionally(new UnreachableException("refused"));
            loop.runFor(Duration.ofMillis(24));
            assertThat(inner.reads).hasSize(1);
            loop.runFor(Duration.ofMillis(26));
            assertThat(inner.reads).hasSize(2);
            inner.lastRead().complete(FakeRouter.READING);
            assertThat(reading).isCompletedWithValue(FakeRouter.READING);
        }

        @Test
        void givesUpAfterItsAttemptsWithTheLastError() {
            inner.readsFail = true;
            var reading = read();
            loop.runFor(Duration.ofSeconds(10));
            assertThat(inner.reads).hasSize(3);
            assertUnreachable(reading, "refused");
            assertThat(loop.pending()).isZero();
        }

        @Test
        void waitsAreDrawnFromTheSeed() {
            assertThat(attemptTimes(7)).isEqualTo(attemptTimes(7)).isNotEqualTo(attemptTimes(8));
        }

        @Test
        void aReadWithoutAnAnswerEndsAtItsTimeLimitAndALateAnswerIsDropped() {
            var reading = read();
            for (int attempt = 1; attempt <= 3; attempt++) {
                assertThat(inner.reads).hasSize(attempt);
                loop.runFor(TIME_LIMIT.plusMillis(attempt == 3 ? 0 : 100));
            }
            assertUnreachable(reading, "no answer within PT1S");
            inner.lastRead().complete(FakeRouter.READING);
            assertThat(reading).isCompletedExceptionally();
        }

        @Test
        void whatIsNoUnreachableExceptionBecomesOne() {
            loweringWrite();
            var reading = read();
            inner.lastRead().completeExceptionally(new IllegalStateException("broken"));
            assertUnreachable(reading, "broken");
        }
    }

    @Nested
    class BreakerOfReadsAndForwardWrites {

        @Test
        void opensAfterItsWindowOfFailuresAndAsksNobodyUntilItIsOver() {
            openBreaker();
            int asked = inner.reads.size();
            assertUnreachable(read(), "breaker open, last failure: refused");
            loop.runFor(OPEN_FOR.minusMillis(51));
            assertUnreachable(read(), "breaker open");
            assertThat(inner.reads).hasSize(asked);
        }

        @Test
        void letsOneCallTryAndClosesWhenItSucceeds() {
            openBreaker();
            inner.readsFail = false;
            loop.runFor(OPEN_FOR);
            var trial = read();
            assertUnreachable(read(), "breaker open");
            inner.lastRead().complete(FakeRouter.READING);
            assertThat(trial).isCompletedWithValue(FakeRouter.READING);
            var next = read();
            inner.lastRead().complete(FakeRouter.READING);
            assertThat(next).isCompletedWithValue(FakeRouter.READING);
        }

        @Test
        void aJumpOfTheWallClockDoesNotEndIt() {
            openBreaker();
            loop.jumpWall(Duration.ofDays(1));
            assertUnreachable(read(), "breaker open");
        }

        @Test
        void makesAForwardWriteNotSentAndSettled() {
            openBreaker();
            var applying = router.apply(FORWARD);
            assertThat(applying.outcome().toCompletableFuture().join())
                    .isEqualTo(new WriteResult.NotSent("breaker open, last failure: refused"));
            assertThat(applying.settled()).isCompletedWithValue(true);
            assertThat(inner.writes).isEmpty();
        }

        @Test
        void forwardWritesWithoutAnAnswerOpenItToo() {
            for (int i = 0; i < 10; i++) {
                forwardWrite();
                loop.runFor(TIME_LIMIT);
            }
            assertThat(forwardWrite()).isCompletedWithValueMatching(WriteResult.NotSent.class::isInstance);
            assertThat(inner.writes).hasSize(10);
        }

        @Test
        void aRefusalIsAnAnswerAndDoesNotOpenIt() {
            for (int i = 0; i < 20; i++) {
                forwardWrite();
                inner.lastWrite().outcome().complete(new WriteResult.Refused("No such server."));
            }
            assertThat(inner.writes).hasSize(20);
        }
    }

    @Test
    void anExaminationWithoutAnAnswerIsAnErrorAtItsLimit() {
        var findings = examine();
        loop.runFor(Duration.ofSeconds(10));
        assertThat(findings.join()).singleElement().satisfies(finding -> {
            assertThat(finding.severity()).isEqualTo(Finding.Severity.ERROR);
            assertThat(finding.text()).isEqualTo("no answer within PT10S");
        });
    }

    @Test
    void anExaminationThatFailsIsAnError() {
        var findings = examine();
        inner.examination.completeExceptionally(new IllegalStateException("broken"));
        assertThat(findings.join()).singleElement().satisfies(finding -> {
            assertThat(finding.severity()).isEqualTo(Finding.Severity.ERROR);
            assertThat(finding.text()).contains("broken");
        });
    }

    @Test
    void closesTheInnerRouter() {
        router.close();
        assertThat(inner.closed).isTrue();
    }

    @Test
    void theDefaultsAreThese() {
        assertThat(Settings.defaults(1))
                .isEqualTo(new Settings(
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(10),
                        3,
                        Duration.ofMillis(50),
                        Duration.ofMillis(500),
                        10,
                        50,
                        Duration.ofSeconds(1),
                        1));
    }

    @Test
    void anotherTimeLimitLeavesTheRestAsItWas() {
        var settings = Settings.defaults(1).withTimeLimit(Duration.ofSeconds(8));
        assertThat(settings.timeLimit()).isEqualTo(Duration.ofSeconds(8));
        assertThat(settings.withTimeLimit(Duration.ofSeconds(1))).isEqualTo(Settings.defaults(1));
    }

    @Test
    void settingsOutOfRangeAreRefused() {
        var second = Duration.ofSeconds(1);
        assertThatThrownBy(() -> new Settings(second, second, 11, second, second, 10, 50, second, 1))
                .hasMessage("read-attempts: 11 (expected: 1-10)");
        assertThatThrownBy(() -> new Settings(Duration.ZERO, second, 1, second, second, 10, 50, second, 1))
                .hasMessage("time-limit: PT0S (expected: > 0)");
    }

    private CompletableFuture<List<Finding>> examine() {
        return router.examine(TrafficRouterContract.planFor(new NamedSpec())).toCompletableFuture();
    }

    private static List<Long> attemptTimes(long seed) {
        var time = new VirtualLoop(Instant.EPOCH);
        var failing = new FakeRouter();
        failing.readsFail = true;
        var seeded = new ResilientRouter(failing, time, Settings.defaults(seed));
        var times = new ArrayList<Long>();
        var reading = seeded.read();
        while (time.runNext()) {
            times.add(time.nanos());
        }
        assertThat(reading.toCompletableFuture()).isCompletedExceptionally();
        return times;
    }
}
