package io.crossfade.app.view;

import java.util.Locale;
import java.util.Map;

/**
 * What a terminal can show.
 *
 * @param colour false where only plain text is wanted; every colour also has a word or a sign beside it
 * @param unicode false where the terminal takes ASCII only
 */
public record Style(boolean colour, boolean unicode) {

    /** When colour is used. */
    public enum Colour {
        AUTO,
        ALWAYS,
        NEVER
    }

    /**
     * What {@code environment} asks for. {@code NO_COLOR} counts where it is present and not empty, and gives way to
     * {@link Colour#ALWAYS}.
     */
    public static Style of(Colour colour, Map<String, String> environment) {
        boolean coloured = switch (colour) {
            case ALWAYS -> true;
            case NEVER -> false;
            case AUTO -> environment.getOrDefault("NO_COLOR", "").isEmpty();
        };
        return new Style(coloured, isUtf8(environment));
    }

    /** The first of the three that is set decides, as everywhere. */
    private static boolean isUtf8(Map<String, String> environment) {
        for (var name : new String[] {"LC_ALL", "LC_CTYPE", "LANG"}) {
            var value = environment.getOrDefault(name, "");
            if (!value.isEmpty()) {
                return value.toLowerCase(Locale.ROOT).replace("-", "").contains("utf8");
            }
        }
        return false;
    }
}
