package io.crossfade.core.config;

import java.util.Collection;

/** Keeps what came from a reference out of messages that were made of values, where no shape could mask it. */
final class Secrets {

    private Secrets() {}

    static void collect(Node node, Collection<String> secrets) {
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
