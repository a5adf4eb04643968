package io.crossfade.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crossfade.core.port.FakeRouter;
import io.crossfade.core.reactor.Pace;
import io.crossfade.core.reactor.Reactor;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
final class ControlSocketTest {

    private static final Duration WITHIN = Duration.ofSeconds(5);

    private final Vertx vertx = Vertx.vertx();
    private final VertxLoop loop = new VertxLoop(vertx);
    private final FakeRouter router = new FakeRouter(loop);
    private final Reactor reactor =
            new Reactor(Samples.cutover(router), Samples.ports(loop, router, announcement -> {}), Pace.DEFAULT);

    @TempDir
    private Path base;

    private StateFolder folder;
    private ControlSocket socket;

    @BeforeEach
    void open() throws Exception {
        folder = new StateFolder(base.resolve("state"));
        folder.prepare();
        var controls =
                new Controls(reactor, () -> StatusView.of(reactor.cutover(), reactor.assessment(), Instant.EPOCH));
        socket = loop.call(() -> {
                    reactor.start();
                    return ControlSocket.open(vertx, folder, controls).toCompletionStage();
                })
                .get(10, TimeUnit.SECONDS);
    }

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private ControlClient client() throws IOException {
        return ControlClient.connect(folder.socket());
    }

    @Test
    void statusTellsWhereTheCutoverStands() throws Exception {
        try (var client = client()) {
            var reply = client.ask(ControlRequest.of(Verb.STATUS, ""), WITHIN);
            assertThat(reply.ok()).isTrue();
            assertThat(reply.exit()).isEmpty();
            assertThat(reply.status().getString("cutover")).isEqualTo("sample");
            assertThat(reply.status().getInteger("steps")).isEqualTo(2);
            assertThat(reply.status().getJsonArray("nodes").getJsonObject(0).getString("label"))
                    .isEqualTo("lb-1");
        }
    }

    @Test
    void holdIsCarriedOutAndASecondOneRefusedWithTheReason() throws Exception {
        try (var client = client()) {
            var held = client.ask(ControlRequest.of(Verb.HOLD, "lunch\nbreak"), WITHIN);
            assertThat(held.ok()).isTrue();
            assertThat(held.text()).contains("lunch break");
            assertThat(client.ask(ControlRequest.of(Verb.STATUS, ""), WITHIN)
                            .status()
                            .getString("state"))
                    .isIn("holding", "restoring");
            var refused = client.ask(ControlRequest.of(Verb.HOLD, "again"), WITHIN);
            assertThat(refused.ok()).isFalse();
            assertThat(refused.text()).contains("lunch break");
        }
    }

    @Test
    void aPromotionThatWasSaidOfAnotherStepIsRefused() throws Exception {
        try (var client = client()) {
            int present = client.ask(ControlRequest.of(Verb.STATUS, ""), WITHIN)
                    .status()
                    .getInteger("step");
            var late = ControlRequest.of(Verb.PROMOTE, "twice").ofStep(OptionalInt.of(present + 1));
            var refused = client.ask(late, WITHIN);
            assertThat(refused.ok()).isFalse();
            assertThat(refused.text()).contains("that was said of step " + (present + 1));
        }
    }

    @Test
    void malformedLinesAreAnsweredAndTheConnectionLivesOn() throws Exception {
        try (var raw = raw()) {
            send(
                    raw,
                    "nonsense\n{\"verb\":\"explode\"}\n{\"verb\":\"resume\",\"accept\":\"yes\"}\n[]\n{\"verb\":\"status\"}\n");
            var reader = Channels.newReader(raw, StandardCharsets.UTF_8);
            var replies = new ArrayList<String>();
            var lines = new java.io.BufferedReader(reader);
            for (int i = 0; i < 5; i++) {
                replies.add(lines.readLine());
            }
            assertThat(replies.get(0)).contains("not a line of JSON");
            assertThat(replies.get(1)).contains("verb: explode (expected: status, hold, resume");
            assertThat(replies.get(2)).contains("wrong type");
            assertThat(replies.get(3)).contains("\"ok\":false");
            assertThat(replies.get(4)).contains("\"ok\":true");
        }
    }

