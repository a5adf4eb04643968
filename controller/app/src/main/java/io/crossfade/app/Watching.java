package io.crossfade.app;

import io.crossfade.server.ControlClient;
import io.crossfade.server.ControlReply;
import io.crossfade.server.ControlRequest;
import io.crossfade.server.Signals;
import io.crossfade.server.TextAnnouncer;
import io.crossfade.server.Verb;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Looks at a running cutover four times a second until it ends or the person has seen enough. */
final class Watching implements LiveScreen.Show {

    private static final long BEAT_MILLIS = 250;
    private static final String HELP = "q leave; the cutover goes on";

    private final ControlClient client;
    private final Surroundings around;
    private final ViewOptions view;
    private final CountDownLatch left = new CountDownLatch(1);
    private volatile @Nullable JsonObject status;
    private volatile boolean lines = true;
    private long told;

    Watching(ControlClient client, Surroundings around, ViewOptions view) {
        this.client = client;
        this.around = around;
        this.view = view;
    }

    /** The exit code of the cutover, or 0 where the person left before its end. */
    int untilItEnds() throws IOException {
        var last = look();
        var screen = last.exit().isEmpty() ? open() : Optional.<LiveScreen>empty();
        try {
            while (last.exit().isEmpty() && !waited()) {
                last = look();
            }
        } finally {
            screen.ifPresent(LiveScreen::close);
        }
        if (last.exit().isEmpty()) {
            around.tell("left; the cutover goes on");
            return ExitCode.DONE.code();
        }
        around.tell("exit " + last.exit().getAsInt() + ": " + last.text());
        return last.exit().getAsInt();
    }

    private Optional<LiveScreen> open() {
        var tty = view.tty(around);
        if (tty.isEmpty()) {
            return Optional.empty();
        }
        lines = false;
        var screen = LiveScreen.open(tty.get(), around.out(), view.style(around), this);
        lines = screen.isEmpty();
        if (screen.isPresent()) {
            Signals.on("INT", left::countDown);
            Signals.on("TERM", left::countDown);
            Signals.on("HUP", left::countDown);
        }
        return screen;
    }

    /** True where the person has left meanwhile. */
    private boolean waited() {
        try {
            return left.await(BEAT_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** What comes may be the answer, or the last word of a controller that ended in the same moment. */
    private ControlReply look() throws IOException {
        var reply = client.ask(ControlRequest.of(Verb.STATUS, ""), ControlCommand.ANSWER);
        if (!reply.ok() && reply.exit().isEmpty()) {
            throw new IOException("refused: " + reply.text());
        }
        status = reply.status();
        tell(reply.status());
        return reply;
    }

    /** Each event once, in lines; those that came and went between two looks are told of as missing. */
    private void tell(JsonObject seen) {
        for (var each : seen.getJsonArray("events", new JsonArray())) {
            if (each instanceof JsonObject event && event.getLong("sequence", 0L) > told) {
                long sequence = event.getLong("sequence", 0L);
                if (lines && sequence > told + 1) {
                    around.out().println("(" + (sequence - told - 1) + " earlier events not shown)");
                }
                told = sequence;
                if (lines) {
                    around.out().println(line(event));
                }
            }
        }
    }

    private static String line(JsonObject event) {
        var kind = event.getString("kind", "");
        var text = event.getString("text", "");
        try {
            return TextAnnouncer.line(Instant.parse(event.getString("at", "")), kind, text);
        } catch (DateTimeParseException unknown) {
            return kind + " " + text;
        }
    }

    @Override
    public Optional<JsonObject> status() {
        return Optional.ofNullable(status);
    }

    @Override
    public String message() {
        return "";
    }

    @Override
    public String help() {
        return HELP;
    }

    @Override
    public void key(int key) {
        if (key == 'q') {
            left.countDown();
        }
    }

    @Override
    public void failed(String why) {
        lines = true;
        around.tell("the live view failed (" + why + "); going on in lines");
    }
}
