package io.crossfade.core.config;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A mapping of exactly one key, which chooses the shape of its value. */
record TaggedShape<T>(LinkedHashMap<String, Shape<? extends T>> shapes) implements Shape<T> {

    @Override
    public Optional<T> read(Node node, String path, Problems problems) {
        if (!(node instanceof Node.Fields mapping) || mapping.entries().size() != 1) {
            var found = node instanceof Node.Fields fields ? fields.entries().size() + " keys" : node.shown();
            problems.add(Problem.at(node, path, found, "a mapping with exactly one key of: " + Keys.listed(shapes)));
            return Optional.empty();
        }
        var entry = mapping.entries().get(0);
        var shape = shapes.get(entry.key());
        if (shape == null) {
            problems.add(Keys.unknown(entry, path, shapes));
            return Optional.empty();
        }
        return shape.read(entry.value(), Keys.join(path, entry.key()), problems).map(value -> value);
    }

    @Override
    public Map<String, Object> schema() {
        var properties = new LinkedHashMap<String, Object>();
        shapes.forEach((key, shape) -> properties.put(key, shape.schema()));
        return Schemas.of(
                "type",
                "object",
                "properties",
                properties,
                "minProperties",
                1,
                "maxProperties",
                1,
                "additionalProperties",
                false);
    }
}
