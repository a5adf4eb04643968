package io.crossfade.haproxy;

import java.util.List;
import java.util.regex.Pattern;

/** Writes names and paths so that YAML reads them back as text. */
final class Yaml {

    private static final Pattern PLAIN = Pattern.compile("/?[A-Za-z_][A-Za-z0-9_./-]*(:/[A-Za-z0-9_./-]+)?");
    private static final Pattern WORD = Pattern.compile("(?i)true|false|yes|no|on|off|null|y|n");

    private Yaml() {}

    /** Every name and path that is let through is without a quote and without a backslash. */
    static String text(String value) {
        boolean plain = PLAIN.matcher(value).matches() && !WORD.matcher(value).matches();
        return plain ? value : "\"" + value + "\"";
    }

    static String list(List<String> values) {
        return "[" + String.join(", ", values.stream().map(Yaml::text).toList()) + "]";
    }
}
