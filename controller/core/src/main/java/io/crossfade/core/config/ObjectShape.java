package io.crossfade.core.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** A mapping of declared fields and no other keys. */
final class ObjectShape<T> implements Shape<T> {

    private final LinkedHashMap<String, Field<?>> fields = new LinkedHashMap<>();
    private final Function<Values, ? extends T> factory;

    ObjectShape(List<Field<?>> fields, Function<Values, ? extends T> factory) {
        for (Field<?> field : fields) {
            if (this.fields.put(field.name(), field) != null) {
                throw new IllegalArgumentException("fields: " + field.name() + " twice (expected: names that differ)");
            }
        }
        this.factory = factory;
    }

    @Override
    public Optional<T> read(Node node, String path, Problems problems) {
        if (!(node instanceof Node.Fields mapping)) {
            problems.add(Problem.at(node, path, node.shown(), "a mapping of: " + Keys.listed(fields)));
            return Optional.empty();
        }
        boolean allKnown = reportUnknown(mapping, path, problems);
        var values = new FieldValues(mapping, path, problems);
        boolean allRead = true;
        for (Field<?> field : fields.values()) {
            allRead &= values.read(field);
        }
        return allKnown && allRead ? build(values) : Optional.empty();
    }

    @Override
    public Map<String, Object> schema() {
        var properties = new LinkedHashMap<String, Object>();
        var required = new ArrayList<String>();
        for (Field<?> field : fields.values()) {
            var property = Schemas.of("description", field.doc());
            property.putAll(field.shape().schema());
            properties.put(field.name(), property);
            if (field.required()) {
                required.add(field.name());
            }
        }
        var schema = Schemas.of("type", "object", "properties", properties, "additionalProperties", false);
        if (!required.isEmpty()) {
            schema.put("required", required);
        }
        return schema;
    }

    private boolean reportUnknown(Node.Fields mapping, String path, Problems problems) {
        boolean allKnown = true;
        for (Node.Entry entry : mapping.entries()) {
            if (!fields.containsKey(entry.key())) {
                problems.add(Keys.unknown(entry, path, fields));
                allKnown = false;
            }
        }
        return allKnown;
    }

    private Optional<T> build(FieldValues values) {
        try {
            T built = factory.apply(values);
            return values.faulty ? Optional.empty() : Optional.of(built);
        } catch (IllegalArgumentException refusal) {
            if (!values.faulty) {
                values.refuse(String.valueOf(refusal.getMessage()));
            }
            return Optional.empty();
        }
    }

    /** The fields of one mapping, read. */
    private final class FieldValues implements Values {

        private final Node.Fields mapping;
        private final String path;
        private final Problems problems;
        private final Map<String, Object> values = new LinkedHashMap<>();
        private boolean faulty;

        FieldValues(Node.Fields mapping, String path, Problems problems) {
            this.mapping = mapping;
            this.path = path;
            this.problems = problems;
        }

        /** False where a problem was added. */
        <V> boolean read(Field<V> field) {
            var entry = mapping.entry(field.name());
            if (entry.isPresent()) {
                var value = field.shape().read(entry.get().value(), Keys.join(path, field.name()), problems);
                value.ifPresent(present -> values.put(field.name(), present));
                return value.isPresent();
            }
            field.fallback().ifPresent(fallback -> values.put(field.name(), fallback));
            if (field.required() && !isMisspelled(field)) {
                problems.add(
                        Problem.at(mapping, Keys.join(path, field.name()), "required key is missing", field.doc()));
            }
            return !field.required();
        }

        @Override
        public <V> V get(Field<V> field) {
            return find(field)
                    .orElseThrow(() -> new IllegalStateException(
                            "field: " + field.name() + " (expected: one that is required or has a default)"));
        }

        @Override
        @SuppressWarnings("unchecked") // Only read() puts values, each under its own field's name.
        public <V> Optional<V> find(Field<V> field) {
            return Optional.ofNullable((V) values.get(field.name()));
        }

        @Override
        public void problem(Field<?> field, String message, String expected) {
            faulty = true;
            var secrets = Secrets.of(mapping);
            var value = mapping.entry(field.name()).map(Node.Entry::value).orElse(mapping);
            problems.add(Problem.at(
                    value,
                    Keys.join(path, field.name()),
                    value instanceof Node.Scalar scalar && scalar.secret() ? "***" : Secrets.hide(message, secrets),
                    Secrets.hide(expected, secrets)));
        }

        /** Takes a value's refusal apart, so that the fault is shown where it is. */
        void refuse(String message) {
            var refusal = Refusal.parse(message);
            var field = fields.get(refusal.name());
            if (field != null) {
                problem(field, refusal.found(), refusal.expected());
                return;
            }
            faulty = true;
            problems.add(Problem.at(mapping, path, Secrets.hide(message, Secrets.of(mapping)), ""));
        }

        /** A misspelled key is told of as such; that it is missing too would only confuse. */
        private boolean isMisspelled(Field<?> field) {
            return mapping.entries().stream()
                    .filter(entry -> !fields.containsKey(entry.key()))
                    .anyMatch(entry ->
                            Suggestions.nearest(entry.key(), fields.keySet()).equals(field.name()));
        }
    }
}
