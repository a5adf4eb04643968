package io.crossfade.core.config;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * A single value.
 *
 * @param parser the value that a text means, empty where it means none
 * @param suggest what a refused text was probably meant to be, empty where nothing comes to mind
 * @param expected what a text must be
 */
record ScalarShape<T>(
        Function<String, Optional<T>> parser,
        UnaryOperator<String> suggest,
        String expected,
        Map<String, Object> schema)
        implements Shape<T> {

    @Override
    public Optional<T> read(Node node, String path, Problems problems) {
        if (!(node instanceof Node.Scalar scalar)) {
            problems.add(Problem.at(node, path, node.shown(), expected));
            return Optional.empty();
        }
        var value = parser.apply(scalar.text());
        if (value.isEmpty()) {
            // A suggestion is made of the text, so a secret gets none.
            var suggestion = scalar.secret() || scalar.text().isEmpty() ? "" : suggest.apply(scalar.text());
            problems.add(new Problem(path, scalar.position(), scalar.width(), scalar.shown(), expected, suggestion));
        }
        return value;
    }
}
