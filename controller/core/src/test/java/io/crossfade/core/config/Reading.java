package io.crossfade.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

/** Reads nodes that were written by hand. */
final class Reading {

    private static final Position START = new Position(1, 1);

    private Reading() {}

    static Node scalar(String text) {
        return new Node.Scalar(text, START, false);
    }

    static Node secret(String text) {
        return new Node.Scalar(text, START, true);
    }

    static Node items(Node... items) {
        return new Node.Items(List.of(items), START);
    }

    /** A mapping of {@code pairs} of key and node, each on a line of its own. */
    static Node fields(Object... pairs) {
        var entries = new ArrayList<Node.Entry>();
        for (int i = 0; i < pairs.length; i += 2) {
            entries.add(new Node.Entry((String) pairs[i], new Position(i / 2 + 1, 1), (Node) pairs[i + 1]));
        }
        return new Node.Fields(entries, START);
    }

    /** The value of a node without fault. */
    static <T> T value(Shape<T> shape, Node node) {
        var problems = new Problems();
        var value = shape.read(node, "key", problems);
        assertThat(problems.all()).isEmpty();
        return value.orElseThrow();
    }

    /** The faults of a node that has some, each in one line. */
    static List<String> faults(Shape<?> shape, Node node) {
        var problems = new Problems();
        assertThat(shape.read(node, "key", problems)).isEmpty();
        assertThat(problems.all()).isNotEmpty();
        return problems.all().stream().map(Problem::line).toList();
    }
}
