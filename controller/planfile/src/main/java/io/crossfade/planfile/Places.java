package io.crossfade.planfile;

import io.crossfade.core.config.Node;

/** Finds the node of a value that is already read, to say something at its place. */
final class Places {

    private Places() {}

    /** The node at {@code path}, which has keys and indices; the deepest there is where the file leaves it out. */
    static Node find(Node root, Object... path) {
        var node = root;
        for (Object part : path) {
            if (node instanceof Node.Fields mapping && part instanceof String key) {
                node = mapping.entry(key).map(Node.Entry::value).orElse(node);
            } else if (node instanceof Node.Items list
                    && part instanceof Integer index
                    && index < list.items().size()) {
                node = list.items().get(index);
            }
        }
        return node;
    }
}
