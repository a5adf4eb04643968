package io.crossfade.core.config;

import java.util.Map;
import java.util.TreeSet;

/** Messages about the keys of mappings. */
final class Keys {

    private Keys() {}

    static Problem unknown(Node.Entry entry, String path, Map<String, ?> allowed) {
        return new Problem(
                join(path, entry.key()),
                entry.keyPosition(),
                entry.key().codePointCount(0, entry.key().length()),
                "unknown key",
                oneOf(allowed),
                Suggestions.nearest(entry.key(), allowed.keySet()));
    }

    private static String oneOf(Map<String, ?> allowed) {
        return allowed.size() == 1 ? listed(allowed) : "one of: " + listed(allowed);
    }

    static String listed(Map<String, ?> allowed) {
        return String.join(", ", new TreeSet<>(allowed.keySet()));
    }

    static String join(String path, String key) {
        return path.isEmpty() ? key : path + "." + key;
    }
}
