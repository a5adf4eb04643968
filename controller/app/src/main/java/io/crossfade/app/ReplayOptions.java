package io.crossfade.app;

import io.crossfade.app.story.SimulationStory;
import io.crossfade.core.plan.Plan;
import io.crossfade.core.plan.RouterSpec;
import io.crossfade.core.spi.LogParser;
import io.crossfade.core.spi.LogSink;
import io.crossfade.simulations.replay.RequestLog;
import io.crossfade.simulations.replay.UnusableLog;
import io.crossfade.simulations.scenario.Scenario;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Recorded traffic for {@code simulate}. */
final class ReplayOptions {

    private static final int UNPACKED_BYTES = 1 << 16;

    @Option(
            names = "--replay",
            paramLabel = "LOG",
            description =
                    "the traffic is that of this log of the plan's load balancer (.gz is unpacked): what would the"
                            + " plan have done to it, with the faults of SCENARIO or with --fault")
    private @Nullable Path log;

    @Option(
            names = "--arrivals-only",
            description = "of the log only when requests came counts; the scenario says what becomes of them")
    private boolean arrivalsOnly;

    @Option(
            names = "--format",
            paramLabel = "KIND",
            description = "the kind of the plan's load balancers that wrote the log (default: that of the first)")
    private @Nullable String format;

    @Option(
            names = "--fault",
            paramLabel = "FAULT",
            description =
                    "what is wrong with the candidate: errors=5%%, latency=x2, latency=+200ms, down, hang, hang=5%%")
    private @Nullable String fault;

    @Option(
            names = "--at",
            paramLabel = "WHEN",
            description = "the fault begins when the candidate has this share, or after this time (default: from the"
                    + " beginning)")
    private @Nullable String at;

    boolean wanted() {
        return log != null;
    }

    /** Refuses what means nothing without a log. */
    void requireNone() throws Quit {
        if (format != null || fault != null || at != null || arrivalsOnly) {
            throw new Quit(
                    ExitCode.USAGE, "simulate: --format, --fault, --at or --arrivals-only (expected: with --replay)");
        }
    }

    /** Replays; {@code named} is the scenario that the command names, if it does. */
    SimulationStory.Replayed run(Plan plan, Adapters adapters, Optional<Scenario> named, long seed) throws Quit {
        if (named.isPresent() && (fault != null || at != null)) {
            throw new Quit(ExitCode.USAGE, "simulate: a scenario and --fault or --at (expected: one of them)");
        }
        var scenario = named.isPresent()
                ? named.get()
                : FaultOption.scenario(Optional.ofNullable(fault), Optional.ofNullable(at));
        var file = log == null ? Path.of("") : log;
        var spec = spec(plan);
        try (var stream = open(file);
                var read = new RequestLog(file.toString(), stream, sink -> parser(adapters, spec, sink))) {
            return SimulationStory.replay(plan, scenario, read, file.toString(), seed, arrivalsOnly);
        } catch (UnusableLog unusable) {
            throw new Quit(ExitCode.INVALID_PLAN, unusable.why());
        } catch (IOException unreadable) {
            throw new Quit(ExitCode.USAGE, "--replay: " + file + ": " + unreadable.getMessage());
        }
    }

    private RouterSpec spec(Plan plan) throws Quit {
        if (format == null) {
            return plan.routers().get(0);
        }
        var kinds = plan.routers().stream().map(RouterSpec::adapter).distinct().toList();
        return plan.routers().stream()
                .filter(router -> router.adapter().equals(format))
                .findFirst()
                .orElseThrow(() -> new Quit(
                        ExitCode.USAGE,
                        "--format: " + format + " (expected: a kind of load balancer of the plan: "
                                + String.join(", ", kinds) + ")"));
    }

    private static LogParser parser(Adapters adapters, RouterSpec spec, LogSink sink) {
        return adapters.named(spec.adapter())
                .logParser(spec, sink)
                .orElseThrow(() -> new UnusableLog(
                        "--replay: logs of " + spec.adapter() + " cannot be read (expected: another kind)"));
    }

    private static InputStream open(Path file) throws IOException, Quit {
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw new Quit(ExitCode.USAGE, "--replay: " + file + " (expected: a file that can be read)");
        }
        var stream = Files.newInputStream(file);
        try {
            return file.toString().endsWith(".gz") ? new GZIPInputStream(stream, UNPACKED_BYTES) : stream;
        } catch (IOException notPacked) {
            stream.close();
            throw new Quit(ExitCode.INVALID_PLAN, file + ": " + notPacked.getMessage() + " (expected: gzip)");
        }
    }
}
