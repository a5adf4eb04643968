package io.crossfade.core.config;

import java.util.Map;
import java.util.Optional;

/**
 * The declaration of one kind of value: how it is read from a node, and the JSON Schema that describes it. Both come
 * from here, so that they can not disagree.
 *
 * @param <T> what a node becomes
 */
public interface Shape<T> {

    /**
     * Reads {@code node}. Empty exactly where at least one problem was added.
     *
     * @param path where the node stands, such as {@code guards[0].error-rate.limit}
     */
    Optional<T> read(Node node, String path, Problems problems);

    /** The JSON Schema (2020-12) of this value as nested maps, lists, strings, numbers and booleans, in stable order. */
    Map<String, Object> schema();
}
