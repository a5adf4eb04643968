package io.crossfade.resilient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crossfade.core.plan.AchievedShare;
import io.crossfade.core.plan.Generation;
import io.crossfade.core.plan.Share;
import io.crossfade.core.plan.Split;
import io.crossfade.core.port.Reading;
import io.crossfade.core.port.UnreachableException;
import io.crossfade.core.port.Write;
import io.crossfade.core.port.WriteResult;
import io.crossfade.core.reactor.VirtualLoop;
import io.crossfade.resilient.ResilientRouter.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletionStage;

/** A router with its bounds round a fake one, in virtual time. */
abstract class BoundedRouter {

    static final Duration TIME_LIMIT = Duration.ofSeconds(1);
    static final Duration OPEN_FOR = Duration.ofSeconds(1);
    static final Write FORWARD = new Write(new Split(Share.ofPercent(10)), new Generation(1), 1, false);
    static final Write LOWERING = new Write(Split.ALL_BASELINE, new Generation(2), 1, true);
    static final WriteResult APPLIED = new WriteResult.Applied(FakeRouter.READING, AchievedShare.NONE);

    final VirtualLoop loop = new VirtualLoop(Instant.EPOCH);
    final FakeRouter inner = new FakeRouter();
    final ResilientRouter router = new ResilientRouter(inner, loop, Settings.defaults(42));

    CompletionStage<Reading> read() {
        return router.read();
    }

    CompletionStage<WriteResult> forwardWrite() {
        return router.apply(FORWARD).outcome();
    }

    CompletionStage<WriteResult> loweringWrite() {
        return router.apply(LOWERING).outcome();
    }

    /** Ten failed attempts fill the window; after 50 ms no retry is left waiting. */
    void openBreaker() {
        inner.readsFail = true;
        for (int reads = 1; reads <= 4; reads++) {
            var failing = read();
            while (!failing.toCompletableFuture().isDone() && inner.reads.size() < 10) {
                loop.runNext();
            }
        }
        assertThat(inner.reads).hasSize(10);
        loop.runFor(Duration.ofMillis(50));
        assertThat(loop.pending()).isZero();
    }

    static void assertUnreachable(CompletionStage<?> stage, String message) {
        assertThat(stage).isCompletedExceptionally();
        assertThatThrownBy(stage.toCompletableFuture()::join)
                .hasCauseInstanceOf(UnreachableException.class)
                .hasMessageContaining(message);
    }
}
