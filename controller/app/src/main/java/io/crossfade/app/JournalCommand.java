package io.crossfade.app;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What a state folder has recorded. None of these changes anything, and all work while the controller runs. */
@Command(
        name = "journal",
        description = "Shows what was recorded of a cutover, and checks that it can be believed.",
        mixinStandardHelpOptions = true)
final class JournalCommand implements Runnable {

    /** For people or for programs. */
    enum Output {
        TEXT,
        JSONL
    }

    @Spec
    private CommandSpec spec;

    static CommandLine on(Surroundings around) {
        var command = new CommandLine(new JournalCommand());
        command.addSubcommand(new JournalTailCommand(around));
        command.addSubcommand(new JournalExportCommand(around));
        command.addSubcommand(new JournalFsckCommand(around));
        command.getSubcommands()
                .values()
                .forEach(each -> each.getCommandSpec().usageMessage().footer(ExitCode.footer()));
        return command;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing (expected: tail, export or fsck)");
    }
}
