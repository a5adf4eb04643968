package io.crossfade.app.view;

/** How a piece of text stands out. */
enum Tone {
    PLAIN(""),
    DIM("2"),
    STRONG("1"),
    GOOD("32"),
    WARN("33"),
    BAD("1;31");

    private final String code;

    Tone(String code) {
        this.code = code;
    }

    /** {@code text} with the codes that set this tone and end it. */
    String on(String text) {
        return code.isEmpty() || text.isEmpty() ? text : "\u001b[" + code + "m" + text + "\u001b[0m";
    }
}
