package io.crossfade.core.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A mapping which has one of some keys: exactly one, or where {@code more} is true at least one. */
record KeysShape<T>(Shape<T> mapping, List<String> keys, boolean more) implements Shape<T> {

    @Override
    public Optional<T> read(Node node, String path, Problems problems) {
        boolean fits = true;
        if (node instanceof Node.Fields fields) {
            var present = fields.entries().stream()
                    .filter(entry -> keys.contains(entry.key()))
                    .toList();
            // A misspelled key is told of as such; that it is missing too would only confuse.
            boolean misspelled = fields.entries().stream()
                    .anyMatch(entry -> !Suggestions.nearest(entry.key(), keys).isEmpty());
            if (present.isEmpty() && !misspelled) {
                problems.add(Problem.at(node, path, "none of " + String.join(", ", keys), expected()));
                fits = false;
            } else if (present.size() > 1 && !more) {
                var second = present.get(1);
                problems.add(new Problem(
                        Keys.join(path, second.key()),
                        second.keyPosition(),
                        second.key().length(),
                        "stands beside " + present.get(0).key(),
                        expected(),
                        ""));
                fits = false;
            }
        }
        if (fits) {
            return mapping.read(node, path, problems);
        }
        readDespite(node, path, problems);
        return Optional.empty();
    }

    /** The faults of the values still count; what the whole mapping lacks has been told. */
    private void readDespite(Node node, String path, Problems problems) {
        var found = new Problems();
        mapping.read(node, path, found);
        found.all().stream().filter(problem -> !problem.path().equals(path)).forEach(problems::add);
        problems.addDropped(found.dropped());
    }

    @Override
    public Map<String, Object> schema() {
        var schema = new LinkedHashMap<>(mapping.schema());
        schema.put(
                more ? "anyOf" : "oneOf",
                keys.stream().map(key -> Schemas.of("required", List.of(key))).toList());
        return schema;
    }

    private String expected() {
        return (more ? "at least" : "exactly") + " one of: " + String.join(", ", keys);
    }
}
