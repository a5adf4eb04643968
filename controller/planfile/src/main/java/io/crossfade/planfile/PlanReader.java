package io.crossfade.planfile;

import io.crossfade.core.config.Position;
import io.crossfade.core.config.Problems;
import io.crossfade.core.spi.AdapterProvider;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Reads plan files. Every fault of a file is found in one reading; only what is no YAML at all ends it at the first.
 * Values that came from {@code ${ENV:NAME}} or {@code ${FILE:path}} are in no message.
 */
public final class PlanReader {

    private final PlanShape shape;
    private final Function<String, Optional<String>> environment;
    private final FileSource files;

    /**
     * @param adapters the load balancers that a plan may name
     * @param environment the value of an environment variable, for {@code ${ENV:NAME}}
     * @param files where the plan and, for {@code ${FILE:path}}, the files that it refers to are read from
     */
    public PlanReader(
            List<AdapterProvider> adapters, Function<String, Optional<String>> environment, FileSource files) {
        this.shape = new PlanShape(adapters);
        this.environment = environment;
        this.files = files;
    }

    /** Reads a file; one that cannot be read is invalid. */
    public PlanFile read(Path path) {
        try {
            return read(path.toString(), files.read(path, PlanText.MOST_BYTES + 1));
        } catch (IOException unreadable) {
            var message = "the file cannot be read: " + unreadable;
            return new PlanFile.Invalid(List.of(Listing.whole(path.toString(), message, "a file that can be read")));
        }
    }

    /**
     * Reads a plan that is already there.
     *
     * @param name what messages call the text
     */
    public PlanFile read(String name, String text) {
        return read(name, text.getBytes(StandardCharsets.UTF_8));
    }

    private PlanFile read(String name, byte[] bytes) {
        if (bytes.length > PlanText.MOST_BYTES) {
            return new PlanFile.Invalid(List.of(Listing.whole(name, "the file is too large", "at most 1 MiB")));
        }
        var text = PlanText.decode(bytes);
        return text.isPresent()
                ? readText(name, text.get(), hash(bytes))
                : new PlanFile.Invalid(List.of(Listing.whole(name, "the file is not UTF-8", "UTF-8 text")));
    }

    private PlanFile readText(String name, String text, String hash) {
        var listing = new Listing(name, text);
        var problems = new Problems();
        try {
            PlanText.requireReadable(text);
            var tree = new YamlTree(new References(environment, files), problems);
            var root = tree.convert(Yaml.compose(text));
            var found = new Problems();
            var plan = shape.read(root, "", found);
            addTo(problems, found, tree.unreplaced());
            if (plan.isPresent() && problems.isEmpty()) {
                return new PlanFile.Valid(plan.get(), hash, text, listing.warnings(Lint.of(plan.get(), root)));
            }
        } catch (YamlFault fault) {
            problems.add(fault.problem());
        }
        return new PlanFile.Invalid(listing.errors(problems));
    }

    /** What a shape says of a reference that was not replaced is no fault of its own. */
    private static void addTo(Problems problems, Problems found, Set<Position> unreplaced) {
        found.all().stream()
                .filter(problem -> !unreplaced.contains(problem.position()))
                .forEach(problems::add);
        problems.addDropped(found.dropped());
    }

    private static String hash(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
