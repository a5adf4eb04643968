package io.crossfade.simulations;

import io.crossfade.planfile.ShapedFile;
import io.crossfade.simulations.scenario.Scenario;
import io.crossfade.simulations.scenario.Scenarios;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** The scenarios that come with the program. Their expectations are stated for {@link #referencePlan}. */
public final class Library {

    /** In the order in which they are shown: what is well, what is wrong with clusters, with load balancers, with signals. */
    private static final List<String> NAMES = List.of(
            "healthy",
            "evenly-paced",
            "day-and-night",
            "bursts",
            "flash-crowd",
            "just-within",
            "a-little-worse",
            "warming-cache",
            "baseline-worse",
            "failures-in-clusters",
            "failures-in-clusters-alone",
            "shared-dependency",
            "quiet-site",
            "dead-at-once",
            "dies-at-half",
            "hangs",
            "five-percent-errors",
            "error-burst",
            "slow-drip",
            "leak",
            "ten-times-slower",
            "cold-cache",
            "overload-at-half",
            "fault-above-share",
            "one-bad-server",
            "collector-pauses",
            "pauses-of-both",
            "candidate-taken-out",
            "refused-write",
            "lost-answer",
            "late-application",
            "never-thaws",
            "reload-resets",
            "another-hand",
            "adopted",
            "late-lines",
            "lossy-lines",
            "lines-twice",
            "counters-only",
            "blind",
            "stream-breaks",
            "clock-jumps",
            "controller-stalls",
            "slow-disk",
            "killed-while-baking",
            "killed-in-a-shift",
            "killed-as-it-fails",
            "nobody-approves",
            "operator-rolls-back");

    private static final List<Scenario> ALL = NAMES.stream().map(Library::load).toList();

    private Library() {}

    /** Every scenario. */
    public static List<Scenario> all() {
        return ALL;
    }

    /** The scenario of that name. */
    public static Optional<Scenario> find(String name) {
        return ALL.stream().filter(scenario -> scenario.name().equals(name)).findFirst();
    }

    /** The text of the plan that the library's expectations are stated for. */
    public static String referencePlan() {
        return text("reference.yaml");
    }

    private static Scenario load(String name) {
        var path = "library/" + name + ".yaml";
        var file = new Scenarios().read(path, text(path));
        if (file instanceof ShapedFile.Valid<Scenario> valid) {
            return valid.value();
        }
        throw new IllegalStateException(String.join("\n", ((ShapedFile.Invalid<Scenario>) file).problems()));
    }

    private static String text(String path) {
        try (var stream = Library.class.getResourceAsStream(path)) {
            if (stream == null) {
                throw new IllegalStateException("library: " + path + " (expected: a resource of this name)");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
