package io.crossfade.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class VertxLoopTest {

    private final Vertx vertx = Vertx.vertx();
    private final VertxLoop loop = new VertxLoop(vertx);

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void tasksOfAnyThreadRunOneAfterTheOtherInOrder() throws Exception {
        var seen = new ArrayList<Integer>();
        var done = new CompletableFuture<Void>();
        for (int i = 0; i < 1000; i++) {
            int number = i;
            loop.execute(() -> seen.add(number));
        }
        loop.execute(() -> done.complete(null));
        done.get(10, TimeUnit.SECONDS);
        assertThat(seen).hasSize(1000).isSorted();
    }

    @Test
    void taskHandedInFromWithinATaskRunsAfterIt() throws Exception {
        var seen = new ArrayList<String>();
        var done = new CompletableFuture<List<String>>();
        loop.execute(() -> {
            loop.execute(() -> {
                seen.add("inner");
                done.complete(seen);
            });
            seen.add("outer");
        });
        assertThat(done.get(10, TimeUnit.SECONDS)).containsExactly("outer", "inner");
    }

    @Test
    void timerRunsOnTheLoopNoEarlierThanAsked() throws Exception {
        var late = loop.<Long>call(() -> {
            var done = new CompletableFuture<Long>();
            long began = loop.nanos();
            loop.schedule(Duration.ofMillis(20), () -> {
                assertThat(loop.onLoop()).isTrue();
                done.complete(loop.nanos() - began);
            });
            return done;
        });
        assertThat(late.get(10, TimeUnit.SECONDS)).isGreaterThanOrEqualTo(19_000_000L);
    }

    @Test
    void delayBelowAMillisecondStillPasses() throws Exception {
        var ran = loop.<Boolean>call(() -> {
            var done = new CompletableFuture<Boolean>();
            loop.schedule(Duration.ofNanos(1), () -> done.complete(true));
            return done;
        });
        assertThat(ran.get(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void cancelledTimerNeverRuns() throws Exception {
        var seen = loop.<List<String>>call(() -> {
            var done = new CompletableFuture<List<String>>();
            var ran = new ArrayList<String>();
            loop.schedule(Duration.ofMillis(5), () -> ran.add("cancelled")).cancel();
            loop.schedule(Duration.ofMillis(30), () -> done.complete(ran));
            return done;
        });
        assertThat(seen.get(10, TimeUnit.SECONDS)).isEmpty();
    }

    @Test
    void timerAskedForOnAnotherThreadIsRefused() {
        assertThatThrownBy(() -> loop.schedule(Duration.ZERO, () -> {}))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("expected: vert.x-eventloop");
    }

    @Test
    void whatATaskThrowsIsHandedToTheHandlerAndTheLoopTurnsOn() throws Exception {
        var thrown = new CompletableFuture<Throwable>();
        loop.onUncaught(thrown::complete);
        loop.execute(() -> {
            throw new IllegalStateException("boom");
        });
        assertThat(thrown.get(10, TimeUnit.SECONDS)).hasMessage("boom");
        assertThat(loop.call(() -> CompletableFuture.completedFuture(1)).get(10, TimeUnit.SECONDS))
                .isEqualTo(1);
    }

    @Test
    void hostGivesItsVertxAndNothingElse() {
        var host = new ShellHost(loop, vertx);
        assertThat(host.get(Vertx.class)).contains(vertx);
        assertThat(host.get(String.class)).isEmpty();
    }
}
