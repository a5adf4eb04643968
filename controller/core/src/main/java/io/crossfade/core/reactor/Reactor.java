package io.crossfade.core.reactor;

import io.crossfade.core.analysis.Assessment;
import io.crossfade.core.machine.Announcement;
import io.crossfade.core.machine.Command;
import io.crossfade.core.machine.Cutover;
import io.crossfade.core.machine.Decision;
import io.crossfade.core.machine.Ending;
import io.crossfade.core.machine.Event;
import io.crossfade.core.machine.Machine;
import io.crossfade.core.machine.Moment;
import io.crossfade.core.machine.Notice;
import io.crossfade.core.plan.Generation;
import io.crossfade.core.port.JournalEntry;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Feeds the machine with events, one after the other, and carries out what it decides. Everything here happens on one
 * {@link io.crossfade.core.port.Loop}.
 *
 * <p>There is one inbox. A completion of a port is enqueued, never handled inside the call that caused it. Forward
 * commands wait until the record of their decision is durable and are dropped where a newer generation exists by then;
 * commands that only lower the candidate's share go out before the record is even appended.
 */
public final class Reactor {

    /** More events than this never wait: operators are refused before. */
    private static final int MOST_WAITING = 10_000;

    private final Ports ports;
    private final ArrayDeque<Waiting> inbox = new ArrayDeque<>();
    private final CompletableFuture<Ending> ended = new CompletableFuture<>();
    private final Nodes nodes;
    private final Watch watch;
    private final EvidenceMark evidence = new EvidenceMark();
    private final Foretelling foretelling = new Foretelling();
    private final Event.@Nullable Restarted restarted;
    private Cutover cutover;
    private long records;
    private long announcements;
    private boolean draining;
    private boolean stopped;

    /** True while a disturbance waits in the inbox. */
    private boolean disturbed;

    private record Waiting(Event event, @Nullable CompletableFuture<Decision> answer) {}

    /** A reactor for a cutover that has not begun. */
    public Reactor(Cutover cutover, Ports ports, Pace pace) {
        this(cutover, ports, pace, null);
    }

    private Reactor(Cutover cutover, Ports ports, Pace pace, Event.@Nullable Restarted restarted) {
        this.cutover = cutover;
        this.restarted = restarted;
        this.ports = ports;
        nodes = new Nodes(ports, pace, this::enqueue);
        watch = new Watch(ports, pace, this::enqueue);
    }

    /**
     * A reactor that takes over a cutover whose process was lost. It numbers its records from 1 again.
     *
     * @param cutover where the journal leaves it
     * @param restarted what the load balancers show now; the first event
     */
    public static Reactor resume(Cutover cutover, Event.Restarted restarted, Ports ports, Pace pace) {
        return new Reactor(cutover, ports, pace, restarted);
    }

    /** Begins. The result completes when the cutover has ended, exceptionally with a {@link ReactorFailure}. */
    public CompletionStage<Ending> start() {
        boolean first = restarted == null;
        announce(new Notice(
                Notice.Kind.STARTED, "cutover " + cutover.plan().cutover() + (first ? " began" : " resumed")));
        if (restarted != null) {
            nodes.inherit(cutover);
            enqueue(restarted);
        }
        ports.judge().exposure(cutover.exposure(), ports.loop().nanos());
        watch.start();
        nodes.start();
        return ended;
    }

    /** Hands in a person's word or a request to stop; the decision says whether it was taken. */
    public CompletionStage<Decision> submit(Event event) {
        var answer = new CompletableFuture<Decision>();
        if (inbox.size() >= MOST_WAITING) {
            answer.completeExceptionally(
                    new IllegalStateException("inbox: full (expected: < " + MOST_WAITING + " events)"));
            return answer;
        }
        add(new Waiting(event, answer));
        return answer;
    }

    /**
     * Tells of a defect outside of the machine, such as a task of the loop that threw: ends as a defect within it does,
     * since from then on nobody knows what is still watched. Does nothing once the cutover has ended.
     */
    public void fail(Throwable failure) {
        if (!stopped) {
            panic(failure);
        }
    }

    /** Where the cutover stands. */
    public Cutover cutover() {
        return cutover;
    }

    /** The latest verdicts. */
    public Assessment assessment() {
        return watch.latest();
    }

    private void enqueue(Event event) {
        if (event instanceof Event.Disturbed) {
            disturbed = true;
            // At once: an answer that comes before the event is handled would stand behind it and pass for one of now.
            nodes.forgetReads();
        }
        add(new Waiting(event, null));
    }

    private void add(Waiting waiting) {
        inbox.add(waiting);
        if (!draining) {
            draining = true;
            ports.loop().execute(this::drain);
        }
    }

