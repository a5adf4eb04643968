package io.crossfade.app;

import io.crossfade.core.config.Durations;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Where the runnable jar starts. */
@Command(
        name = "crossfade",
        description = "Moves live traffic from one cluster to another in guarded steps, and takes it back when the new"
                + " one is worse.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
public final class Main implements Runnable {

    @Spec
    private CommandSpec spec;

    public static void main(String[] args) {
        // Not exit: by now nothing is left to end in order, and a thread that hangs must not keep the process.
        int exit = commandLine(Surroundings.ofProcess()).execute(args);
        Runtime.getRuntime().halt(exit);
    }

    /** The whole command line, on {@code around}. */
    static CommandLine commandLine(Surroundings around) {
        var root = new CommandLine(new Main());
        root.addSubcommand(new DemoCommand(around));
        root.addSubcommand(InitCommand.on(around));
        root.addSubcommand(new LintCommand(around));
        root.addSubcommand(new DoctorCommand(around));
        root.addSubcommand(new PlanCommand(around));
        root.addSubcommand(new SimulateCommand(around));
        root.addSubcommand(new RunCommand(around));
        root.addSubcommand(new StatusCommand(around));
        root.addSubcommand(new WatchCommand(around));
        root.addSubcommand(new HoldCommand(around));
        root.addSubcommand(new ResumeCommand(around));
        root.addSubcommand(new ApproveCommand(around));
        root.addSubcommand(new PromoteCommand(around));
        root.addSubcommand(new RollbackCommand(around));
        root.addSubcommand(new AdoptCommand(around));
        root.addSubcommand(new ReportCommand(around));
        root.addSubcommand(JournalCommand.on(around));
        root.addSubcommand(new SchemaCommand(around));
        root.addSubcommand(new CompletionCommand(around));
        root.addSubcommand(new ManCommand(around));
        root.addSubcommand(new VersionCommand(around));
        root.setOut(new PrintWriter(around.out(), true, StandardCharsets.UTF_8));
        root.setErr(new PrintWriter(around.err(), true, StandardCharsets.UTF_8));
        root.setCaseInsensitiveEnumValuesAllowed(true);
        root.registerConverter(Duration.class, Main::duration);
        root.setExecutionExceptionHandler((failure, command, parsed) -> ended(failure, around));
        root.getCommandSpec().usageMessage().footer(ExitCode.footer());
        root.getSubcommands()
                .values()
                .forEach(command -> command.getCommandSpec().usageMessage().footer(ExitCode.footer()));
        return root;
    }

    private static Duration duration(String text) {
        return Durations.parse(text)
                .orElseThrow(
                        () -> new TypeConversionException(text + " (expected: a duration such as 90s, 5m, 1h30m)"));
    }

    private static int ended(Exception failure, Surroundings around) {
        if (failure instanceof Quit quit) {
            around.tell(String.valueOf(quit.getMessage()));
            return quit.exit().code();
        }
        around.tell("internal error, please report it:");
        failure.printStackTrace(around.err());
        return ExitCode.INTERNAL_ERROR.code();
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing");
    }
}
