package io.crossfade.core.config;

import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** A value of a shape which passes a test too, one that JSON Schema cannot express. */
record CheckedShape<T>(Shape<T> shape, Predicate<? super T> test, String expected) implements Shape<T> {

    @Override
    public Optional<T> read(Node node, String path, Problems problems) {
        var value = shape.read(node, path, problems);
        if (value.isPresent() && !test.test(value.get())) {
            problems.add(Problem.at(node, path, node.shown(), expected));
            return Optional.empty();
        }
        return value;
    }

    @Override
    public Map<String, Object> schema() {
        return shape.schema();
    }
}
