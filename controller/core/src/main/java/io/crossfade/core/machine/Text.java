package io.crossfade.core.machine;

import java.time.Duration;

/** How values are written for people. */
final class Text {

    private Text() {}

    /** A duration in the plan file's own notation, such as {@code 5m} or {@code 1h30m}. */
    static String of(Duration duration) {
        if (duration.isZero()) {
            return "0s";
        }
        var text = new StringBuilder();
        append(text, duration.toHours(), "h");
        append(text, duration.toMinutesPart(), "m");
        append(text, duration.toSecondsPart(), "s");
        append(text, duration.toMillisPart(), "ms");
        return text.toString();
    }

    private static void append(StringBuilder text, long amount, String unit) {
        if (amount > 0) {
            text.append(amount).append(unit);
        }
    }
}
