package io.crossfade.app;

import io.crossfade.core.plan.Plan;
import io.crossfade.server.StateFolder;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which cutover a verb means: by its plan file, by its state folder, or by both. */
final class Target {

    @Parameters(
            paramLabel = "PLAN",
            arity = "0..1",
            defaultValue = "",
            description = "the plan file of the running cutover")
    private Path file;

    @Option(
            names = "--state-dir",
            defaultValue = "",
            paramLabel = "DIR",
            description = "the state folder of the running cutover (default: by the plan's cutover)")
    private Path stateDir;

    /** The plan, where one was named. */
    Optional<Plan> plan(Surroundings around, Adapters adapters) throws Quit {
        return isEmpty(file)
                ? Optional.empty()
                : Optional.of(new Plans(around, adapters).read(file).plan());
    }

    StateFolder folder(Surroundings around, Optional<Plan> plan) throws Quit {
        if (plan.isEmpty() && isEmpty(stateDir)) {
            throw new Quit(ExitCode.USAGE, "which cutover? (expected: PLAN or --state-dir)");
        }
        return StateFolder.of(stateDir, plan.map(Plan::cutover).orElse(""), around.environment());
    }

    private static boolean isEmpty(Path path) {
        return path.toString().isEmpty();
    }
}
