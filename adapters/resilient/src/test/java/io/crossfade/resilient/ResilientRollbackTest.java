package io.crossfade.resilient;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.core.port.WriteResult;
import java.time.Duration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Nothing that protects a load balancer stands in the way of a rollback, and no write is sent twice. */
class ResilientRollbackTest extends BoundedRouter {

    @Nested
    class Rollback {

        @Test
        void aLoweringWritePassesAnOpenBreaker() {
            openBreaker();
            var outcome = loweringWrite();
            inner.lastWrite().outcome().complete(APPLIED);
            assertThat(outcome).isCompletedWithValue(APPLIED);
        }

        @Test
        void itsReadsPassAnOpenBreakerAndAreNotRetried() {
            openBreaker();
            loweringWrite();
            int before = inner.reads.size();
            var failing = read();
            loop.runFor(Duration.ofSeconds(5));
            assertUnreachable(failing, "refused");
            assertThat(inner.reads).hasSize(before + 1);
            inner.readsFail = false;
            var reading = read();
            inner.lastRead().complete(FakeRouter.READING);
            assertThat(reading).isCompletedWithValue(FakeRouter.READING);
        }

        @Test
        void itsReadsHaveATimeLimitStill() {
            loweringWrite();
            var reading = read();
            loop.runFor(TIME_LIMIT);
            assertUnreachable(reading, "no answer within PT1S");
        }

        @Test
        void aReadThatWaitsToBeRetriedPassesTheBreakerOnceItBegan() {
            inner.readsFail = true;
            var waiting = read();
            loweringWrite();
            inner.readsFail = false;
            loop.runFor(Duration.ofMillis(50));
            inner.lastRead().complete(FakeRouter.READING);
            assertThat(waiting).isCompletedWithValue(FakeRouter.READING);
        }

        @Test
        void aForwardWriteBringsBreakerAndRetryBack() {
            openBreaker();
            loweringWrite();
            assertThat(forwardWrite()).isCompletedWithValueMatching(WriteResult.NotSent.class::isInstance);
            assertUnreachable(read(), "breaker open");
        }
    }

    @Nested
    class Writes {

        @Test
        void aWriteWithoutAnAnswerIsUnknownAtTheLimitIsNeverRetriedAndSettlesWithTheInnerOne() {
            var applying = router.apply(FORWARD);
            loop.runFor(TIME_LIMIT);
            assertThat(applying.outcome()).isCompletedWithValue(new WriteResult.Unknown("no answer within PT1S"));
            loop.runFor(Duration.ofSeconds(30));
            assertThat(applying.settled().toCompletableFuture()).isNotDone();
            assertThat(inner.writes).hasSize(1);
            inner.lastWrite().outcome().complete(APPLIED);
            inner.lastWrite().settled().complete(true);
            assertThat(applying.outcome()).isCompletedWithValue(new WriteResult.Unknown("no answer within PT1S"));
            assertThat(applying.settled()).isCompletedWithValue(true);
        }

        @Test
        void anUnsettledLoweringWriteIsUnknownAtTheLimitToo() {
            var outcome = loweringWrite();
            loop.runFor(TIME_LIMIT);
            assertThat(outcome).isCompletedWithValueMatching(WriteResult.Unknown.class::isInstance);
        }

        @Test
        void aWriteThatThrowsMayLand() {
            inner.applyThrows = true;
            var applying = router.apply(LOWERING);
            assertThat(applying.outcome().toCompletableFuture())
                    .isCompletedWithValueMatching(WriteResult.Unknown.class::isInstance);
            assertThat(applying.settled()).isCompletedWithValue(false);
        }

        @Test
        void aBrokenSettlingMayLand() {
            var applying = router.apply(FORWARD);
            inner.lastWrite().outcome().completeExceptionally(new IllegalStateException("broken"));
            inner.lastWrite().settled().completeExceptionally(new IllegalStateException("broken"));
            assertThat(applying.outcome().toCompletableFuture())
                    .isCompletedWithValueMatching(WriteResult.Unknown.class::isInstance);
            assertThat(applying.settled()).isCompletedWithValue(false);
        }
    }
}
