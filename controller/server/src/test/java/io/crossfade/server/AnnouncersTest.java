package io.crossfade.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.core.machine.Announcement;
import io.crossfade.core.machine.Moment;
import io.crossfade.core.machine.Notice;
import io.crossfade.core.port.FakeRouter;
import io.crossfade.core.reactor.VirtualLoop;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

final class AnnouncersTest {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    private static Announcement announcement(String text) {
        return new Announcement(
                3,
                new Moment(1, Instant.parse("2026-01-02T03:04:05.678Z")),
                new Notice(Notice.Kind.HELD, text),
                Samples.cutover(new FakeRouter(new VirtualLoop(Instant.EPOCH))));
    }

    private LineWriter writer() {
        return new LineWriter(new PrintStream(bytes, true, StandardCharsets.UTF_8), "test-out");
    }

    @Test
    void textIsOneLineWithTimeAndKind() {
        try (var out = writer()) {
            new TextAnnouncer(out).announce(announcement("held at 10%:\nforged line"));
        }
        assertThat(bytes.toString(StandardCharsets.UTF_8))
                .isEqualTo("03:04:05Z HELD         held at 10%: forged line" + System.lineSeparator());
    }

    @Test
    void jsonLinesBeginWithTheSchemaAndCarryTheState() {
        try (var out = writer()) {
            new JsonlAnnouncer(out, "1.2.3").announce(announcement("held"));
        }
        var lines = bytes.toString(StandardCharsets.UTF_8)
                .lines()
                .map(JsonObject::new)
                .toList();
        assertThat(lines.get(0).getString("schema")).isEqualTo("1.0");
        assertThat(lines.get(0).getString("type")).isEqualTo("version");
        var event = lines.get(1);
        assertThat(event.getLong("sequence")).isEqualTo(3);
        assertThat(event.getString("kind")).isEqualTo("held");
        assertThat(event.getString("state")).isEqualTo("waiting");
        assertThat(event.getString("candidate")).isEqualTo("0%");
        assertThat(event.getString("at")).isEqualTo("2026-01-02T03:04:05.678Z");
    }

    @Test
    @Timeout(20)
    void readerThatStopsReadingStopsNobody() {
        var never = new CountDownLatch(1);
        var stuck = new OutputStream() {
            @Override
            public void write(int value) {
                awaitQuietly(never);
            }
        };
        try (var out = new LineWriter(new PrintStream(stuck, true, StandardCharsets.UTF_8), "stuck-out")) {
            var announcer = new TextAnnouncer(out);
            for (int i = 0; i < 50_000; i++) {
                announcer.announce(announcement("line"));
            }
            assertThat(never.getCount()).isEqualTo(1);
        }
        never.countDown();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
