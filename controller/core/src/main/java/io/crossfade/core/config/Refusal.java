package io.crossfade.core.config;

import java.util.regex.Pattern;

/** A message of the form {@code name: value (expected: constraint)}, taken apart; without a name where it has another. */
record Refusal(String name, String found, String expected) {

    private static final Pattern FORM = Pattern.compile(
            "(?<name>[a-z][a-z0-9-]*): (?<found>.*?)(?: \\(expected: (?<expected>.*)\\))?", Pattern.DOTALL);

    static Refusal parse(String message) {
        var form = FORM.matcher(message);
        if (!form.matches()) {
            return new Refusal("", message, "");
        }
        var expected = form.group("expected");
        return new Refusal(form.group("name"), form.group("found"), expected == null ? "" : expected);
    }
}
