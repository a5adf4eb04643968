package io.crossfade.app;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(
        name = "version",
        description = "Prints the version, and the adapters that are found.",
        mixinStandardHelpOptions = true)
final class VersionCommand implements Callable<Integer> {

    private final Surroundings around;

    VersionCommand(Surroundings around) {
        this.around = around;
    }

    @Override
    public Integer call() throws Quit {
        around.out().println("crossfade " + Version.text());
        around.out().println("java " + Runtime.version());
        for (var adapter : Adapters.load(around.environment()).all()) {
            around.out().println("adapter " + adapter.name());
        }
        return ExitCode.DONE.code();
    }
}
