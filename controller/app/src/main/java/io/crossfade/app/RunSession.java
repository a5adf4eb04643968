package io.crossfade.app;

import io.crossfade.core.analysis.ThresholdJudge;
import io.crossfade.core.machine.Cutover;
import io.crossfade.core.machine.Ending;
import io.crossfade.core.port.SignalSource;
import io.crossfade.core.reactor.MemoryJournal;
import io.crossfade.core.reactor.Pace;
import io.crossfade.core.reactor.Ports;
import io.crossfade.core.reactor.Reactor;
import io.crossfade.core.reactor.ReactorFailure;
import io.crossfade.server.ControlSocket;
import io.crossfade.server.Controls;
import io.crossfade.server.LineWriter;
import io.crossfade.server.StateFolder;
import io.crossfade.server.StatusView;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** One cutover from the first shift to the end, in the foreground of a process. */
final class RunSession {

    /**
     * How the operator wants it.
     *
     * @param holdEnds whether a held cutover ends after {@code holdTimeout}
     */
    record Options(boolean approveGates, boolean holdEnds, Duration holdTimeout, RunCommand.Output output) {}

    /** How it ended. */
    private record Outcome(ExitCode exit, String text) {}

    private final Fleet fleet;
    private final Preflight.Seen seen;
    private final StateFolder folder;
    private final Surroundings around;
    private final Options options;

    RunSession(Fleet fleet, Preflight.Seen seen, StateFolder folder, Surroundings around, Options options) {
        this.fleet = fleet;
        this.seen = seen;
        this.folder = folder;
        this.around = around;
        this.options = options;
    }

    ExitCode run() throws Quit {
        try (var out = new LineWriter(around.out(), "crossfade-out");
                var err = new LineWriter(around.err(), "crossfade-err")) {
            var output = EventOutput.of(options.output(), out);
            var steward = new Steward(options, fleet.loop(), output);
            var reactor = new Reactor(Cutover.begin(fleet.plan(), seen.readings()), ports(steward), Pace.DEFAULT);
            steward.serve(reactor);
            fleet.loop().onUncaught(reactor::fail);
            var socket = open(reactor, steward);
            new Interrupts(reactor, fleet.plan(), fleet.loop(), err).install();
            err.line("running; steer it with `crossfade status|hold|resume|approve|promote|rollback --state-dir "
                    + folder.path() + "`");
            var ended = fleet.loop().call(reactor::start);
            var outcome = outcome(ended);
            fleet.await(
                    () -> socket.close(outcome.exit().code(), outcome.text()).toCompletionStage());
            output.ended(outcome.exit(), outcome.text());
            farewell(reactor.cutover(), outcome, err);
            return outcome.exit();
        }
    }

    private Ports ports(Steward steward) {
        var plan = fleet.plan();
        var resolution = fleet.sources().stream()
                .map(SignalSource::latencyResolution)
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
        var judge = new ThresholdJudge(plan, resolution);
        // Nothing is seen before a source says that it is attached: the first shift must not be made blind.
        for (int node = 0; node < plan.nodes(); node++) {
            judge.detached(node, "not attached yet");
        }
        return new Ports(fleet.loop(), fleet.routers(), fleet.sources(), judge, new MemoryJournal(), steward);
    }

    private ControlSocket open(Reactor reactor, Steward steward) throws Quit {
        var controls =
                new Controls(reactor, () -> StatusView.of(reactor.cutover(), reactor.assessment(), steward.since()));
        try {
            return fleet.await(
                    () -> ControlSocket.open(fleet.vertx(), folder, controls).toCompletionStage());
        } catch (IllegalStateException unusable) {
            throw new Quit(
                    ExitCode.PREFLIGHT_FAILED,
                    "control socket: " + folder.socket() + ": " + unusable.getMessage() + ", nothing changed");
        }
    }

    private static Outcome outcome(CompletableFuture<Ending> ended) {
        try {
            var ending = ended.join();
            return new Outcome(ExitCode.of(ending), ExitCode.of(ending).meaning());
        } catch (CompletionException failure) {
            boolean verified = failure.getCause() instanceof ReactorFailure known && known.verified();
            return new Outcome(
                    verified ? ExitCode.INTERNAL_ERROR : ExitCode.UNVERIFIED, String.valueOf(failure.getCause()));
        }
    }

    /** What a person needs to know once this process is gone. */
    private void farewell(Cutover cutover, Outcome outcome, LineWriter err) throws Quit {
        WayBack.after(cutover, fleet.read()).forEach(err::line);
        if (outcome.exit() == ExitCode.DONE) {
            seen.findings().lostAtReload().forEach(err::line);
        }
        err.line("exit " + outcome.exit().code() + ": " + outcome.text());
    }
}
