package io.crossfade.app;

import io.crossfade.planfile.PlanSchema;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(
        name = "schema",
        description = "Prints the JSON Schema of plan files, for editors.",
        mixinStandardHelpOptions = true)
final class SchemaCommand implements Callable<Integer> {

    private final Surroundings around;

    SchemaCommand(Surroundings around) {
        this.around = around;
    }

    @Override
    public Integer call() throws Quit {
        around.out().print(PlanSchema.json(Adapters.load(around.environment()).all()));
        around.out().flush();
        return ExitCode.DONE.code();
    }
}