    @Test
    void lineThatNeverEndsIsCutOff() throws Exception {
        try (var raw = raw()) {
            send(raw, "x".repeat(ControlConnection.LONGEST_LINE + 1));
            var text = new String(Channels.newInputStream(raw).readAllBytes(), StandardCharsets.UTF_8);
            assertThat(text).contains("longer than 65536 bytes").endsWith("\n");
        }
    }

    @Test
    void oneConnectionTooManyIsTurnedAway() throws Exception {
        var clients = new ArrayList<ControlClient>();
        try {
            for (int i = 0; i < ControlSocket.MOST_CONNECTIONS; i++) {
                var client = client();
                clients.add(client);
                assertThat(client.ask(ControlRequest.of(Verb.STATUS, ""), WITHIN)
                                .ok())
                        .isTrue();
            }
            try (var extra = client()) {
                assertThat(extra.next(WITHIN).text()).contains("connections: 16 already");
            }
        } finally {
            for (var client : clients) {
                client.close();
            }
        }
    }

    @Test
    void clientsAreToldTheEndAndTheSocketFileGoes() throws Exception {
        try (var client = client()) {
            client.ask(ControlRequest.of(Verb.STATUS, ""), WITHIN);
            loop.call(() -> socket.close(11, "rolled back").toCompletionStage()).get(10, TimeUnit.SECONDS);
            var last = client.next(WITHIN);
            assertThat(last.exit()).hasValue(11);
            assertThat(last.text()).isEqualTo("rolled back");
            assertThatThrownBy(() -> client.next(WITHIN)).hasMessageContaining("closed");
        }
        assertThat(folder.socket()).doesNotExist();
    }

    @Test
    void socketIsClosedToOthers() throws Exception {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.socket())))
                .isEqualTo("rw-------");
    }

    @Test
    void socketOfALivingControllerIsNotReplaced() {
        assertThatThrownBy(() -> ControlSocket.removeStale(folder))
                .isInstanceOf(CutoverLock.TakenException.class)
                .hasMessageContaining(folder.socket().toString());
        assertThat(folder.socket()).exists();
    }

    @Test
    void socketFileOfADeadControllerIsRemoved() throws Exception {
        var dead = new StateFolder(base.resolve("dead"));
        dead.prepare();
        try (var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(dead.socket()));
        }
        assertThat(dead.socket()).exists();
        ControlSocket.removeStale(dead);
        assertThat(dead.socket()).doesNotExist();
    }

    @Test
    void controllerThatDoesNotAnswerIsGivenUpInTime() throws Exception {
        var mute = new StateFolder(base.resolve("mute"));
        mute.prepare();
        try (var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(mute.socket()));
            try (var client = ControlClient.connect(mute.socket())) {
                assertThatThrownBy(() -> client.ask(ControlRequest.of(Verb.STATUS, ""), Duration.ofMillis(100)))
                        .isInstanceOf(IOException.class)
                        .hasMessageContaining("did not answer within 100ms");
            }
        }
    }

    @Test
    void standstillOfTheLoopDoesNotLoseARequest() throws Exception {
        var goOn = new CompletableFuture<Void>();
        loop.execute(goOn::join);
        try (var raw = raw()) {
            send(raw, "{\"verb\":\"status\"}\n");
            goOn.complete(null);
            var line = new java.io.BufferedReader(Channels.newReader(raw, StandardCharsets.UTF_8)).readLine();
            assertThat(line).contains("\"ok\":true");
        }
    }

    private SocketChannel raw() throws IOException {
        return SocketChannel.open(UnixDomainSocketAddress.of(folder.socket()));
    }

    private static void send(SocketChannel channel, String text) throws IOException {
        var bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }
}
