package io.crossfade.core.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A list of {@code min} to {@code max} values of one shape. */
record ListShape<T>(Shape<T> shape, int min, int max) implements Shape<List<T>> {

    @Override
    public Optional<List<T>> read(Node node, String path, Problems problems) {
        if (!(node instanceof Node.Items list)) {
            problems.add(Problem.at(node, path, node.shown(), "a list"));
            return Optional.empty();
        }
        int size = list.items().size();
        boolean fits = size >= min && size <= max;
        if (!fits) {
            problems.add(Problem.at(node, path, size + " entries", min + " to " + max + " entries"));
        }
        var values = new ArrayList<T>();
        for (int i = 0; i < Math.min(size, max); i++) {
            shape.read(list.items().get(i), path + "[" + i + "]", problems).ifPresent(values::add);
        }
        return fits && values.size() == size ? Optional.of(List.copyOf(values)) : Optional.empty();
    }

    @Override
    public Map<String, Object> schema() {
        return Schemas.of("type", "array", "minItems", min, "maxItems", max, "items", shape.schema());
    }
}
