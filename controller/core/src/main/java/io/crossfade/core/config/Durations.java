package io.crossfade.core.config;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Durations as people write them: {@code 300ms}, {@code 5s}, {@code 10m}, {@code 2h}, {@code 1h30m}. */
public final class Durations {

    /** Longer durations are refused: a cutover of more than a year is a slip of the pen. */
    public static final Duration LONGEST = Duration.ofDays(365);

    static final String PATTERN = "(?=[0-9])(?:([0-9]{1,9})h)?(?:([0-9]{1,9})m)?(?:([0-9]{1,9})s)?(?:([0-9]{1,9})ms)?";

    private static final Pattern PARTS = Pattern.compile(PATTERN);

    private Durations() {}

    /** The duration that {@code text} means; empty where it is none, has no unit or is over {@link #LONGEST}. */
    public static Optional<Duration> parse(String text) {
        var parts = PARTS.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        var duration = Duration.ofHours(number(parts.group(1)))
                .plusMinutes(number(parts.group(2)))
                .plusSeconds(number(parts.group(3)))
                .plusMillis(number(parts.group(4)));
        return duration.compareTo(LONGEST) <= 0 ? Optional.of(duration) : Optional.empty();
    }

    /** {@code duration} with the fewest units, to the millisecond, such as {@code 1h30m}; {@code 0s} for none. */
    public static String text(Duration duration) {
        if (duration.isNegative()) {
            return "-" + text(duration.negated());
        }
        var text = new StringBuilder();
        append(text, duration.toHours(), "h");
        append(text, duration.toMinutesPart(), "m");
        append(text, duration.toSecondsPart(), "s");
        append(text, duration.toMillisPart(), "ms");
        return text.isEmpty() ? "0s" : text.toString();
    }

    private static void append(StringBuilder text, long number, String unit) {
        if (number > 0) {
            text.append(number).append(unit);
        }
    }

    private static long number(@Nullable String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }
}
