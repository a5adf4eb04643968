package io.crossfade.app;

import io.crossfade.core.analysis.Wealth;
import io.crossfade.core.machine.Cutover;
import io.crossfade.core.machine.Event;
import io.crossfade.core.machine.Moment;
import io.crossfade.core.machine.Recovery;
import io.crossfade.core.plan.Plan;
import io.crossfade.core.port.Finding.Severity;
import io.crossfade.core.port.Loop;
import io.crossfade.core.port.Reading;
import io.crossfade.core.reactor.Pace;
import io.crossfade.core.reactor.Ports;
import io.crossfade.core.reactor.Reactor;
import io.crossfade.server.journal.FileJournal;
import io.crossfade.server.journal.Recorded;
import io.crossfade.server.journal.Replay;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A cutover that another process has left, with what the load balancers show now.
 *
 * @param recorded what the journal knows
 * @param restarted the first event of this process
 */
record Resumption(Findings findings, Recorded recorded, Event.Restarted restarted) implements Beginning {

    /**
     * Looks at every load balancer. One that cannot be read, or where something else is wrong, stops nothing here: the
     * machine knows what to do with it, and what it takes back must not wait.
     */
    static Resumption look(Fleet fleet, Recorded recorded, Instant now, Surroundings around) throws Quit {
        Replay.differences(recorded).stream()
                .findFirst()
                .ifPresent(difference -> around.tell("warning: this version decides differently, going on from what was"
                        + " recorded: " + difference.text()));
        var findings = Findings.of(fleet);
        findings.lines(Severity.ERROR).forEach(around::tell);
        // Read twice: the first loads the classes that a rollback needs, so that none of its time goes there.
        fleet.read();
        var readings = fleet.read().stream().map(Resumption::reading).toList();
        var last = lastRecord(recorded);
        var downtime = Duration.between(last, now);
        around.tell("taking over cutover " + recorded.latest().plan().cutover() + ", which was "
                + recorded.latest().state().name() + " at " + last);
        return new Resumption(
                findings, recorded, new Event.Restarted(downtime.isNegative() ? Duration.ZERO : downtime, readings));
    }

    private static Optional<Reading> reading(Fleet.Answer answer) {
        return answer instanceof Fleet.Answer.Read read ? Optional.of(read.reading()) : Optional.empty();
    }

    private static Instant lastRecord(Recorded recorded) {
        var entries = recorded.entries();
        return entries.isEmpty()
                ? recorded.header().at().wall()
                : entries.get(entries.size() - 1).at().wall();
    }

    @Override
    public FileJournal journal(Records records, Loop loop) throws Quit {
        return records.goOn(loop, recorded, new Moment(loop.nanos(), loop.wall()));
    }

    @Override
    public Reactor reactor(Plan plan, Ports ports) {
        return Reactor.resume(cutover(plan), restarted, ports, Pace.DEFAULT);
    }

    private Cutover cutover(Plan plan) {
        return recorded.latest().under(plan);
    }

    @Override
    public List<Wealth> wealth() {
        return Recovery.wealth(recorded.entries());
    }
}
