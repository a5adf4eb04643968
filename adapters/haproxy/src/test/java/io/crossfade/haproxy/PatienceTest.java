package io.crossfade.haproxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.core.reactor.VirtualLoop;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.net.NetSocket;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The deadlines of a transaction, in virtual time. */
class PatienceTest {

    private final VirtualLoop loop = new VirtualLoop(Instant.EPOCH);
    private final Promise<NetSocket> connecting = Promise.promise();
    private final List<String> calls = new ArrayList<>();

    @Test
    void aConnectionThatNeverOpensMeansThatNothingWasSent() {
        var exchange = exchange(RuntimeSocket.PATIENCE);

        loop.runFor(RuntimeSocket.DEADLINE);

        assertThat(exchange.reply().toCompletableFuture())
                .isCompletedWithValue(new Reply.NotSent("no connection within 1000 ms"));
        assertThat(exchange.settled().toCompletableFuture()).isCompletedWithValue(true);
    }

    @Test
    void aConnectionThatOpensTooLateIsClosedAndNothingIsSent() {
        exchange(RuntimeSocket.PATIENCE);
        loop.runFor(RuntimeSocket.DEADLINE);

        connecting.complete(muteSocket());

        assertThat(calls).containsExactly("close");
    }

    @Test
    void aConnectionThatFailsIsToldOnTheLoopWithItsReason() {
        var exchange = exchange(RuntimeSocket.PATIENCE);
        connecting.fail("Resource temporarily unavailable");
        assertThat(exchange.reply().toCompletableFuture()).isNotDone();

        loop.runFor(Duration.ZERO);

        assertThat(exchange.reply().toCompletableFuture())
                .isCompletedWithValue(new Reply.NotSent("Resource temporarily unavailable"));
    }

    @Test
    void anUnansweredWriteIsUnknownAfterASecondAndGivenUpAfterAMinute() {
        var exchange = exchange(RuntimeSocket.PATIENCE);
        connecting.complete(muteSocket());

        loop.runFor(Duration.ofMillis(999));
        assertThat(exchange.reply().toCompletableFuture()).isNotDone();
        loop.runFor(Duration.ofMillis(1));
        assertThat(exchange.reply().toCompletableFuture())
                .isCompletedWithValue(new Reply.Cut("no answer within 1000 ms"));

        loop.runFor(Duration.ofMillis(58_999));
        assertThat(exchange.settled().toCompletableFuture()).isNotDone();
        assertThat(calls).doesNotContain("close");
        loop.runFor(Duration.ofMillis(1));
        assertThat(exchange.settled().toCompletableFuture()).isCompletedWithValue(false);
        assertThat(calls).contains("close");
    }

    @Test
    void anUnansweredReadIsClosedAtItsDeadline() {
        var exchange = exchange(RuntimeSocket.DEADLINE);
        connecting.complete(muteSocket());

        loop.runFor(RuntimeSocket.DEADLINE);

        assertThat(exchange.reply().toCompletableFuture())
                .isCompletedWithValue(new Reply.Cut("no answer within 1000 ms"));
        assertThat(calls).contains("close");
    }

    private Exchange exchange(Duration patience) {
        return new Transaction(loop, "show info", RuntimeSocket.DEADLINE, patience).over(connecting.future());
    }

    /** A connection that takes everything and says nothing. */
    private NetSocket muteSocket() {
        return (NetSocket) Proxy.newProxyInstance(
                NetSocket.class.getClassLoader(), new Class<?>[] {NetSocket.class}, (socket, method, arguments) -> {
                    calls.add(method.getName());
                    return method.getReturnType() == Future.class ? Future.succeededFuture() : socket;
                });
    }
}
