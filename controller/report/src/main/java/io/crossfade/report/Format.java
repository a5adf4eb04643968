package io.crossfade.report;

import java.util.Locale;
import java.util.Optional;

/** What a story can be rendered to. */
public enum Format {
    /** One page that needs nothing but itself and a browser. */
    HTML,
    /** The data of the page, for programs. */
    JSON,
    /** A page of plain text. */
    TEXT;

    /** The endings of file names that {@link #ofFile} knows, in words. */
    public static final String ENDINGS = ".html, .json or .txt";

    /** The format that the ending of a file's name asks for; empty where it asks for none. */
    public static Optional<Format> ofFile(String name) {
        var lower = name.toLowerCase(Locale.ROOT);
        if (lower.endsWith(".html") || lower.endsWith(".htm")) {
            return Optional.of(HTML);
        }
        if (lower.endsWith(".json")) {
            return Optional.of(JSON);
        }
        return lower.endsWith(".txt") ? Optional.of(TEXT) : Optional.empty();
    }

    /** The document: equal for equal stories. */
    public String render(Story story) {
        return switch (this) {
            case HTML -> new HtmlPage(story).render();
            case JSON -> StoryJson.of(story) + "\n";
            case TEXT -> new TextPage(story).render();
        };
    }
}
