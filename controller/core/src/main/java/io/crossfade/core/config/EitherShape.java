package io.crossfade.core.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** One of two forms of a value. */
record EitherShape<T>(Predicate<Node> isFirst, Shape<? extends T> first, Shape<? extends T> second)
        implements Shape<T> {

    @Override
    public Optional<T> read(Node node, String path, Problems problems) {
        var shape = isFirst.test(node) ? first : second;
        return shape.read(node, path, problems).map(value -> value);
    }

    @Override
    public Map<String, Object> schema() {
        return Schemas.of("anyOf", List.of(first.schema(), second.schema()));
    }
}
