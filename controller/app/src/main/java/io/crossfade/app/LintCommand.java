package io.crossfade.app;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "lint",
        description = "Checks a plan file without reaching anything; shows every fault with its line.",
        mixinStandardHelpOptions = true)
final class LintCommand implements Callable<Integer> {

    @Parameters(paramLabel = "PLAN", description = "the plan file")
    private Path plan;

    private final Surroundings around;

    LintCommand(Surroundings around) {
        this.around = around;
    }

    @Override
    public Integer call() throws Quit {
        var read = new Plans(around, Adapters.load(around.environment())).read(plan);
        around.tell("plan " + read.plan().cutover() + " is valid: "
                + read.plan().steps().size() + " steps, "
                + read.plan().guards().size() + " guards, "
                + read.plan().nodes() + " load balancers");
        return ExitCode.DONE.code();
    }
}
