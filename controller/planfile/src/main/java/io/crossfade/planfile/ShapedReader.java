package io.crossfade.planfile;

import io.crossfade.core.config.Position;
import io.crossfade.core.config.Problems;
import io.crossfade.core.config.Shape;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Reads YAML files of one shape. Every fault of a file is found in one reading; only what is no YAML at all ends it at
 * the first. Values that came from {@code ${ENV:NAME}} or {@code ${FILE:path}} are in no message.
 *
 * @param <T> what a file means
 */
public final class ShapedReader<T> {

    private final Shape<T> shape;
    private final String what;
    private final Function<String, Optional<String>> environment;
    private final FileSource files;

    /**
     * @param what a file of this kind is, such as {@code a plan}
     * @param environment the value of an environment variable, for {@code ${ENV:NAME}}
     * @param files where the file and, for {@code ${FILE:path}}, the files that it refers to are read from
     */
    public ShapedReader(Shape<T> shape, String what, Function<String, Optional<String>> environment, FileSource files) {
        this.shape = shape;
        this.what = what;
        this.environment = environment;
        this.files = files;
    }

    /** Reads a file; one that cannot be read is invalid. */
    public ShapedFile<T> read(Path path) {
        try {
            return read(path.toString(), files.read(path, PlanText.MOST_BYTES + 1));
        } catch (IOException unreadable) {
            var message = "the file cannot be read: " + unreadable;
            return invalid(path.toString(), message, "a file that can be read");
        }
    }

    /**
     * Reads a text that is already there.
     *
     * @param name what messages call it
     */
    public ShapedFile<T> read(String name, String text) {
        return read(name, text.getBytes(StandardCharsets.UTF_8));
    }

    ShapedFile<T> read(String name, byte[] bytes) {
        if (bytes.length > PlanText.MOST_BYTES) {
            return invalid(name, "the file is too large", "at most 1 MiB");
        }
        var text = PlanText.decode(bytes);
        return text.isPresent() ? readText(name, text.get()) : invalid(name, "the file is not UTF-8", "UTF-8 text");
    }

    private ShapedFile<T> readText(String name, String text) {
        var problems = new Problems();
        try {
            PlanText.requireReadable(text);
            var tree = new YamlTree(new References(environment, files), problems);
            var root = tree.convert(Yaml.compose(text, what));
            var found = new Problems();
            var value = shape.read(root, "", found);
            addTo(problems, found, tree.unreplaced());
            if (value.isPresent() && problems.isEmpty()) {
                return new ShapedFile.Valid<>(value.get(), root);
            }
        } catch (YamlFault fault) {
            problems.add(fault.problem());
        }
        return new ShapedFile.Invalid<>(new Listing(name, text).errors(problems));
    }

    /** What a shape says of a reference that was not replaced is no fault of its own. */
    private static void addTo(Problems problems, Problems found, Set<Position> unreplaced) {
        found.all().stream()
                .filter(problem -> !unreplaced.contains(problem.position()))
                .forEach(problems::add);
        problems.addDropped(found.dropped());
    }

    private static <T> ShapedFile<T> invalid(String name, String message, String expected) {
        return new ShapedFile.Invalid<>(List.of(Listing.whole(name, message, expected)));
    }
}
