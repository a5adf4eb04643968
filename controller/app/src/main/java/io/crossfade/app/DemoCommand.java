package io.crossfade.app;

import io.crossfade.app.demo.Demo;
import io.crossfade.app.demo.DemoStory;
import io.crossfade.app.demo.Fault;
import io.crossfade.core.plan.Share;
import io.crossfade.planfile.FileSource;
import io.crossfade.planfile.PlanFile;
import io.crossfade.planfile.PlanReader;
import io.crossfade.server.ShellException;
import io.crossfade.server.StateFolder;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "demo",
        description = "Shows a whole cutover in half a minute, with nothing but this program: two small clusters, a"
                + " proxy and clients on free ports of 127.0.0.1, moved by the same controller as any other.",
        mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {

    private static final int LEAST_RATE = 100;
    private static final int MOST_RATE = 2_000;
    private static final Pattern PERCENT = Pattern.compile("([1-9][0-9]?|100)%?");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Option(
            names = "--fault",
            description = "break cluster Y: ${COMPLETION-CANDIDATES}; the rollback ends with exit code 10")
    private @Nullable Fault fault;

    @Option(
            names = "--at",
            defaultValue = "10%",
            paramLabel = "SHARE",
            description = "the step of Y's share at which it breaks: 1%%, 10%%, 50%% or 100%% (default: 10%%)")
    private String at;

    @Option(
            names = "--rate",
            defaultValue = "400",
            description = "requests a second, 100 to 2000 (default: ${DEFAULT-VALUE})")
    private int rate;

    @Option(
            names = "--output",
            defaultValue = "text",
            description = "${COMPLETION-CANDIDATES} on standard output (default: ${DEFAULT-VALUE})")
    private RunCommand.Output output;

    @Option(names = "--print-plan", description = "print the plan of the demo, and start nothing")
    private boolean printPlan;

    @Mixin
    private ViewOptions view;

    private final Surroundings around;

    DemoCommand(Surroundings around) {
        this.around = around;
    }

    @Override
    public Integer call() throws Quit {
        if (rate < LEAST_RATE || rate > MOST_RATE) {
            throw new Quit(ExitCode.USAGE, "--rate: " + rate + " (expected: " + LEAST_RATE + "-" + MOST_RATE + ")");
        }
        var settings = new Demo.Settings(rate, Optional.ofNullable(fault), share());
        if (printPlan) {
            around.out().print(Demo.examplePlan());
            around.out().flush();
            return ExitCode.DONE.code();
        }
        around.tell("starting two clusters, a proxy and clients");
        try (var demo = Demo.start(settings)) {
            around.tell("the plan of this demo:");
            demo.plan().lines().forEach(line -> around.tell("  " + line));
            var exit = cutOver(demo);
            tell(demo.end());
            return exit.code();
        }
    }

    private ExitCode cutOver(Demo demo) throws Quit {
        var adapters = new Adapters(List.of(demo.adapter()));
        var written = plan(demo, adapters);
        var folder = folder();
        try (var fleet = Fleet.open(written.plan(), adapters)) {
            var seen = new Preflight(fleet, around).look();
            var options = new RunSession.Options(false, !around.terminal().interactive(), PATIENCE, output);
            var audience = new RunSession.Audience(view, Optional.empty(), demo, Optional.empty());
            return new RunSession(fleet, seen, new Records(folder, written), around, options, audience).run();
        } finally {
            delete(folder.path());
        }
    }

    private static PlanFile.Valid plan(Demo demo, Adapters adapters) {
        var reader = new PlanReader(adapters.all(), name -> Optional.empty(), FileSource.SYSTEM);
        if (reader.read("demo.yaml", demo.plan()) instanceof PlanFile.Valid valid) {
            return valid;
        }
        throw new IllegalStateException("plan: the demo's own is not valid (expected: a plan)");
    }

    private Share share() throws Quit {
        var matcher = PERCENT.matcher(at);
        if (!matcher.matches()) {
            throw new Quit(ExitCode.USAGE, "--at: " + at + " (expected: 1% to 100%)");
        }
        return Share.ofPercent(Integer.parseInt(matcher.group(1)));
    }

    /** Where the control socket is while the demo runs, so that the other commands work on it. */
    private static StateFolder folder() throws Quit {
        try {
            var folder = new StateFolder(Files.createTempDirectory("crossfade-demo-"));
            folder.prepare();
            return folder;
        } catch (IOException | ShellException unusable) {
            throw new Quit(ExitCode.PREFLIGHT_FAILED, "demo: no temporary folder: " + unusable.getMessage());
        }
    }

    private static void delete(Path folder) {
        try (var files = Files.list(folder)) {
            for (var file : files.toList()) {
                Files.delete(file);
            }
            Files.delete(folder);
        } catch (IOException left) {
            // A folder for temporary files that stays there harms nobody.
        }
    }

    private void tell(DemoStory story) {
        if (output == RunCommand.Output.TEXT) {
            story.lines().forEach(around.out()::println);
            return;
        }
        var line = new JsonObject()
                .put("type", "demo")
                .put("requests", story.requests())
                .put("failedByCandidate", story.failedByCandidate())
                .put("slowByCandidate", story.slowByCandidate())
                .put("failedOtherwise", story.failedOtherwise())
                .put("unsent", story.unsent());
        story.untilVerified().ifPresent(time -> line.put("untilVerifiedMillis", time.toMillis()));
        around.out().println(line.encode());
    }
}
