package io.crossfade.simulations.prover;

import static io.crossfade.simulations.prover.Breach.require;

import io.crossfade.core.analysis.Assessment;
import io.crossfade.core.analysis.FakeJudge;
import io.crossfade.core.analysis.Judge;
import io.crossfade.core.analysis.Judges;
import io.crossfade.core.machine.Announcement;
import io.crossfade.core.machine.Command;
import io.crossfade.core.machine.Cutover;
import io.crossfade.core.machine.Ending;
import io.crossfade.core.machine.Event;
import io.crossfade.core.port.FakeRouter;
import io.crossfade.core.port.Journal;
import io.crossfade.core.port.JournalEntry;
import io.crossfade.core.port.Reading;
import io.crossfade.core.reactor.VirtualLoop;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A world in which one cutover goes on, whichever process leads it, and in which everything is looked at. */
final class Arena {

    static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private static final Duration LOOKING = Duration.ofMillis(20);

    /** A stop of this length is noticed for certain. */
    private static final Duration NOTICED = Duration.ofMillis(2_200);

    private final Trial trial;
    private final VirtualLoop loop = new VirtualLoop(NOON);
    private final List<FakeRouter> routers = new ArrayList<>();
    private final Truth truth;
    private final Ledger ledger;
    private final RecordRules records;
    private final WriteRules writes;
    private final Mischief mischief;
    private final Optional<Crowd> crowd;
    private final FakeJudge script = new FakeJudge();
    private boolean pageBroken;
    private @Nullable Controller process;
    private @Nullable Cutover seen;
    private @Nullable Cutover inherited;

    Arena(Trial trial) {
        this.trial = trial;
        var readings = new ArrayList<Reading>();
        for (int node = 0; node < trial.plan().nodes(); node++) {
            routers.add(new FakeRouter(loop));
            readings.add(routers.get(node).shown());
        }
        var beginning = Cutover.begin(trial.plan(), readings);
        truth = new Truth(loop, routers);
        ledger = new Ledger(loop, new SplittableRandom(trial.seed()), beginning);
        crowd = trial.judged() ? Optional.of(new Crowd(trial, loop, routers)) : Optional.empty();
        records = new RecordRules(truth, new ShiftRules(truth, crowd.orElse(null)), beginning);
        writes = new WriteRules(truth, ledger);
        mischief = new Mischief(this);
        mischief.begin();
        process = new Controller(this, beginning, null);
    }

    Trial trial() {
        return trial;
    }

    VirtualLoop loop() {
        return loop;
    }

    List<FakeRouter> routers() {
        return routers;
    }

    Truth truth() {
        return truth;
    }

    Ledger ledger() {
        return ledger;
    }

    WriteRules writes() {
        return writes;
    }

    Mischief mischief() {
        return mischief;
    }

    Optional<Crowd> crowd() {
        return crowd;
    }

    /** What the judge says from now on, where verdicts are said. */
    void says(Assessment next) {
        script.says(next);
    }

    /** The judge of a new process. */
    Judge judge() {
        return trial.judged() ? Judges.of(trial.plan(), Duration.ZERO) : script;
    }

    /** Whether telling people fails from now on. */
    void breakPage(boolean broken) {
        pageBroken = broken;
    }

    void announce(Announcement announcement) {
        if (pageBroken) {
            throw new IllegalArgumentException("page: broken at " + announcement.sequence());
        }
    }

    void submit(Event word) {
        if (process != null) {
            process.submit(word);
        }
    }

    /** Another hand than the controller's has changed what a load balancer shows. */
    void meddled(int node, Reading now, Reading before) {
        var known = truth.node(node);
        known.look();
        if (!now.share().equals(before.share()) || !now.doubts().equals(before.doubts())) {
            known.foreign = true;
        }
    }

    void stall(Duration by) {
        loop.stall(by);
        if (by.compareTo(NOTICED) >= 0) {
            truth.disturb();
        }
    }

