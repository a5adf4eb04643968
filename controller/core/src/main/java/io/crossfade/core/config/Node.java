package io.crossfade.core.config;

import java.util.List;

/** A node of a plan file. Scalars stay the text that was written: what it means is the shape's business. */
public sealed interface Node {

    /** Where the node begins. */
    Position position();

    /**
     * A single value.
     *
     * @param text the value, after substitution of references
     * @param secret true where it came from a reference, so that it is never printed
     */
    record Scalar(String text, Position position, boolean secret) implements Node {}

    /** A sequence. */
    record Items(List<Node> items, Position position) implements Node {
        public Items {
            items = List.copyOf(items);
        }
    }

    /** A mapping, in the order of the file. */
    record Fields(List<Entry> entries, Position position) implements Node {
        public Fields {
            entries = List.copyOf(entries);
        }
    }

    /** One key with its value. */
    record Entry(String key, Position keyPosition, Node value) {}
}
