package io.crossfade.app.cutover;

import io.crossfade.server.ControlClient;
import io.crossfade.server.ControlRequest;
import io.crossfade.server.StateFolder;
import io.crossfade.testkit.Await;
import io.crossfade.testkit.Signals;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** A controller at work in a process of its own: {@code run PLAN --yes --output jsonl --state-dir DIR}. */
final class CutoverRun implements AutoCloseable {

    private static final String BRIEF = "-XX:TieredStopAtLevel=1";

    private final List<Told> events = new ArrayList<>();
    private final List<String> messages = new ArrayList<>();
    private final long startNanos = System.nanoTime();
    private final long wallAheadNanos = Told.wallAheadNanos();
    private final Path directory;
    private final Path stateDir;
    private final Process process;
    private final Thread out;
    private final Thread err;

    private CutoverRun(Path directory, Path plan, Path stateDir, List<String> options, List<String> more) {
        this.directory = directory;
        this.stateDir = stateDir;
        var words = new ArrayList<>(
                List.of("run", plan.toString(), "--yes", "--output", "jsonl", "--state-dir", stateDir.toString()));
        words.addAll(more);
        process = Jar.start(directory, options, words);
        out = reader("run-out", process.getInputStream(), this::told);
        err = reader("run-err", process.getErrorStream(), this::said);
    }

    static CutoverRun start(Path directory, Path plan, Path stateDir, String... more) {
        return new CutoverRun(directory, plan, stateDir, List.of(), List.of(more));
    }

    /** One that is over soon, so that compiling it well would not pay. */
    static CutoverRun startBrief(Path directory, Path plan, Path stateDir, String... more) {
        return new CutoverRun(directory, plan, stateDir, List.of(BRIEF), List.of(more));
    }

    /** One that ends itself at a failpoint, such as {@code write-sent:2}. */
    static CutoverRun startToDie(String failpoint, Path directory, Path plan, Path stateDir, String... more) {
        return new CutoverRun(
                directory, plan, stateDir, List.of(BRIEF, "-Dcrossfade.failpoint=" + failpoint), List.of(more));
    }

    /** All that was told so far. */
    List<Told> events() {
        synchronized (events) {
            return List.copyOf(events);
        }
    }

    /** What was written to standard error so far. */
    String messages() {
        synchronized (messages) {
            return String.join("\n", messages);
        }
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Waits for the first event of that kind and step. */
    Told await(String kind, int step, Duration limit) {
        return await(kind + " of step " + step, limit, told -> told.kind().equals(kind) && told.step() == step);
    }

    /** Waits for the first event of that kind. */
    Told await(String kind, Duration limit) {
        return await(kind, limit, told -> told.kind().equals(kind));
    }

    Told await(String what, Duration limit, Predicate<Told> wanted) {
        Await.within(limit, () -> first(wanted).isPresent() || !isAlive());
        // Its last lines may still be on their way when a process has ended.
        Await.within(Duration.ofSeconds(1), () -> first(wanted).isPresent());
        return first(wanted).orElseThrow(() -> new AssertionError(what + ": not within " + limit + "\n" + story()));
    }

    /** True where that was told within {@code limit}, false where the process ended before. */
    boolean reaches(Predicate<Told> wanted, Duration limit) {
        Await.within(limit, () -> first(wanted).isPresent() || !isAlive());
        return first(wanted).isPresent();
    }

    /** Kills the process that was started here. */
    void kill() {
        process.destroyForcibly();
    }

    /** Sends a signal, such as {@code STOP}, to the process that was started here. */
    void signal(String name) {
        Signals.send(name, pid());
    }

    Optional<Told> first(Predicate<Told> wanted) {
        return events().stream().filter(wanted).findFirst();
    }

    Optional<Told> first(String kind) {
        return first(told -> told.kind().equals(kind));
    }

    /** The exit code, which must come within {@code limit}; everything that it told has been read then. */
    int awaitExit(Duration limit) {
        try {
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new AssertionError("exit: not within " + limit + "\n" + story());
            }
            out.join(Await.PATIENCE.toMillis());
            err.join(Await.PATIENCE.toMillis());
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    /** Says a verb to this controller, as an operator does. */
    Jar.Result say(String verb, String... more) {
        var words = new ArrayList<>(List.of(verb, "--state-dir", stateDir.toString()));
        words.addAll(List.of(more));
        return Jar.run(directory, words.toArray(String[]::new));
    }

    /** Says a word without a process of its own, so that it comes in time; whether it is answered does not matter. */
    void tellAtOnce(ControlRequest word) {
        try (var client = ControlClient.connect(new StateFolder(stateDir).socket())) {
            client.ask(word, Await.PATIENCE);
        } catch (IOException lostOnTheWay) {
            // It may have ended itself over this very word.
        }
    }

    /** All that happened, for the message of a failed test. */
    String story() {
        return events().stream().map(told -> told.line(startNanos)).collect(Collectors.joining("\n")) + "\n"
                + messages();
    }

    /** Ends the process that was started here, and no other. */
    @Override
    public void close() {
        process.destroyForcibly();
        awaitExit(Await.PATIENCE);
    }

    private void told(String line) {
        var json = new JsonObject(line);
        if (json.getString("type").equals("event")) {
            var told = Told.of(json, System.nanoTime(), wallAheadNanos);
            synchronized (events) {
                events.add(told);
            }
        }
    }

    private void said(String line) {
        synchronized (messages) {
            messages.add(line);
        }
    }

    private static Thread reader(String name, InputStream from, Consumer<String> to) {
        var thread = new Thread(
                () -> {
                    try (var lines = new BufferedReader(new InputStreamReader(from, StandardCharsets.UTF_8))) {
                        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                            to.accept(line);
                        }
                    } catch (IOException closed) {
                        to.accept("{\"type\":\"closed\"}");
                    }
                },
                name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }
}
