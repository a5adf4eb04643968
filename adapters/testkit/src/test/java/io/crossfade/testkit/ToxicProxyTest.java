package io.crossfade.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.net.UnixDomainSocketAddress;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ToxicProxyTest {

    private static final Duration SHORT = Duration.ofMillis(300);

    private HaproxyProcess haproxy;
    private ToxicProxy proxy;
    private AdminSocket client;

    @BeforeEach
    void start() {
        haproxy = HaproxyConfig.weights(List.of(1), List.of(2)).withoutMaster().start();
        proxy = ToxicProxy.unix(
                haproxy.directory().resolve("toxic.sock"), UnixDomainSocketAddress.of(haproxy.adminSocket()));
        client = new AdminSocket(proxy.address());
    }

    @AfterEach
    void end() {
        proxy.close();
        haproxy.close();
    }

    @Test
    void forwardsAsItShouldOnAUnixSocketAndOnAPort() {
        assertThat(client.ask("get weight kong/x1")).contains("100 (initial 100)");
        try (var tcp = ToxicProxy.tcp(UnixDomainSocketAddress.of(haproxy.adminSocket()))) {
            assertThat(new AdminSocket(tcp.address()).ask("get weight kong/x1")).contains("100 (initial 100)");
            assertThat(tcp.accepted()).isEqualTo(1);
        }
    }

    @Test
    void refusesAndLeavesTheSocketFile() {
        proxy.set(new Toxic.Refuse());
        assertThatThrownBy(() -> client.ask("show info")).hasMessageContaining("refused");
        assertThat(haproxy.directory().resolve("toxic.sock")).exists();
        proxy.set(new Toxic.None());
        assertThat(client.ask("show info")).contains("Pid: ");
    }

    @Test
    void hangsWithoutAskingAnybody() {
        proxy.set(new Toxic.Hang());
        assertThatThrownBy(() -> client.ask("set server kong/y1 weight 7", SHORT))
                .isInstanceOf(UncheckedIOException.class);
        assertThat(haproxy.cli("get weight kong/y1")).contains("0 (initial 0)");
    }

    @Test
    void aMuteOneLetsTheWriteHappenAndSaysNothing() {
        proxy.set(new Toxic.Mute());
        assertThatThrownBy(() -> client.ask("set server kong/y1 weight 7", SHORT))
                .isInstanceOf(UncheckedIOException.class);
        assertThat(haproxy.cli("get weight kong/y1")).contains("7 (initial 0)");
    }

    @Test
    void cutsTheReplyAfterItsBytes() {
        proxy.set(new Toxic.CutReply(10));
        assertThat(client.ask("show info")).hasSize(10);
    }

    @Test
    void cutsTheRequestSoThatItIsNotDone() {
        proxy.set(new Toxic.CutRequest(10));
        assertThat(cutAsk("set server kong/y1 weight 7")).doesNotContain("7");
        assertThat(haproxy.cli("get weight kong/y1")).contains("0 (initial 0)");
    }

    @Test
    void delaysTheReply() {
        proxy.set(new Toxic.Delay(Duration.ofMillis(200)));
        long start = System.nanoTime();
        assertThat(client.ask("get weight kong/x1")).contains("100");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(200));
    }

    @Test
    void dripsTheReplyByteByByte() {
        proxy.set(new Toxic.Drip(Duration.ofMillis(5)));
        long start = System.nanoTime();
        var reply = client.ask("get weight kong/x1");
        assertThat(reply).contains("100 (initial 100)");
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isGreaterThanOrEqualTo(Duration.ofMillis(5L * reply.length()));
    }

    @Test
    void floods() {
        proxy.set(new Toxic.Flood(10_000_000));
        assertThat(client.ask("show info")).hasSize(10_000_000);
    }

    @Test
    void resetsATcpConnection() {
        try (var tcp = ToxicProxy.tcp(UnixDomainSocketAddress.of(haproxy.adminSocket()))) {
            tcp.set(new Toxic.Reset());
            assertThatThrownBy(() -> new AdminSocket(tcp.address()).ask("show info"))
                    .hasMessageContaining("reset");
        }
    }

    /** What came before the cut; a cut while bytes are unread may also be an error. */
    private String cutAsk(String line) {
        try {
            return client.ask(line);
        } catch (UncheckedIOException e) {
            return "";
        }
    }
}
