package io.crossfade.simulations.prover;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;

/**
 * Plants each slip into a copy of its source, compiles that, and lets the prover look for it in a process of its own, in
 * which the copy stands before the right one. Prints a table. Nothing of it is in what is delivered.
 */
public final class Mutants {

    private static final Path CORE = Path.of("controller/core/src/main/java/io/crossfade");
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Pattern CAUGHT = Pattern.compile("AssertionError: (\\S+) is broken: (.*)\\Rseed (\\d+)");

    private Mutants() {}

    /**
     * How a slip was found.
     *
     * @param rule which rule it broke; empty where it was not found
     */
    record Found(Slip slip, String rule, String what, long seed, Duration taken) {
        @Override
        public String toString() {
            return "| " + slip.name() + " | `" + slip.file().replace("core/", "") + "` | "
                    + (rule.isEmpty() ? "not found" : rule) + " | " + seed + " | " + taken.toMillis() + " |";
        }
    }

    /** The source of a slip, wherever this is started from. */
    static Path source(Slip slip) {
        var here = Path.of("").toAbsolutePath();
        var root = Files.exists(here.resolve("controller")) ? here : Objects.requireNonNull(here.getParent());
        return root.resolve(CORE).resolve(slip.file());
    }

    /** Plants a slip and looks for it among so many seeds. */
    static Found find(Slip slip, long seeds) throws IOException, InterruptedException {
        var folder = Files.createTempDirectory("slip");
        try {
            compile(slip, folder);
            return prove(slip, folder, seeds);
        } finally {
            delete(folder);
        }
    }

    private static void compile(Slip slip, Path folder) throws IOException {
        var source = source(slip);
        var copy = folder.resolve(source.getFileName());
        Files.writeString(copy, slip.in(Files.readString(source)));
        var compiler = ToolProvider.getSystemJavaCompiler();
        int status = compiler.run(
                null,
                null,
                null,
                "-nowarn",
                "-proc:none",
                "-implicit:none",
                "-d",
                folder.toString(),
                "-cp",
                System.getProperty("java.class.path"),
                copy.toString());
        if (status != 0) {
            throw new IllegalStateException(slip.name() + ": does not compile (expected: a slip, not nonsense)");
        }
    }

    private static Found prove(Slip slip, Path folder, long seeds) throws IOException, InterruptedException {
        var log = folder.resolve("log");
        var classPath = folder + File.pathSeparator + System.getProperty("java.class.path");
        var command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m",
                "-cp",
                classPath,
                Prover.class.getName(),
                "--seeds",
                Long.toString(seeds));
        long began = System.nanoTime();
        var child = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (!child.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            child.destroyForcibly().waitFor();
        }
        var taken = child.info().totalCpuDuration().orElse(Duration.ofNanos(System.nanoTime() - began));
        var text = Files.readString(log);
        var caught = CAUGHT.matcher(text);
        if (caught.find()) {
            return new Found(slip, caught.group(1), caught.group(2), Long.parseLong(caught.group(3)), taken);
        }
        if (!text.contains(" seeds, ")) {
            throw new IllegalStateException(slip.name() + ": the prover did not run: " + text);
        }
        return new Found(slip, "", "", seeds, taken);
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /** Looks for every slip whose name has the first argument in it, or for all, among {@code crossfade.seeds} seeds. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        long seeds = Long.getLong("crossfade.seeds", 20_000);
        var slips = new ArrayList<>(Slips.QUICK);
        slips.addAll(Slips.OTHERS);
        System.out.println("| slip | in | caught by | seed | ms |\n|---|---|---|---|---|");
        int missed = 0;
        for (var slip : slips) {
            if (arguments.length == 0 || slip.name().contains(arguments[0])) {
                var found = find(slip, seeds);
                System.out.println(found);
                missed += found.rule().isEmpty() ? 1 : 0;
            }
        }
        System.out.println(slips.size() + " slips, " + missed + " not found");
    }
}
