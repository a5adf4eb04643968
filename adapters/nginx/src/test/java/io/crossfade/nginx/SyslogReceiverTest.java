package io.crossfade.nginx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crossfade.testkit.Await;
import io.crossfade.testkit.Ports;
import io.crossfade.testkit.TestHost;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SyslogReceiverTest {

    private final TestHost host = new TestHost();
    private final RecordedLines lines = new RecordedLines();
    private final InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), Ports.free());

    @AfterEach
    void end() {
        host.close();
    }

    @Test
    void eachDatagramIsALine() throws IOException {
        try (var receiver = opened();
                var sender = new DatagramSocket()) {
            for (int i = 0; i < 1000; i++) {
                send(sender, "line " + i);
                if (i % 100 == 0) {
                    int sent = i + 1;
                    Await.until("lines", () -> lines.lines().size() == sent);
                }
            }
            Await.until("lines", () -> lines.lines().size() == 1000);

            assertThat(receiver).isNotNull();
            assertThat(lines.lines()).startsWith("line 0", "line 1").endsWith("line 999");
            assertThat(lines.events()).containsExactly("attached");
        }
    }

    @Test
    void whatTheKernelDroppedIsAGap() throws IOException {
        try (var receiver = opened();
                var sender = new DatagramSocket()) {
            var stall = new CountDownLatch(1);
            host.loop().execute(() -> await(stall));
            var large = "x".repeat(30_000);
            for (int i = 0; i < 2_000; i++) {
                send(sender, large);
            }
            stall.countDown();

            Await.until("attached again", () -> lines.events().size() == 3);
            assertThat(receiver).isNotNull();
            assertThat(lines.events().get(1)).matches("detached syslog: the kernel dropped \\d+ datagrams");
            assertThat(lines.lines()).hasSizeBetween(1, 1_999);
        }
    }

    @Test
    void aPortThatIsTakenIsTriedAgainUntilItIsFree() throws IOException {
        var other = new DatagramSocket(address);
        try (var receiver = opening()) {
            Await.until("detached", () -> !lines.events().isEmpty());
            other.close();
            Await.until("attached", () -> lines.events().contains("attached"));

            assertThat(receiver).isNotNull();
            assertThat(lines.events().get(0))
                    .startsWith("detached syslog 127.0.0.1:" + address.getPort() + ": Address already in use");
            assertThat(lines.events()).hasSize(2);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "192.0.2.1", "::"})
    void onlyTheLoopbackInterfaceIsListenedOn(String place) {
        assertThatThrownBy(() -> new SyslogReceiver(new InetSocketAddress(place, 5515), host.loop(), lines))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("(expected: a loopback address)");
    }

    @Test
    void nothingIsToldAfterItIsClosed() throws IOException {
        var receiver = opened();
        host.testLoop().run(receiver::close);
        try (var sender = new DatagramSocket()) {
            send(sender, "late");
        }
        assertThat(Await.throughout(Duration.ofMillis(100), () -> lines.lines().isEmpty()))
                .isTrue();
    }

    @Test
    void theTableOfTheKernelIsReadOnceASecond(@TempDir Path directory) throws IOException {
        var table = directory.resolve("udp");
        var dropped = new DroppedDatagrams(table, 0x158B);
        dropped.since(0);
        write(table, 3);

        assertThat(dropped.look(999_999_999)).isZero();
        assertThat(dropped.look(1_000_000_000)).isEqualTo(3);
        write(table, 10);
        assertThat(dropped.look(2_000_000_000L)).isEqualTo(7);
        Files.delete(table);
        assertThat(dropped.look(3_000_000_000L)).isZero();
    }

    private static void write(Path table, int drops) throws IOException {
        Files.writeString(table, """
                   sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode ref pointer drops
                 1234: 0100007F:0035 00000000:0000 07 00000000:00000000 00:00000000 00000000     0        0 2 2 0000 99
                 5678: 0100007F:158B 00000000:0000 07 00000000:00000000 00:00000000 00000000     0        0 1 2 0000 %d
                """.formatted(drops));
    }

    private SyslogReceiver opened() {
        var receiver = opening();
        Await.until("attached", () -> lines.events().contains("attached"));
        return receiver;
    }

    private SyslogReceiver opening() {
        var receiver = new SyslogReceiver(address, host.loop(), lines);
        host.testLoop().run(receiver::open);
        return receiver;
    }

    private void send(DatagramSocket sender, String line) throws IOException {
        var bytes = line.getBytes(StandardCharsets.UTF_8);
        sender.send(new DatagramPacket(bytes, bytes.length, address));
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
