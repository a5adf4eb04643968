package io.crossfade.core.config;

import java.util.Optional;

/**
 * One key of a mapping.
 *
 * @param name the key
 * @param shape what its value must be
 * @param required whether the key must be there
 * @param fallback the value where the key is absent and not required; empty where absence itself has a meaning
 * @param doc one sentence for the schema and for messages
 */
public record Field<T>(String name, Shape<T> shape, boolean required, Optional<T> fallback, String doc) {

    public static <T> Field<T> required(String name, Shape<T> shape, String doc) {
        return new Field<>(name, shape, true, Optional.empty(), doc);
    }

    /** A key that may be absent; {@link Values#find} tells. */
    public static <T> Field<T> optional(String name, Shape<T> shape, String doc) {
        return new Field<>(name, shape, false, Optional.empty(), doc);
    }

    public static <T> Field<T> withDefault(String name, Shape<T> shape, T fallback, String doc) {
        return new Field<>(name, shape, false, Optional.of(fallback), doc);
    }
}
