package io.crossfade.app;

import io.crossfade.core.analysis.Judge;
import io.crossfade.core.analysis.Judges;
import io.crossfade.core.machine.Cutover;
import io.crossfade.core.machine.Ending;
import io.crossfade.core.machine.Moment;
import io.crossfade.core.plan.Plan;
import io.crossfade.core.port.Announcer;
import io.crossfade.core.port.Journal;
import io.crossfade.core.port.SignalSource;
import io.crossfade.core.reactor.Ports;
import io.crossfade.core.reactor.Reactor;
import io.crossfade.core.reactor.ReactorFailure;
import io.crossfade.server.ControlSocket;
import io.crossfade.server.Controls;
import io.crossfade.server.CountingJudge;
import io.crossfade.server.RecentEvents;
import io.crossfade.server.RunningStatus;
import io.crossfade.server.metrics.CutoverMetrics;
import io.crossfade.server.metrics.ListenAddress;
import io.crossfade.server.metrics.MetricsEndpoint;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One cutover from the first shift to the end, in the foreground of a process. */
final class RunSession {

    private static final long LOOK_MILLIS = 500;

    /**
     * How the operator wants it.
     *
     * @param holdEnds whether a held cutover ends after {@code holdTimeout}
     */
    record Options(boolean approveGates, boolean holdEnds, Duration holdTimeout, RunCommand.Output output) {}

    /**
     * Who looks on.
     *
     * @param view how a live view looks
     * @param metrics where they are served; empty for nowhere
     * @param witness hears every announcement after the output
     * @param report is written at the end, however that is; empty for none
     */
    record Audience(ViewOptions view, Optional<ListenAddress> metrics, Announcer witness, Optional<RunReport> report) {}

    /** How it ended. */
    private record Outcome(ExitCode exit, String text) {}

    private final Fleet fleet;
    private final Beginning beginning;
    private final Records records;
    private final Surroundings around;
    private final Options options;
    private final Audience audience;
    private final Failpoint failpoint = Failpoint.ofProcess();

    RunSession(
            Fleet fleet,
            Beginning beginning,
            Records records,
            Surroundings around,
            Options options,
            Audience audience) {
        this.fleet = fleet;
        this.beginning = beginning;
        this.records = records;
        this.around = around;
        this.options = options;
        this.audience = audience;
    }

    ExitCode run() throws Quit {
        try (var stage = new Stage(around, options, audience.view())) {
            var plan = fleet.plan();
            var loop = fleet.loop();
            var judge = new CountingJudge(judge(plan), plan);
            var metrics = new CutoverMetrics(plan, loop, judge);
            var interrupts = new Interrupts.Count();
            var events = new RecentEvents(metrics.heard(announcement -> {
                interrupts.heard(announcement);
                stage.announce(announcement);
                audience.witness().announce(announcement);
                audience.report().ifPresent(report -> report.recorder().announce(announcement));
            }));
            var steward = new Steward(options, loop, events);
            var journal = beginning.journal(records, loop);
            var ports = ports(judge, steward, metrics, journal);
            var reactor = beginning.reactor(plan, ports);
            steward.serve(reactor);
            loop.onUncaught(reactor::fail);
            var endpoint = serve(metrics, reactor, stage);
            var status = new RunningStatus(reactor, loop, steward::since, judge.tally(), events);
            var socket = open(new Controls(reactor, status));
            var steering = new Steering(reactor, loop, stage::tell);
            new Interrupts(steering, plan, stage, interrupts).install();
            stage.tell("running; steer it with `crossfade status|hold|resume|approve|promote|rollback --state-dir "
                    + records.folder().path() + "`, look at it with `crossfade watch`");
            stage.show(() -> soon(status), new Keys(steering::submit, System::nanoTime));
            var ended = loop.call(reactor::start);
            var outcome = outcome(ended);
            boolean recorded = journal.close(new Moment(loop.nanos(), loop.wall()));
            fleet.await(
                    () -> socket.close(outcome.exit().code(), outcome.text()).toCompletionStage());
            endpoint.ifPresent(MetricsEndpoint::close);
            stage.leave();
            stage.ended(outcome.exit(), outcome.text());
            if (!recorded) {
                stage.tell(
                        "the end could not be recorded in " + records.folder().path());
            }
            audience.report().ifPresent(report -> report.write(outcome.text(), stage::tell));
            farewell(reactor.cutover(), outcome, stage);
            return outcome.exit();
        }
    }

    /** The status, where the loop gives it within a moment: a view that waits shows what it knew before. */
    private Optional<JsonObject> soon(RunningStatus status) {
        try {
            return Optional.of(fleet.loop()
                    .call(() -> CompletableFuture.completedFuture(status.get()))
                    .get(LOOK_MILLIS, TimeUnit.MILLISECONDS));
        } catch (ExecutionException | TimeoutException late) {
            return Optional.empty();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private Judge judge(Plan plan) {
        var resolution = fleet.sources().stream()
                .map(SignalSource::latencyResolution)
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
        Judge judge = Judges.resuming(plan, resolution, beginning.wealth());
        return audience.report()
                .map(report -> report.recorder().watching(judge))
                .orElse(judge);
    }

    private Ports ports(CountingJudge judge, Steward steward, CutoverMetrics metrics, Journal journal) {
        var routers = failpoint.routers(metrics.timed(fleet.routers()));
        var counted = failpoint.journal(metrics.counted(journal));
        return new Ports(fleet.loop(), routers, fleet.sources(), judge, counted, steward);
    }

    private Optional<MetricsEndpoint> serve(CutoverMetrics metrics, Reactor reactor, Stage stage) throws Quit {
        if (audience.metrics().isEmpty()) {
            return Optional.empty();
        }
        var address = audience.metrics().get();
        try {
            var endpoint = fleet.await(() -> {
                metrics.observe(reactor);
                return MetricsEndpoint.open(fleet.vertx(), address, metrics.registry())
                        .toCompletionStage();
            });
            stage.tell("metrics on " + endpoint.url());
            return Optional.of(endpoint);
        } catch (IllegalStateException unusable) {
            throw new Quit(
                    ExitCode.PREFLIGHT_FAILED,
                    "metrics: " + address + ": " + unusable.getMessage() + ", nothing changed");
        }
    }

    private ControlSocket open(Controls controls) throws Quit {
        try {
            return fleet.await(() -> ControlSocket.open(fleet.vertx(), records.folder(), controls)
                    .toCompletionStage());
        } catch (IllegalStateException unusable) {
            throw new Quit(
                    ExitCode.PREFLIGHT_FAILED,
                    "control socket: " + records.folder().socket() + ": " + unusable.getMessage()
                            + ", nothing changed");
        }
    }

    private static Outcome outcome(CompletableFuture<Ending> ended) {
        try {
            var exit = ExitCode.of(ended.join());
            return new Outcome(exit, exit == ExitCode.DONE ? "promoted and verified" : exit.meaning());
        } catch (CompletionException failure) {
            boolean verified = failure.getCause() instanceof ReactorFailure known && known.verified();
            return new Outcome(
                    verified ? ExitCode.INTERNAL_ERROR : ExitCode.UNVERIFIED, String.valueOf(failure.getCause()));
        }
    }

    /** What a person needs to know once this process is gone. */
    private void farewell(Cutover cutover, Outcome outcome, Stage stage) throws Quit {
        WayBack.after(cutover, fleet.read()).forEach(stage::tell);
        if (outcome.exit() == ExitCode.DONE) {
            beginning.findings().lostAtReload().forEach(stage::tell);
        }
        stage.tell("exit " + outcome.exit().code() + ": " + outcome.text());
    }
}
