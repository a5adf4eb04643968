package io.crossfade.core.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Parts of JSON Schemas. */
final class Schemas {

    /** A value that is replaced after parsing may stand wherever a scalar may. */
    private static final String REFERENCE = "\\$\\{(?:ENV|FILE):[^}]+\\}";

    private Schemas() {}

    /** A map of {@code pairs} of name and value in their order. */
    static Map<String, Object> of(Object... pairs) {
        var map = new LinkedHashMap<String, Object>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put((String) pairs[i], pairs[i + 1]);
        }
        return map;
    }

    static Map<String, Object> string(String pattern) {
        return of("type", "string", "pattern", orReference(pattern));
    }

    /** Text, which YAML takes for a number where it looks like one. */
    static Map<String, Object> text(String pattern) {
        return of("type", List.of("string", "number"), "pattern", orReference(pattern));
    }

    /** {@code schema}, which is of no string, or a reference. */
    static Map<String, Object> orReference(Map<String, Object> schema) {
        return of("anyOf", List.of(schema, of("type", "string", "pattern", REFERENCE)));
    }

    private static String orReference(String pattern) {
        return "^(?:" + pattern + ")$|" + REFERENCE;
    }
}
