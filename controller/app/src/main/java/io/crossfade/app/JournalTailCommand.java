package io.crossfade.app;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "tail", description = "Shows the latest records.", mixinStandardHelpOptions = true)
final class JournalTailCommand implements Callable<Integer> {

    @Mixin
    private JournalPlace place;

    @Option(
            names = {"-n", "--lines"},
            defaultValue = "20",
            paramLabel = "COUNT",
            description = "how many (default: ${DEFAULT-VALUE})")
    private int count;

    private final Surroundings around;

    JournalTailCommand(Surroundings around) {
        this.around = around;
    }

    @Override
    public Integer call() throws Quit {
        if (count < 1) {
            throw new Quit(ExitCode.USAGE, "--lines: " + count + " (expected: >= 1)");
        }
        var records = place.records(around);
        var latest = records.subList(Math.max(0, records.size() - count), records.size());
        JournalStory.print(latest, place.isText(), around);
        return ExitCode.DONE.code();
    }
}
