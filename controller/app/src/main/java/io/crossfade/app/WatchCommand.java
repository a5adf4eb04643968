package io.crossfade.app;

import io.crossfade.server.ControlClient;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "watch",
        description = "Shows a running cutover as its own terminal does, read-only, and ends with its exit code. q or"
                + " Ctrl-C leaves it alone; without a terminal one line for each event.",
        mixinStandardHelpOptions = true)
final class WatchCommand implements Callable<Integer> {

    @Mixin
    private Target target;

    @Mixin
    private ViewOptions view;

    private final Surroundings around;

    WatchCommand(Surroundings around) {
        this.around = around;
    }

    @Override
    public Integer call() throws Quit {
        var folder = target.folder(around, target.plan(around, Adapters.load(around.environment())));
        try (var client = ControlClient.connect(folder.socket())) {
            return new Watching(client, around, view).untilItEnds();
        } catch (IOException failure) {
            throw new Quit(
                    ExitCode.PREFLIGHT_FAILED,
                    "no controller answers on " + folder.socket() + ": " + failure.getMessage()
                            + "\nhow the cutover went on is not known here");
        }
    }
}