    private void drain() {
        try {
            for (var next = inbox.poll(); next != null && !stopped; next = inbox.poll()) {
                handle(next);
            }
        } catch (RuntimeException | StackOverflowError | AssertionError failure) {
            panic(failure);
        } finally {
            draining = false;
        }
    }

    private void handle(Waiting waiting) {
        var now = new Moment(ports.loop().nanos(), ports.loop().wall());
        var before = cutover;
        if (waiting.event() instanceof Event.Disturbed) {
            disturbed = false;
        }
        var decision = Machine.step(before, waiting.event(), now);
        cutover = decision.next();
        boolean decided = !cutover.equals(before) || !decision.commands().isEmpty() || waiting.answer() != null;
        if (decided || isFarEvidence(waiting.event(), now)) {
            carryOut(waiting.event(), decision, now);
        }
        if (!cutover.exposure().equals(before.exposure())) {
            ports.judge().exposure(cutover.exposure(), now.nanos());
        }
        decision.notices().forEach(this::announce);
        foretell(decision, now.nanos());
        if (waiting.answer() != null) {
            waiting.answer().complete(decision);
        }
        if (cutover.ending().isPresent()) {
            stop();
            ended.complete(cutover.ending().get());
        }
    }

    private void foretell(Decision decision, long nowNanos) {
        foretelling.decided(decision, nowNanos);
        foretelling.tell(cutover, ports.judge()::traffic, nowNanos).forEach(this::announce);
    }

    /** What lowers goes first, before the record; what raises waits for it. */
    private void carryOut(Event event, Decision decision, Moment now) {
        var forward = new ArrayList<Command.ApplySplit>();
        for (var command : decision.commands()) {
            if (command instanceof Command.ApplySplit apply) {
                if (apply.write().lowers()) {
                    nodes.apply(apply);
                } else {
                    forward.add(apply);
                }
            } else if (command instanceof Command.ReadNode read) {
                nodes.readSoon(read.node());
            } else {
                ports.judge().emptyPassing(now.nanos());
            }
        }
        append(new JournalEntry(++records, now, event, decision), forward);
    }

    private boolean isFarEvidence(Event event, Moment now) {
        return event instanceof Event.Evaluated evaluated && evidence.isFar(evaluated.assessment(), now.nanos());
    }

    private void append(JournalEntry entry, List<Command.ApplySplit> forward) {
        if (entry.event() instanceof Event.Evaluated evaluated) {
            evidence.recorded(evaluated.assessment(), entry.at().nanos());
        }
        CompletionStage<Void> durable;
        try {
            durable = ports.journal().append(entry);
        } catch (RuntimeException failure) {
            durable = CompletableFuture.failedFuture(failure);
        }
        durable.whenComplete((done, failure) -> ports.loop().execute(() -> release(forward, failure)));
    }

    private void release(List<Command.ApplySplit> forward, @Nullable Throwable failure) {
        if (stopped) {
            return;
        }
        watch.noticeDisturbance();
        if (disturbed) {
            // The event goes first and supersedes these: what was known of the load balancers is long past.
            ports.loop().execute(() -> release(forward, failure));
            return;
        }
        if (failure != null) {
            forward.forEach(command -> nodes.drop(command, "the journal cannot be written"));
            enqueue(new Event.JournalFailed(String.valueOf(failure.getMessage())));
            return;
        }
        for (var command : forward) {
            if (command.write().generation().equals(cutover.generation())) {
                nodes.apply(command);
            } else {
                nodes.drop(command, "superseded by generation " + cutover.generation());
            }
        }
    }

    private void announce(Notice notice) {
        var now = new Moment(ports.loop().nanos(), ports.loop().wall());
        try {
            ports.announcer().announce(new Announcement(++announcements, now, notice, cutover));
        } catch (RuntimeException ignored) {
            // Telling people must never stand in the way of a rollback (S9); there is nobody left to tell of it.
        }
    }

    private void stop() {
        stopped = true;
        watch.stop();
        nodes.stop();
        for (var waiting : inbox) {
            if (waiting.answer() != null) {
                waiting.answer().completeExceptionally(new IllegalStateException("the cutover has ended"));
            }
        }
        inbox.clear();
    }

    /** A defect of this program: send the one thing that is always right, and tell whether it took. */
    private void panic(Throwable failure) {
        stop();
        var generation = new Generation(cutover.generation().number() + 1);
        new LastResort(ports, cutover, generation)
                .rollBack()
                .thenAccept(verified -> ended.completeExceptionally(new ReactorFailure(failure, verified)));
    }
}
