package io.crossfade.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Writes JSON, so that this module needs no library for it. What is written can stand within a script element as it is:
 * {@code <}, {@code >}, {@code &} and the line ends that only JavaScript knows are escaped, as is all that is not to be
 * seen.
 */
final class Json {

    private final StringBuilder text = new StringBuilder();
    private boolean first = true;

    private Json() {}

    /** An object with the keys that {@code keys} writes. */
    static String object(Consumer<Json> keys) {
        var json = new Json();
        json.braces(keys);
        return json.text.toString();
    }

    Json put(String key, String value) {
        return key(key).string(value);
    }

    Json put(String key, Optional<String> value) {
        return value.map(known -> put(key, known)).orElse(this);
    }

    Json put(String key, long value) {
        return key(key).raw(Long.toString(value));
    }

    Json put(String key, boolean value) {
        return key(key).raw(Boolean.toString(value));
    }

    /** JSON has no NaN: what is not known is {@code null}. */
    Json put(String key, double value) {
        return key(key).raw(number(value));
    }

    Json numbers(String key, List<Double> values) {
        key(key);
        text.append('[')
                .append(values.stream().map(Json::number).collect(Collectors.joining(",")))
                .append(']');
        return this;
    }

    Json object(String key, Consumer<Json> keys) {
        key(key).braces(keys);
        return this;
    }

    Json strings(String key, Iterable<String> values) {
        key(key);
        text.append('[');
        first = true;
        values.forEach(value -> separated().string(value));
        text.append(']');
        first = false;
        return this;
    }

    <T> Json objects(String key, Iterable<T> values, BiConsumer<Json, T> keys) {
        key(key);
        text.append('[');
        first = true;
        for (var value : values) {
            separated().braces(json -> keys.accept(json, value));
        }
        text.append(']');
        first = false;
        return this;
    }

    private void braces(Consumer<Json> keys) {
        text.append('{');
        first = true;
        keys.accept(this);
        text.append('}');
        first = false;
    }

    private Json key(String key) {
        separated().string(key);
        text.append(':');
        return this;
    }

    private Json separated() {
        text.append(first ? "" : ",");
        first = false;
        return this;
    }

    private Json raw(String value) {
        text.append(value);
        return this;
    }

    /** Six decimals: finer than anything that is measured. */
    private static String number(double value) {
        if (!Double.isFinite(value)) {
            return "null";
        }
        var rounded = BigDecimal.valueOf(value).setScale(6, RoundingMode.HALF_EVEN);
        return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }

    private Json string(String value) {
        text.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '"' -> text.append("\\\"");
                case '\\' -> text.append("\\\\");
                case '\n' -> text.append("\\n");
                default -> {
                    if (isPlain(c)) {
                        text.append(c);
                    } else {
                        text.append(String.format("\\u%04x", (int) c));
                    }
                }
            }
        }
        text.append('"');
        return this;
    }

    private static boolean isPlain(char c) {
        return c != '<'
                && c != '>'
                && c != '&'
                && c != '\u2028'
                && c != '\u2029'
                && !Character.isISOControl(c)
                && Character.getType(c) != Character.FORMAT
                && !Character.isSurrogate(c);
    }
}
