package io.crossfade.app;

import io.crossfade.app.view.Renderer;
import io.crossfade.app.view.Size;
import io.crossfade.app.view.StatusReader;
import io.crossfade.app.view.Style;
import io.crossfade.server.Signals;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A live view on a terminal: the alternate screen with a picture that is looked at anew ten times a second, and keys.
 * Draws on a thread of its own, so that a terminal that takes nothing never stops a cutover. However it ends, the
 * terminal is as it was before.
 */
final class LiveScreen implements AutoCloseable {

    private static final long BEAT_MILLIS = 100;
    private static final long LAST_MILLIS = 3000;

    /** What a live screen shows and whom it tells of keys. */
    interface Show {

        /** What is to be seen now; empty where nothing is known yet. May wait for a moment. */
        Optional<JsonObject> status();

        /** One line for the person at the keys; empty for none. */
        String message();

        /** What the keys do. */
        String help();

        /** A key was pressed. */
        void key(int key);

        /** The view has failed and is gone; the cutover goes on without it. */
        void failed(String why);
    }

    private final Tty tty;
    private final PrintStream out;
    private final Style style;
    private final Show show;
    private final AtomicBoolean resized = new AtomicBoolean(true);
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread painter;
    private final Thread atExit = new Thread(this::close, "crossfade-restore");
    private @Nullable JsonObject last;
    private Size size = Size.USUAL;

    private LiveScreen(Tty tty, PrintStream out, Style style, Show show) {
        this.tty = tty;
        this.out = out;
        this.style = style;
        this.show = show;
        painter = new Thread(this::paint, "crossfade-view");
        painter.setDaemon(true);
    }

    /** Takes the terminal over; empty where it cannot be. */
    static Optional<LiveScreen> open(Tty tty, PrintStream out, Style style, Show show) {
        var screen = new LiveScreen(tty, out, style, show);
        try {
            tty.raw();
        } catch (IOException unable) {
            tty.restore();
            return Optional.empty();
        }
        Runtime.getRuntime().addShutdownHook(screen.atExit);
        Signals.on("WINCH", () -> screen.resized.set(true));
        screen.painter.start();
        screen.listen(show::key);
        return Optional.of(screen);
    }

    private void listen(IntConsumer keys) {
        var listener = new Thread(
                () -> {
                    try {
                        for (int key = tty.key(); key >= 0 && closing.getCount() > 0; key = tty.key()) {
                            keys.accept(key);
                        }
                    } catch (IOException gone) {
                        // No more keys: verbs and signals still steer.
                    }
                },
                "crossfade-keys");
        listener.setDaemon(true);
        listener.start();
    }

    private void paint() {
        var canvas = new Canvas(out);
        Optional<String> fault = Optional.empty();
        canvas.enter();
        try {
            boolean open = true;
            while (open) {
                open = !closing.await(BEAT_MILLIS, TimeUnit.MILLISECONDS);
                draw(canvas);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error broken) {
            fault = Optional.of(String.valueOf(broken));
        }
        canvas.leave();
        if (fault.isPresent()) {
            tty.restore();
            show.failed(fault.get());
        } else {
            printFinal();
        }
    }

    private void draw(Canvas canvas) {
        if (resized.getAndSet(false)) {
            size = tty.size();
            canvas.clear();
        }
        show.status().ifPresent(status -> last = status);
        if (last != null) {
            var view = StatusReader.read(last).with(show.message(), show.help());
            canvas.draw(Renderer.render(view, size, style));
        }
    }

    /** What was seen last stays readable on the normal screen. */
    private void printFinal() {
        if (last != null) {
            Renderer.render(StatusReader.read(last), size, style).lines().forEach(out::println);
            out.flush();
        }
    }

    /** Gives the terminal back, with the last picture on its normal screen; waits for that no longer than a moment. */
    @Override
    public void close() {
        closing.countDown();
        try {
            painter.join(LAST_MILLIS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        tty.restore();
        if (Thread.currentThread() != atExit) {
            removeHook();
        }
    }

    private void removeHook() {
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException alreadyEnding) {
            // The hook runs now and finds everything done.
        }
    }
}
