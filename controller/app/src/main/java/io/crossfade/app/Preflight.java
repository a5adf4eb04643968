package io.crossfade.app;

import io.crossfade.core.analysis.Wealth;
import io.crossfade.core.machine.Cutover;
import io.crossfade.core.plan.Plan;
import io.crossfade.core.port.Finding.Severity;
import io.crossfade.core.port.Loop;
import io.crossfade.core.port.Reading;
import io.crossfade.core.reactor.Pace;
import io.crossfade.core.reactor.Ports;
import io.crossfade.core.reactor.Reactor;
import io.crossfade.server.journal.FileJournal;
import java.util.ArrayList;
import java.util.List;

/** Looks at every load balancer before a cutover and refuses to begin where it could not be carried through. */
final class Preflight {

    /**
     * What was seen.
     *
     * @param readings one of each load balancer
     */
    record Seen(Findings findings, List<Reading> readings) implements Beginning {

        @Override
        public FileJournal journal(Records records, Loop loop) throws Quit {
            return records.begin(loop, readings);
        }

        @Override
        public Reactor reactor(Plan plan, Ports ports) {
            return new Reactor(Cutover.begin(plan, readings), ports, Pace.DEFAULT);
        }

        @Override
        public List<Wealth> wealth() {
            return List.of();
        }
    }

    private final Fleet fleet;
    private final Surroundings around;

    Preflight(Fleet fleet, Surroundings around) {
        this.fleet = fleet;
        this.around = around;
    }

    Seen look() throws Quit {
        var findings = Findings.of(fleet);
        findings.lines(Severity.WARNING).forEach(around::tell);
        if (findings.has(Severity.ERROR)) {
            throw new Quit(ExitCode.PREFLIGHT_FAILED, "preflight failed, nothing changed");
        }
        // Read twice: the first loads the classes that a rollback needs, so that none of its time goes there.
        fleet.read();
        var readings = readings();
        if (findings.has(Severity.DRIFT)) {
            throw drift();
        }
        return new Seen(findings, readings);
    }

    private List<Reading> readings() throws Quit {
        var readings = new ArrayList<Reading>();
        var labels = Findings.labels(fleet.plan());
        var drifted = new ArrayList<String>();
        for (var answer : fleet.read()) {
            var label = labels.get(readings.size());
            if (answer instanceof Fleet.Answer.Failed failed) {
                throw refused(label + " cannot be read: " + failed.reason());
            }
            var reading = ((Fleet.Answer.Read) answer).reading();
            if (!reading.doubts().isEmpty()) {
                throw refused(label + ": " + String.join(", ", reading.doubts()));
            }
            if (reading.baselineUsable() == 0) {
                throw refused(label + ": usable servers of the baseline: 0 (expected: at least 1)");
            }
            if (!reading.share().isNone()) {
                drifted.add(label + ": candidate's share: " + reading.share() + " (expected: 0%)");
            }
            readings.add(reading);
        }
        if (!drifted.isEmpty()) {
            drifted.forEach(around::tell);
            throw drift();
        }
        return readings;
    }

    private static Quit refused(String why) {
        return new Quit(ExitCode.PREFLIGHT_FAILED, why + "\npreflight failed, nothing changed");
    }

    private static Quit drift() {
        return new Quit(
                ExitCode.DRIFT,
                "the candidate has a share that this cutover did not give it, nothing changed; `crossfade rollback PLAN`"
                        + " takes it back");
    }
}
