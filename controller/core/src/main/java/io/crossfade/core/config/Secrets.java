package io.crossfade.core.config;

import java.util.Collection;
import java.util.LinkedHashSet;

/** Keeps what came from a reference out of messages that were made of values, where no shape could mask it. */
final class Secrets {

    private Secrets() {}

    /** The texts beneath {@code node} that came from references. */
    static Collection<String> of(Node node) {
        var secrets = new LinkedHashSet<String>();
        collect(node, secrets);
        return secrets;
    }

    private static void collect(Node node, Collection<String> secrets) {
        if (node instanceof Node.Scalar scalar) {
            if (scalar.secret() && !scalar.text().isEmpty()) {
                secrets.add(scalar.text());
            }
        } else if (node instanceof Node.Items list) {
            list.items().forEach(item -> collect(item, secrets));
        } else if (node instanceof Node.Fields mapping) {
            mapping.entries().forEach(entry -> collect(entry.value(), secrets));
        }
    }

    static String hide(String message, Collection<String> secrets) {
        var hidden = message;
        for (String secret : secrets) {
            hidden = hidden.replace(secret, "***");
        }
        return hidden;
    }
}
