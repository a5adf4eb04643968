package io.crossfade.planfile;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Replaces {@code ${ENV:NAME}} and {@code ${FILE:path}} in values. Bounded in number and size. */
final class References {

    /** The most bytes of a file that a value refers to. */
    static final int MOST_BYTES = 64 << 10;

    /** The most references of one plan file. */
    static final int MOST = 100;

    private static final Pattern REFERENCE = Pattern.compile("\\$\\{(?<text>[^}]*)\\}?");
    private static final Pattern ENVIRONMENT = Pattern.compile("ENV:(?<name>[A-Za-z_][A-Za-z0-9_]*)");
    private static final Pattern FILE = Pattern.compile("FILE:(?<path>.+)");

    private final Function<String, Optional<String>> environment;
    private final FileSource files;
    private int seen;

    References(Function<String, Optional<String>> environment, FileSource files) {
        this.environment = environment;
        this.files = files;
    }

    static boolean isIn(String text) {
        return text.contains("${");
    }

    /** {@code text} with each reference replaced. */
    String replace(String text) throws Missing {
        var replaced = new StringBuilder();
        var matcher = REFERENCE.matcher(text);
        int from = 0;
        while (matcher.find()) {
            if (++seen > MOST) {
                throw new Missing("one reference too many", "at most " + MOST + " in a plan");
            }
            replaced.append(text, from, matcher.start()).append(value(matcher.group()));
            from = matcher.end();
        }
        return replaced.append(text, from, text.length()).toString();
    }

    private String value(String reference) throws Missing {
        var inner = reference.endsWith("}") ? reference.substring(2, reference.length() - 1) : "";
        var variable = ENVIRONMENT.matcher(inner);
        if (variable.matches()) {
            return environment
                    .apply(variable.group("name"))
                    .orElseThrow(() -> new Missing(reference + " is not set", "an environment variable that is set"));
        }
        var file = FILE.matcher(inner);
        if (file.matches()) {
            return content(reference, file.group("path"));
        }
        throw new Missing(reference + " refers to nothing", "${ENV:NAME} or ${FILE:path}");
    }

    private String content(String reference, String path) throws Missing {
        byte[] bytes;
        try {
            bytes = files.read(Path.of(path), MOST_BYTES + 1);
        } catch (IOException | InvalidPathException unreadable) {
            throw new Missing(
                    reference + " cannot be read: " + unreadable.getClass().getSimpleName(), "a file that can be read");
        }
        if (bytes.length > MOST_BYTES) {
            throw new Missing(reference + " is too large", "a file of at most 64 KiB");
        }
        var text = PlanText.decode(bytes)
                .filter(decoded -> decoded.indexOf('\0') < 0)
                .orElseThrow(() -> new Missing(reference + " is not text", "a file of UTF-8 text"));
        return text.replaceFirst("\\r?\\n\\z", "");
    }

    /** A reference that cannot be replaced. What was found has the reference, never a value. */
    static final class Missing extends Exception {

        private static final long serialVersionUID = 1;

        private final String found;
        private final String expected;

        Missing(String found, String expected) {
            super(found);
            this.found = found;
            this.expected = expected;
        }

        String found() {
            return found;
        }

        String expected() {
            return expected;
        }
    }
}
