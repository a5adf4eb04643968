package io.crossfade.app;

import io.crossfade.core.machine.Announcement;
import io.crossfade.core.port.Announcer;
import io.crossfade.server.LineWriter;
import io.vertx.core.json.JsonObject;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Where a run speaks to people and programs: in lines, or on a live screen while it lasts. Lines that come while the
 * screen is shown, those of the log among them, are shown in it and written once it is left.
 */
final class Stage implements Announcer, AutoCloseable {

    private static final int MOST_KEPT = 50;

    /** Where lines go. */
    private enum Mode {
        /** To their streams, by writers that never stop the loop. */
        LINES,
        /** To their streams at once: nothing may still be on its way when the screen begins. */
        BEFORE_SCREEN,
        /** Into the screen, and to their streams after it. */
        SCREEN
    }

    private final Surroundings around;
    private final ViewOptions view;
    private final LineWriter out;
    private final LineWriter err;
    private final EventOutput lines;
    private final ArrayDeque<String> kept = new ArrayDeque<>();
    private final Optional<Tty> tty;
    private final PrintStream logs = System.err;
    private volatile Mode mode;
    private @Nullable LiveScreen screen;

    Stage(Surroundings around, RunSession.Options options, ViewOptions view) {
        this.around = around;
        this.view = view;
        out = new LineWriter(around.out(), "crossfade-out");
        err = new LineWriter(around.err(), "crossfade-err");
        lines = EventOutput.of(options.output(), out);
        tty = options.output() == RunCommand.Output.TEXT ? view.tty(around) : Optional.empty();
        mode = tty.isPresent() ? Mode.BEFORE_SCREEN : Mode.LINES;
    }

    /** Shows the live view from here on, where there is a terminal for it. */
    void show(Supplier<Optional<JsonObject>> status, Keys keys) {
        if (tty.isPresent()) {
            mode = Mode.SCREEN;
            var show = new Show(status, keys);
            screen = LiveScreen.open(tty.get(), around.out(), view.style(around), show)
                    .orElse(null);
            if (screen == null) {
                release();
            } else {
                System.setErr(new PrintStream(new LinesOut(this::tell), true, StandardCharsets.UTF_8));
            }
        }
    }

    @Override
    public void announce(Announcement announcement) {
        if (mode != Mode.SCREEN) {
            lines.announce(announcement);
        }
    }

    /** Tells a person something; safe to call from any thread. */
    void tell(String line) {
        switch (mode) {
            case LINES -> err.line(line);
            case BEFORE_SCREEN -> around.tell(line);
            case SCREEN -> keep(line);
        }
    }

    private void keep(String line) {
        synchronized (kept) {
            if (kept.size() == MOST_KEPT) {
                kept.removeFirst();
            }
            kept.addLast(line);
        }
    }

    /** Back to the normal screen, where lines stay. */
    void leave() {
        if (screen != null) {
            screen.close();
            screen = null;
            System.setErr(logs);
        }
        release();
    }

    private void release() {
        mode = Mode.LINES;
        List<String> waiting;
        synchronized (kept) {
            waiting = new ArrayList<>(kept);
            kept.clear();
        }
        waiting.forEach(err::line);
    }

    /** The last words to programs. */
    void ended(ExitCode exit, String text) {
        lines.ended(exit, text);
    }

    @Override
    public void close() {
        leave();
        out.close();
        err.close();
    }

    /** The live screen of a run. */
    private final class Show implements LiveScreen.Show {

        private final Supplier<Optional<JsonObject>> status;
        private final Keys keys;
        private volatile @Nullable String read;

        Show(Supplier<Optional<JsonObject>> status, Keys keys) {
            this.status = status;
            this.keys = keys;
        }

        @Override
        public Optional<JsonObject> status() {
            return status.get();
        }

        @Override
        public String message() {
            var prompt = keys.prompt();
            return prompt.isEmpty()
                    ? latest().filter(line -> !line.equals(read)).orElse("")
                    : prompt;
        }

        private Optional<String> latest() {
            synchronized (kept) {
                return Optional.ofNullable(kept.peekLast());
            }
        }

        @Override
        public String help() {
            return Keys.HELP;
        }

        /** Whoever presses a key has read what was there. */
        @Override
        public void key(int key) {
            read = latest().orElse(null);
            keys.key(key);
        }

        @Override
        public void failed(String why) {
            release();
            err.line("the live view failed (" + why + "); the cutover goes on, in lines from here");
        }
    }
}
