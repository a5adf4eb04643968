package io.crossfade.core.config;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The shapes of single values without a percent sign. */
final class Scalars {

    private static final Pattern INTEGER = Pattern.compile("0|-?[1-9][0-9]{0,9}");
    private static final Pattern DIGITS = Pattern.compile("[0-9]{1,9}");
    private static final String INSTANT =
            "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\\.[0-9]{1,9})?(?:Z|[+-][0-9]{2}:[0-9]{2})";
    private static final int LEAST_LIKELY_MILLIS = 100;

    private Scalars() {}

    static Shape<String> text(String pattern, String expected) {
        var compiled = Pattern.compile(pattern);
        return new ScalarShape<>(
                text -> compiled.matcher(text).matches() ? Optional.of(text) : Optional.empty(),
                Scalars::noSuggestion,
                expected,
                Schemas.text(pattern));
    }

    static Shape<Integer> integer(int min, int max) {
        return new ScalarShape<>(
                text -> INTEGER.matcher(text).matches()
                        ? Optional.of(Long.parseLong(text))
                                .filter(number -> number >= min && number <= max)
                                .map(Math::toIntExact)
                        : Optional.empty(),
                Scalars::noSuggestion,
                "a whole number from " + min + " to " + max,
                Schemas.orReference(Schemas.of("type", "integer", "minimum", min, "maximum", max)));
    }

    static Shape<Boolean> bool() {
        return new ScalarShape<>(
                text -> switch (text) {
                    case "true" -> Optional.of(true);
                    case "false" -> Optional.of(false);
                    default -> Optional.empty();
                },
                text -> switch (text.toLowerCase(Locale.ROOT)) {
                    case "yes", "on", "true" -> "true";
                    case "no", "off", "false" -> "false";
                    default -> "";
                },
                "true or false",
                Schemas.orReference(Schemas.of("type", "boolean")));
    }

    static Shape<Duration> duration(Duration min, Duration max) {
        var atLeast = min.isZero() ? "" : ", at least " + Durations.text(min);
        var atMost = max.equals(Durations.LONGEST) ? "" : ", at most " + Durations.text(max);
        return new ScalarShape<>(
                text -> Durations.parse(text)
                        .filter(duration -> duration.compareTo(min) >= 0 && duration.compareTo(max) <= 0),
                Scalars::withUnit,
                "a duration with its unit, such as 300ms, 5s, 10m, 2h or 1h30m" + atLeast + atMost,
                Schemas.string(Durations.PATTERN));
    }

    static Shape<Instant> instant() {
        var pattern = Pattern.compile(INSTANT);
        return new ScalarShape<>(
                text -> pattern.matcher(text).matches() ? parseInstant(text) : Optional.empty(),
                Scalars::noSuggestion,
                "a time with its offset, such as 2026-11-20T22:00:00+01:00",
                Schemas.string(INSTANT));
    }

    static <E extends Enum<E>> Shape<E> choice(List<E> constants) {
        var byWord = new LinkedHashMap<String, E>();
        constants.forEach(
                constant -> byWord.put(constant.name().toLowerCase(Locale.ROOT).replace('_', '-'), constant));
        var words = List.copyOf(byWord.keySet());
        return new ScalarShape<>(
                text -> Optional.ofNullable(byWord.get(text)),
                text -> Suggestions.nearest(text, words),
                words.size() == 1 ? words.get(0) : "one of: " + String.join(", ", words),
                Schemas.orReference(Schemas.of("enum", words)));
    }

    private static String noSuggestion(String text) {
        return "";
    }

    /** A bare number is seconds to one reader and minutes to another; the likelier unit is only ever suggested. */
    private static String withUnit(String text) {
        if (!DIGITS.matcher(text).matches()) {
            return "";
        }
        return text + (Integer.parseInt(text) >= LEAST_LIKELY_MILLIS ? "ms" : "m");
    }

    private static Optional<Instant> parseInstant(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException noSuchTime) {
            return Optional.empty();
        }
    }
}
