package io.crossfade.app;

import io.crossfade.app.story.CutoverRecorder;
import io.crossfade.core.plan.Plan;
import io.crossfade.planfile.PlanFile;
import io.crossfade.server.ControlSocket;
import io.crossfade.server.CutoverLock;
import io.crossfade.server.ShellException;
import io.crossfade.server.StateFolder;
import io.crossfade.server.journal.Recorded;
import io.crossfade.server.metrics.ListenAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "run",
        description = "Carries a plan out, attached to this terminal. First Ctrl-C holds, the second rolls back.",
        mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {

    /** What a program or a person reads on standard output. */
    enum Output {
        TEXT,
        JSONL
    }

    private static final String HOLD_TIMEOUT = "--hold-timeout";

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "PLAN",
            arity = "0..1",
            defaultValue = "",
            description = "the plan file; may be left out with --resume and --state-dir")
    private Path file;

    @Option(
            names = "--resume",
            description = "go on with a cutover whose controller was lost, as its journal and the load balancers say")
    private boolean resume;

    @Option(names = "--yes", description = "start without asking; needed where there is no terminal to ask on")
    private boolean yes;

    @Option(names = "--approve-gates", description = "give every approval that a gate waits for")
    private boolean approveGates;

    @Option(
            names = HOLD_TIMEOUT,
            defaultValue = "1h",
            paramLabel = "DURATION",
            description = "without a terminal, end a cutover that is held for this long with exit code 12 (default:"
                    + " ${DEFAULT-VALUE}); on a terminal only where given")
    private Duration holdTimeout;

    @Option(
            names = "--state-dir",
            defaultValue = "",
            paramLabel = "DIR",
            description = "where the control socket and the journal are (default: $XDG_STATE_HOME/crossfade/<cutover>)")
    private Path stateDir;

    @Option(
            names = "--output",
            defaultValue = "text",
            description = "${COMPLETION-CANDIDATES} on standard output (default: ${DEFAULT-VALUE})")
    private Output output;

    @Option(
            names = "--metrics",
            defaultValue = "",
            paramLabel = "HOST:PORT",
            description = "serve metrics for Prometheus there, under /metrics; this host only, such as 127.0.0.1:9464")
    private String metrics;

    @Mixin
    private ViewOptions view;

    @Mixin
    private ReportOptions reporting;

    private final Surroundings around;

    RunCommand(Surroundings around) {
        this.around = around;
    }

    /** The lock is only held, for as long as the cutover runs: nothing is asked of it. */
    @Override
    @SuppressWarnings("try")
    public Integer call() throws Quit {
        var adapters = Adapters.load(around.environment());
        var written = plan(new Plans(around, adapters));
        var plan = written.plan();
        if (!resume) {
            Schedule.requireWindow(plan, Instant.now());
        }
        if (!resume && !yes && !around.terminal().interactive()) {
            throw new Quit(ExitCode.USAGE, "run: no terminal to ask on (expected: --yes)");
        }
        var listen = listen();
        var report = report(plan);
        var folder = StateFolder.of(stateDir, plan.cutover(), around.environment());
        try (var lock = lock(plan, folder);
                var fleet = Fleet.open(plan, adapters)) {
            ControlSocket.removeStale(folder);
            var records = new Records(folder, written);
            var recorded = resume ? Optional.of(records.left()) : Optional.<Recorded>empty();
            var over = recorded.flatMap(left -> left.latest().ending()).filter(ending -> !ending.isResumable());
            if (over.isPresent()) {
                around.tell("the cutover has ended, nothing is left to do: "
                        + ExitCode.of(over.get()).meaning());
                return over.get().exitCode();
            }
            var beginning = recorded.isPresent()
                    ? Resumption.look(fleet, recorded.get(), Instant.now(), around)
                    : begin(fleet, records);
            var audience = new RunSession.Audience(view, listen, announcement -> {}, report);
            return new RunSession(fleet, beginning, records, around, options(), audience)
                    .run()
                    .code();
        } catch (CutoverLock.TakenException taken) {
            throw new Quit(ExitCode.LOCKED, taken.getMessage() + ", nothing changed");
        } catch (ShellException unusable) {
            throw new Quit(ExitCode.PREFLIGHT_FAILED, unusable.getMessage() + "\nnothing changed");
        }
    }

    private Optional<RunReport> report(Plan plan) throws Quit {
        return reporting
                .file()
                .map(written -> new RunReport(
                        new CutoverRecorder(plan, "a real cutover, by crossfade " + Version.text()), written));
    }

    private Beginning begin(Fleet fleet, Records records) throws Quit {
        records.makeRoom();
        var seen = new Preflight(fleet, around).look();
        confirm(fleet.plan());
        return seen;
    }

    /** The plan of the file, or the one that the journal has kept. */
    private PlanFile.Valid plan(Plans plans) throws Quit {
        if (!file.toString().isEmpty()) {
            return plans.read(file);
        }
        if (!resume || stateDir.toString().isEmpty()) {
            throw new Quit(ExitCode.USAGE, "run: no plan (expected: PLAN, or --resume with --state-dir)");
        }
        var folder = new StateFolder(stateDir.toAbsolutePath());
        return plans.read("the journal's plan", Records.read(folder).planText());
    }

    private Optional<ListenAddress> listen() throws Quit {
        try {
            return metrics.isEmpty() ? Optional.empty() : Optional.of(ListenAddress.parse(metrics));
        } catch (IllegalArgumentException wrong) {
            throw new Quit(ExitCode.USAGE, "--metrics: " + wrong.getMessage());
        }
    }

    private CutoverLock lock(Plan plan, StateFolder folder) throws CutoverLock.TakenException, ShellException {
        folder.prepare();
        var identities =
                plan.routers().stream().map(router -> router.identity()).toList();
        return CutoverLock.acquire(around.locks(), identities, plan.cutover(), folder);
    }

    private void confirm(Plan plan) throws Quit {
        if (yes) {
            return;
        }
        Schedule.lines(plan).forEach(around::tell);
        var answer = around.terminal().ask("type the cutover's name, " + plan.cutover() + ", to begin: ");
        if (!answer.equals(plan.cutover())) {
            throw new Quit(ExitCode.USAGE, "not confirmed, nothing changed");
        }
    }

    private RunSession.Options options() {
        boolean given = spec.commandLine().getParseResult().hasMatchedOption(HOLD_TIMEOUT);
        boolean ends = given || !around.terminal().interactive();
        return new RunSession.Options(approveGates, ends, holdTimeout, output);
    }
}
