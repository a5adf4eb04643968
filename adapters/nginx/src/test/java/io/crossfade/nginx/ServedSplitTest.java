package io.crossfade.nginx;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.core.port.WriteResult;
import io.crossfade.testkit.Await;
import io.crossfade.testkit.NginxConfig;
import io.crossfade.testkit.NginxProcess;
import io.crossfade.testkit.Ports;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Which side a real NGINX chooses, asked of a location that answers it. */
class ServedSplitTest {

    private static final String SIDE = "location = /side { access_log off; return 200 $crossfade_target; }";

    @Test
    void keylessRequestsAtTheSmallestShareStayInTheBand() {
        try (var nginx = start("cookie_session");
                var rig = rig(nginx, "cookie_session")) {
            assertThat(rig.apply(1, 1)).isInstanceOf(WriteResult.Applied.class);
            // 0.3 are expected of 3000; more than 6 come by chance once in 10^7 runs.
            assertThat(candidates(nginx, 3000, "")).isBetween(0, 6);

            assertThat(rig.apply(1000, 2)).isInstanceOf(WriteResult.Applied.class);
            // 300 of 3000 with a standard deviation of 16.4: six of them either way.
            assertThat(candidates(nginx, 3000, "")).isBetween(200, 400);
        }
    }

    @Test
    void aClientWithAKeyStaysOnTheCandidateAsItsShareGrows() {
        try (var nginx = start("cookie_session");
                var rig = rig(nginx, "cookie_session")) {
            var early = new ArrayList<Integer>();
            rig.apply(1000, 1);
            for (int client = 0; client < 200; client++) {
                if (candidates(nginx, 2, "Cookie: session=c" + client + "\r\n") == 2) {
                    early.add(client);
                }
            }
            assertThat(early).hasSizeBetween(2, 60);
            rig.apply(3000, 2);
            for (int client : early) {
                assertThat(candidates(nginx, 2, "Cookie: session=c" + client + "\r\n"))
                        .as("client " + client)
                        .isEqualTo(2);
            }
        }
    }

    /** Old workers go on for a moment after a reload; what begins after the result has nothing of that. */
    @Test
    void whatBeginsAfterAWriteIsAppliedGoesByTheNewSplit() {
        for (boolean probe : new boolean[] {true, false}) {
            try (var nginx = start("request_id");
                    var rig = new NginxRig(NginxRig.spec(nginx, probe, NginxRig.DEADLINE))) {
                var over = new AtomicBoolean();
                var load = CompletableFuture.runAsync(() -> {
                    while (!over.get()) {
                        candidates(nginx, 20, "");
                    }
                });
                for (int round = 1; round <= 4; round++) {
                    int parts = round % 2 == 0 ? 0 : 10_000;
                    assertThat(rig.apply(parts, round)).isInstanceOf(WriteResult.Applied.class);
                    assertThat(candidates(nginx, 200, "")).isEqualTo(parts == 0 ? 0 : 200);
                }
                over.set(true);
                load.join();
            }
        }
    }

    /** Such as a web socket: it stays with its old worker for as long as it likes. */
    @Test
    void aRequestThatNeverEndsIsToldAsInFlightAndKeepsNoWriteFromBeingApplied() throws IOException {
        var loopback = InetAddress.getLoopbackAddress();
        try (var silent = new ServerSocket(0, 8, loopback);
                var nginx = NginxConfig.of(Ports.free(1), List.of(silent.getLocalPort()))
                        .key("request_id")
                        .serverLine(SIDE)
                        .start();
                var rig = rig(nginx, "request_id")) {
            assertThat(rig.apply(10_000, 1)).isInstanceOf(WriteResult.Applied.class);
            try (var client = new Socket(loopback, nginx.frontPort())) {
                client.getOutputStream()
                        .write("GET / HTTP/1.1\r\nHost: test\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                silent.setSoTimeout(10_000);
                try (var begun = silent.accept()) {
                    assertThat(begun.isConnected()).isTrue();
                    assertThat(rig.apply(0, 2)).isInstanceOf(WriteResult.Applied.class);
                    assertThat(candidates(nginx, 50, "")).isZero();
                    assertThat(rig.read().candidateInFlight()).isPositive();
                }
            }
            Await.until("nothing in flight", () -> rig.read().candidateInFlight() == 0);
        }
    }

    private static NginxProcess start(String key) {
        var ports = Ports.free(2);
        return NginxConfig.of(ports.subList(0, 1), ports.subList(1, 2))
                .key(key)
                .serverLine(SIDE)
                .start();
    }

    private static NginxRig rig(NginxProcess nginx, String key) {
        var spec = NginxRig.spec(nginx, true, NginxRig.DEADLINE);
        return new NginxRig(new NginxSpec(
                spec.include(),
                spec.baseline(),
                spec.candidate(),
                key,
                spec.test(),
                spec.reload(),
                spec.probe(),
                spec.pid(),
                spec.watch(),
                spec.deadline()));
    }

    /** How many of so many requests go to the candidate; a connection that a reload closes is opened again. */
    private static int candidates(NginxProcess nginx, int requests, String header) {
        var sides = new ArrayList<String>();
        while (sides.size() < requests) {
            try (var socket = new Socket(InetAddress.getLoopbackAddress(), nginx.frontPort())) {
                socket.setSoTimeout(10_000);
                ask(socket, requests - sides.size(), header, sides);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return (int) sides.stream().filter("kong_y"::equals).count();
    }

    private static void ask(Socket socket, int requests, String header, List<String> sides) throws IOException {
        var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
        var request = ("GET /side HTTP/1.1\r\nHost: test\r\n" + header + "\r\n").getBytes(StandardCharsets.US_ASCII);
        for (int number = 0; number < requests; number++) {
            try {
                socket.getOutputStream().write(request);
                String line = in.readLine();
                if (line == null) {
                    return;
                }
                while (line != null && !line.isEmpty()) {
                    line = in.readLine();
                }
                var side = new char["kong_x".length()];
                assertThat(in.read(side)).isEqualTo(side.length);
                sides.add(String.valueOf(side));
            } catch (SocketException closed) {
                return;
            }
        }
    }
}
