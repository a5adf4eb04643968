package io.crossfade.app.cutover;

import java.util.Locale;

/** Prints what a scenario measured, so that a run of the tests is also a record of figures. */
final class Figures {

    private Figures() {}

    static void print(String scenario, String format, Object... values) {
        System.out.println("[figures] " + scenario + ": " + String.format(Locale.ROOT, format, values));
    }

    static double seconds(long nanos) {
        return nanos / 1e9;
    }
}
