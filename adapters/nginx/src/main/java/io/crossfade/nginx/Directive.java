package io.crossfade.nginx;

import java.util.List;

/**
 * A directive of an NGINX configuration.
 *
 * @param name its first word
 * @param arguments the others, without their quotes
 * @param children what stands in its block; empty without one
 */
record Directive(String name, List<String> arguments, List<Directive> children) {

    Directive {
        arguments = List.copyOf(arguments);
        children = List.copyOf(children);
    }
}
