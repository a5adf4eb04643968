package io.crossfade.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.app.view.Size;
import io.crossfade.app.view.Style;
import io.crossfade.testkit.Await;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class LiveScreenTest {

    private static final String ENTER = "\u001b[?1049h";
    private static final String LEAVE = "\u001b[?1049l";

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final FakeTty tty = new FakeTty();
    private final Spectacle show = new Spectacle();

    private Optional<LiveScreen> open() {
        var out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        return LiveScreen.open(tty, out, new Style(false, true), show);
    }

    private String sent() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private void awaitSent(String text) {
        Await.until(text, Duration.ofSeconds(10), () -> sent().contains(text));
    }

    @Test
    void alternateScreenIsLeftAndTheLastFrameStays() {
        var screen = open().orElseThrow();
        awaitSent("BAKING");
        show.status = new JsonObject().put("cutover", "c").put("state", "ended").put("ending", "promoted");
        screen.close();
        assertThat(sent()).startsWith(ENTER).contains(LEAVE);
        assertThat(sent().substring(sent().indexOf(LEAVE))).contains("PROMOTED, VERIFIED  c");
        assertThat(tty.raw).isFalse();
        assertThat(tty.restored).isTrue();
    }

    @Test
    void frameThatDoesNotChangeIsSentOnce() {
        var screen = open().orElseThrow();
        awaitSent("BAKING");
        int looks = show.looks;
        Await.until("ten more looks", Duration.ofSeconds(10), () -> show.looks > looks + 10);
        var live = sent();
        assertThat(live.split("BAKING", -1)).hasSize(2);
        screen.close();
    }

    @Test
    void keysReachTheShow() {
        var screen = open().orElseThrow();
        tty.keys.add((int) 'h');
        Await.until("the key", Duration.ofSeconds(10), () -> show.keys.equals(List.of((int) 'h')));
        screen.close();
    }

    @Test
    void viewThatFailsGivesTheTerminalBackAndSaysSo() {
        var screen = open().orElseThrow();
        awaitSent("BAKING");
        show.status = new JsonObject().put("step", "one");
        Await.until("the failure", Duration.ofSeconds(10), () -> !show.failure.isEmpty());
        assertThat(tty.raw).isFalse();
        assertThat(sent()).endsWith(LEAVE);
        assertThat(show.failure).contains("ClassCastException");
        screen.close();
    }

    @Test
    void terminalThatCannotGiveSingleKeysIsLeftAsItWas() {
        tty.unable = true;
        assertThat(open()).isEmpty();
        assertThat(sent()).isEmpty();
        assertThat(tty.restored).isTrue();
    }

    private static final class FakeTty implements Tty {

        private final LinkedBlockingQueue<Integer> keys = new LinkedBlockingQueue<>();
        private volatile boolean raw;
        private volatile boolean restored;
        private volatile boolean unable;

        @Override
        public Size size() {
            return Size.USUAL;
        }

        @Override
        public void raw() throws IOException {
            if (unable) {
                throw new IOException("not a terminal");
            }
            raw = true;
        }

        @Override
        public void restore() {
            raw = false;
            restored = true;
        }

        @Override
        public int key() throws IOException {
            try {
                return keys.take();
            } catch (InterruptedException interrupted) {
                throw new IOException(interrupted);
            }
        }
    }

    private static final class Spectacle implements LiveScreen.Show {

        private final List<Integer> keys = new CopyOnWriteArrayList<>();
        private volatile JsonObject status =
                new JsonObject().put("cutover", "c").put("state", "baking");
        private volatile String failure = "";
        private volatile int looks;

        @Override
        @SuppressWarnings("NonAtomicVolatileUpdate")
        public Optional<JsonObject> status() {
            looks++;
            return Optional.of(status);
        }

        @Override
        public String message() {
            return "";
        }

        @Override
        public String help() {
            return "";
        }

        @Override
        public void key(int key) {
            keys.add(key);
        }

        @Override
        public void failed(String why) {
            failure = why;
        }
    }
}
