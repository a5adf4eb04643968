package io.crossfade.core.config;

import java.util.Optional;

/**
 * The values of one mapping as its fields read them, given to the factory of an object shape. The factory is called
 * only where every field could be read.
 */
public interface Values {

    /** The value of a required field, or of one with a default. */
    <T> T get(Field<T> field);

    /** The value of an optional field, or the default; empty where there is neither. */
    <T> Optional<T> find(Field<T> field);

    /**
     * Adds a problem at the value of {@code field}, or at the mapping where the field is absent: for what only several
     * fields together can show. What the factory returns after that is dropped.
     *
     * @param message what was found
     * @param expected what would have been right, to be read after "expected"; may be empty
     */
    void problem(Field<?> field, String message, String expected);
}