    /** The process is lost; after {@code downtime} the next one takes over. */
    void kill(Duration downtime) {
        boolean over = process != null && process.isOver() && !process.ending().isResumable();
        if (process == null || over) {
            return;
        }
        process.die();
        process = null;
        ledger.crash();
        truth.disturb();
        loop.schedule(downtime, () -> {
            var readings = routers.stream()
                    .map(router -> router.read().toCompletableFuture())
                    .toList();
            loop.schedule(LOOKING, () -> restart(downtime, readings));
        });
    }

    private void restart(Duration downtime, List<CompletableFuture<Reading>> asked) {
        var cutover = recovered();
        var readings = new ArrayList<Optional<Reading>>();
        for (int node = 0; node < routers.size(); node++) {
            var read = asked.get(node);
            boolean whole = read.isDone() && !read.isCompletedExceptionally() && !truth.node(node).gone;
            readings.add(whole ? Optional.of(read.join()) : Optional.empty());
            if (whole) {
                truth.node(node).readAskedAt = loop.nanos();
            }
        }
        records.reborn(cutover);
        writes.reborn();
        seen = cutover;
        inherited = cutover;
        boolean over = cutover.ending().filter(ending -> !ending.isResumable()).isPresent();
        if (!over) {
            process = new Controller(this, cutover, new Event.Restarted(downtime, readings));
        }
    }

    private Cutover recovered() {
        try {
            return ledger.recovered();
        } catch (IllegalStateException replay) {
            throw new Breach("S10", String.valueOf(replay.getMessage()));
        }
    }

    /** The journal as a process uses it: each record is looked at as it is appended. */
    Journal journal() {
        return new Journal() {
            @Override
            public CompletionStage<Void> append(JournalEntry entry) {
                records.recorded(entry);
                seen = entry.decision().next();
                boolean raises = entry.decision().commands().stream()
                        .anyMatch(command -> command instanceof Command.ApplySplit apply
                                && !apply.write().lowers());
                if (raises) {
                    mischief.onForwardRecord();
                }
                return ledger.append(entry);
            }
        };
    }

    /** Runs the next task, after all requests that come before it, and looks. */
    void step() {
        crowd.ifPresent(each -> each.traffic().runUntil(loop.nextDue()));
        loop.runNext();
        truth.look();
        if (process != null) {
            look(process);
        }
    }

    @SuppressWarnings("ReferenceEquality") // whether there was a step since the last look, equal or not
    private void look(Controller now) {
        var cutover = now.reactor().cutover();
        if (cutover != seen) {
            require("S10", cutover.equals(records.latest()), "something changed without a record");
            seen = cutover;
        }
        if (now.isOver()) {
            require("S6", cutover.ending().isPresent(), "over, and " + cutover.state());
            if (now.isNewlyOver()) {
                records.ended(ending(now));
            }
            return;
        }
        if (cutover == inherited) {
            // What the load balancers show now is the first event of a new process, and that is still to come.
            return;
        }
        for (int node = 0; node < routers.size(); node++) {
            var known = truth.node(node);
            var ceiling = cutover.node(node).ceiling();
            require(
                    "S1",
                    known.foreign || !known.shown().exceeds(ceiling),
                    "lb" + (node + 1) + " shows " + known.shown() + ", counted upon was " + ceiling);
        }
    }

    private static Ending ending(Controller over) {
        try {
            return over.ending();
        } catch (CompletionException defect) {
            throw new Breach("defect", String.valueOf(defect.getCause()));
        }
    }

    /** Where the cutover stands; empty while there is no process. */
    Optional<Cutover> cutover() {
        return process == null
                ? Optional.empty()
                : Optional.of(process.reactor().cutover());
    }

    /** True where a process has come to an end. */
    boolean isOver() {
        return process != null && process.isOver();
    }

    /** True where the cutover has come to an end from which no process goes on. */
    boolean isFinal() {
        return latest().ending().filter(ending -> !ending.isResumable()).isPresent();
    }

    boolean hasNext() {
        return loop.nextDue() != Long.MAX_VALUE;
    }

    /** Looks once more whether the end that was reached is true. */
    void checkEnd() {
        latest().ending().ifPresent(records::ended);
    }

    /** Where the journal leaves a cutover that has come to an end. */
    Cutover latest() {
        return records.latest();
    }
}
