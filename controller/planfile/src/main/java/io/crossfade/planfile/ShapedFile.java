package io.crossfade.planfile;

import io.crossfade.core.config.Node;
import java.util.List;

/**
 * What reading a YAML file by a shape gave: the value, or every fault of the file.
 *
 * @param <T> what the file means
 */
public sealed interface ShapedFile<T> {

    /**
     * A file without fault.
     *
     * @param value what it means
     * @param root what it says, with the places
     */
    record Valid<T>(T value, Node root) implements ShapedFile<T> {}

    /**
     * A file with faults.
     *
     * @param problems every fault in the order of the file, ready to print, several lines each; at least one
     */
    record Invalid<T>(List<String> problems) implements ShapedFile<T> {
        public Invalid {
            problems = List.copyOf(problems);
        }
    }
}
