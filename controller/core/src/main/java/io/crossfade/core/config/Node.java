package io.crossfade.core.config;

import java.util.List;
import java.util.Optional;

/** A node of a plan file. Scalars stay the text that was written: what it means is the shape's business. */
public sealed interface Node {

    /** Where the node begins. */
    Position position();

    /** How many characters of its first line to mark where it is at fault, at least 1. */
    int width();

    /** What the node is, for a message, without what must stay secret. */
    String shown();

    /**
     * A single value.
     *
     * @param text the value, after substitution of references; empty where the file has nothing
     * @param width how many characters it takes in the file, which differ from its text's where it was substituted
     * @param secret true where it came from a reference, so that it is never printed
     */
    record Scalar(String text, Position position, int width, boolean secret) implements Node {

        private static final int LONGEST_SHOWN = 60;

        public Scalar {
            width = Math.max(1, width);
        }

        /** A value as wide as its text. */
        public Scalar(String text, Position position, boolean secret) {
            this(text, position, text.length(), secret);
        }

        @Override
        public String shown() {
            if (secret) {
                return "***";
            }
            if (text.isEmpty()) {
                return "no value";
            }
            var line = text.replaceAll("\\p{Cntrl}", "?");
            return line.length() <= LONGEST_SHOWN ? line : line.substring(0, LONGEST_SHOWN) + "...";
        }

        @Override
        public String toString() {
            return "Scalar[" + shown() + ", " + position + "]";
        }
    }

    /** A sequence. */
    record Items(List<Node> items, Position position) implements Node {
        public Items {
            items = List.copyOf(items);
        }

        @Override
        public int width() {
            return 1;
        }

        @Override
        public String shown() {
            return "a list";
        }
    }

    /** A mapping, in the order of the file. */
    record Fields(List<Entry> entries, Position position) implements Node {
        public Fields {
            entries = List.copyOf(entries);
        }

        /** The entry of {@code key}; empty where the mapping has none. */
        public Optional<Entry> entry(String key) {
            return entries.stream().filter(entry -> entry.key().equals(key)).findFirst();
        }

        @Override
        public int width() {
            return 1;
        }

        @Override
        public String shown() {
            return "a mapping";
        }
    }

    /** One key with its value. */
    record Entry(String key, Position keyPosition, Node value) {}
}
