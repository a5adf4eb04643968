package io.crossfade.core.config;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** A value made of another shape's value. */
record MappedShape<A, T>(Shape<A> shape, Function<? super A, ? extends T> mapper) implements Shape<T> {

    @Override
    public Optional<T> read(Node node, String path, Problems problems) {
        var value = shape.read(node, path, problems);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(mapper.apply(value.get()));
        } catch (IllegalArgumentException refusal) {
            var parsed = Refusal.parse(Secrets.hide(String.valueOf(refusal.getMessage()), Secrets.of(node)));
            problems.add(Problem.at(node, path, parsed.found(), parsed.expected()));
            return Optional.empty();
        }
    }

    @Override
    public Map<String, Object> schema() {
        return shape.schema();
    }
}
