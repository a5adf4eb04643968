package io.crossfade.nginx;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Whether the way back is open, and whether a reload would bring only what this controller wrote. Somebody may break
 * or change the rest of the configuration at any time without reloading; the next reload, be it a rollback's, would
 * fail by the first and bring the second. For several threads; the methods that run commands block.
 */
final class Readiness {

    static final Duration TEST_LIMIT = Duration.ofSeconds(5);

    private static final int MOST_NAMED = 3;

    private final NginxSpec spec;
    private @Nullable Map<String, String> known;
    private volatile List<String> troubles = List.of();

    Readiness(NginxSpec spec) {
        this.spec = spec;
    }

    /** What the last look found; empty where all is well. */
    List<String> troubles() {
        return troubles;
    }

    /** Looks again. Blocks. */
    void check() {
        var found = new ArrayList<String>();
        var tested = test(new Halt());
        if (!tested.succeeded()) {
            found.add("no way back: the test command fails: " + tested.words());
        } else {
            foreignChange().ifPresent(found::add);
        }
        troubles = List.copyOf(found);
    }

    /** Nothing has to be feared for a candidate without a share. */
    void forget() {
        troubles = List.of();
    }

    /** Runs the plan's test command until {@code halt}. Blocks. */
    Command.Result test(Halt halt) {
        return Command.run(spec.test(), TEST_LIMIT, halt);
    }

    /** Takes the present configuration for the one that the cutover runs on, and looks again. Blocks. */
    void takeForKnown() {
        takeForKnown(Dump.take(spec));
        check();
    }

    synchronized void takeForKnown(Dump dump) {
        dump.configuration().ifPresent(configuration -> known = fingerprints(configuration));
    }

    /** What has changed in the rest of the configuration since it was known; empty where nothing has. Blocks. */
    synchronized Optional<String> foreignChange() {
        var before = known;
        if (before == null) {
            return Optional.empty();
        }
        return Dump.take(spec).configuration().map(this::fingerprints).flatMap(now -> difference(before, now));
    }

    private Map<String, String> fingerprints(Configuration configuration) {
        var own = configuration.files().keySet().stream()
                .filter(this::isOwn)
                .findFirst()
                .orElse(spec.include());
        return configuration.fingerprints(own);
    }

    /** NGINX may name the include by another way to the same file. */
    private boolean isOwn(String file) {
        try {
            return file.equals(spec.include())
                    || Path.of(file).toRealPath().equals(spec.includePath().toRealPath());
        } catch (IOException gone) {
            return false;
        }
    }

    private static Optional<String> difference(Map<String, String> before, Map<String, String> now) {
        var names = new TreeSet<String>(before.keySet());
        names.addAll(now.keySet());
        names.removeIf(name -> before.getOrDefault(name, "").equals(now.getOrDefault(name, "")));
        if (names.isEmpty()) {
            return Optional.empty();
        }
        var first = names.stream().limit(MOST_NAMED).toList();
        return Optional.of("the rest of the configuration was changed, and a reload would bring that too: "
                + String.join(", ", first)
                + (names.size() > MOST_NAMED ? " and " + (names.size() - MOST_NAMED) + " more" : ""));
    }
}
