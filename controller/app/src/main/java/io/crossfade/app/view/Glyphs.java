package io.crossfade.app.view;

/** The few signs of a frame, each one column wide in both sets. */
record Glyphs(String dot, String good, String bad, String unsure, String none, String full, String empty, String cut) {

    private static final Glyphs UNICODE = new Glyphs("●", "✓", "✗", "?", "–", "█", "░", "…");
    private static final Glyphs ASCII = new Glyphs("*", "+", "x", "?", "-", "#", ".", ">");

    static Glyphs of(Style style) {
        return style.unicode() ? UNICODE : ASCII;
    }
}
