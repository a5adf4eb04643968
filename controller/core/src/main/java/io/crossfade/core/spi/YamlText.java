package io.crossfade.core.spi;

import java.util.List;
import java.util.regex.Pattern;

/** Writes names and paths so that YAML reads them back as text, for an {@link Initializer}. */
public final class YamlText {

    private static final Pattern PLAIN = Pattern.compile("/?[A-Za-z_][A-Za-z0-9_./-]*(:/[A-Za-z0-9_./-]+)?");
    private static final Pattern WORD = Pattern.compile("(?i)true|false|yes|no|on|off|null|y|n");

    private YamlText() {}

    /** Every name and path that is let through is without a quote and without a backslash. */
    public static String text(String value) {
        boolean plain = PLAIN.matcher(value).matches() && !WORD.matcher(value).matches();
        return plain ? value : "\"" + value + "\"";
    }

    /** Several of them, in one line. */
    public static String list(List<String> values) {
        return "[" + String.join(", ", values.stream().map(YamlText::text).toList()) + "]";
    }
}
