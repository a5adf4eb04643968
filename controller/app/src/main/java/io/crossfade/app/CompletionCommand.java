package io.crossfade.app;

import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "completion",
        description = {
            "Prints a script that completes commands and options in a shell.",
            "bash: source <(crossfade completion bash)   zsh: source <(crossfade completion zsh)"
        },
        mixinStandardHelpOptions = true)
final class CompletionCommand implements Callable<Integer> {

    /** The shells; one script serves both, since it switches zsh to bash's ways. */
    enum Shell {
        BASH,
        ZSH
    }

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "SHELL", description = "${COMPLETION-CANDIDATES}")
    private Shell shell;

    private final Surroundings around;

    CompletionCommand(Surroundings around) {
        this.around = around;
    }

    @Override
    public Integer call() {
        var root = spec.root().commandLine();
        around.out().println("# completion of crossfade for " + shell.name().toLowerCase(Locale.ROOT));
        around.out().println(AutoComplete.bash(root.getCommandName(), root));
        return ExitCode.DONE.code();
    }
}
