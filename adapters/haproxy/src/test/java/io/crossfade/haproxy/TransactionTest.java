package io.crossfade.haproxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.core.port.WriteResult;
import io.crossfade.testkit.Await;
import io.crossfade.testkit.HaproxyConfig;
import io.crossfade.testkit.HaproxyProcess;
import io.crossfade.testkit.Ports;
import io.crossfade.testkit.Toxic;
import io.crossfade.testkit.ToxicProxy;
import java.net.UnixDomainSocketAddress;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Writes through a socket proxy that cuts, holds and floods. */
class TransactionTest {

    private static HaproxyProcess haproxy;
    private ToxicProxy proxy;
    private RouterRig rig;
    private long generation;

    @BeforeAll
    static void startHaproxy() {
        var ports = Ports.free(2);
        haproxy = HaproxyConfig.map(ports.subList(0, 1), ports.subList(1, 2)).start();
    }

    @AfterAll
    static void stopHaproxy() {
        haproxy.close();
    }

    @BeforeEach
    void start() {
        var path = haproxy.directory().resolve("toxic.sock");
        proxy = ToxicProxy.unix(path, UnixDomainSocketAddress.of(haproxy.adminSocket()));
        rig = new RouterRig(RouterRig.spec("unix:" + path, haproxy));
    }

    @AfterEach
    void stop() {
        rig.close();
        proxy.close();
    }

    static Stream<Integer> cuts() {
        return Stream.of(0, 1, 100, 1160, 1161, 1162, 1163, 1250, 3000, 5000, 6000);
    }

    @ParameterizedTest
    @MethodSource("cuts")
    void aReplyCutAnywhereIsUnknownAndNeverSuccess(int bytes) {
        proxy.set(new Toxic.CutReply(bytes));

        assertThat(rig.apply(1, ++generation)).isInstanceOf(WriteResult.Unknown.class);
    }

    @Test
    void aReplyCutInItsLastByteIsUnknown() {
        int whole = haproxy.cli(Snapshot.writeLine(rig.spec, 1)).length();
        // The length differs by a digit or two from one answer to the next.
        proxy.set(new Toxic.CutReply(whole - 40));

        assertThat(rig.apply(1, ++generation)).isInstanceOf(WriteResult.Unknown.class);
    }

    @Test
    void aWholeReplyThroughTheProxyIsApplied() {
        assertThat(rig.apply(1, ++generation)).isInstanceOf(WriteResult.Applied.class);
    }

    @Test
    void aReplyThatDripsIsGivenUpAtTheTotalDeadline() {
        proxy.set(new Toxic.Drip(Duration.ofMillis(20)));
        long began = System.nanoTime();

        assertThat(rig.apply(1, ++generation)).isInstanceOf(WriteResult.Unknown.class);
        assertThat(Duration.ofNanos(System.nanoTime() - began))
                .isBetween(Duration.ofMillis(900), Duration.ofSeconds(4));
    }

    @Test
    void aReplyThatFloodsIsCutAtItsBound() {
        proxy.set(new Toxic.Flood(4 << 20));
        var applying = rig.begin(1, ++generation);

        assertThat(Await.result(applying.outcome()))
                .isInstanceOfSatisfying(
                        WriteResult.Unknown.class,
                        unknown -> assertThat(unknown.reason()).startsWith("reply: more than"));
        assertThat(Await.result(applying.settled())).isFalse();
    }

    @Test
    void aMuteWriteIsUnknownAndSettlesWhenTheConnectionIsClosed() {
        proxy.set(new Toxic.Mute());
        var applying = rig.begin(77, ++generation);

        assertThat(Await.result(applying.outcome())).isInstanceOf(WriteResult.Unknown.class);
        assertThat(applying.settled().toCompletableFuture()).isNotDone();
        assertThat(haproxy.cli("get map " + haproxy.mapFile() + " ycut")).contains("value=\"77\"");

        proxy.cutAll();
        assertThat(Await.result(applying.settled())).isTrue();
    }

    @Test
    void aResetIsUnknownAndSettled() {
        proxy.set(new Toxic.Reset());
        var applying = rig.begin(1, ++generation);

        assertThat(Await.result(applying.outcome())).isInstanceOf(WriteResult.Unknown.class);
        assertThat(Await.result(applying.settled())).isTrue();
    }

    @Test
    void aRefusedConnectionIsNotSent() {
        proxy.set(new Toxic.Refuse());

        assertThat(rig.apply(1, ++generation)).isInstanceOf(WriteResult.NotSent.class);
    }

    @Test
    void aSecondWriteDoesNotWaitForOneThatHangs() {
        proxy.set(new Toxic.Hang());
        var stuck = rig.begin(9000, ++generation);
        assertThat(Await.result(stuck.outcome())).isInstanceOf(WriteResult.Unknown.class);
        proxy.set(new Toxic.None());

        assertThat(rig.apply(0, ++generation)).isInstanceOf(WriteResult.Applied.class);
        assertThat(stuck.settled().toCompletableFuture()).isNotDone();
        assertThat(haproxy.cli("get map " + haproxy.mapFile() + " ycut")).contains("value=\"0\"");
    }
}
