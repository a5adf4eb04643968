package io.crossfade.server.journal;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The keys of one JSON object, each of the type that is asked for; anything else is an error that names its place. */
final class Fields {

    private final JsonObject json;
    private final String place;

    Fields(JsonObject json, String place) {
        this.json = json;
        this.place = place;
    }

    JsonObject json() {
        return json;
    }

    String text(String key) {
        return value(key, String.class, "a text");
    }

    Optional<String> maybe(String key) {
        return json.containsKey(key) ? Optional.of(text(key)) : Optional.empty();
    }

    long number(String key) {
        var number = value(key, Number.class, "a whole number");
        if (number instanceof Integer || number instanceof Long) {
            return number.longValue();
        }
        throw wrong(key, number, "a whole number");
    }

    int small(String key) {
        return Math.toIntExact(number(key));
    }

    List<Long> numbers(String key) {
        return value(key, JsonArray.class, "whole numbers").stream()
                .map(number -> ((Number) number).longValue())
                .toList();
    }

    /** A number with a fraction; what JSON has no number for stands there as a text. */
    double decimal(String key) {
        var value = value(key, Object.class, "a number");
        return value instanceof Number number ? number.doubleValue() : Double.parseDouble(value.toString());
    }

    boolean flag(String key) {
        return value(key, Boolean.class, "true or false");
    }

    Duration duration(String key) {
        return Duration.parse(text(key));
    }

    Instant instant(String key) {
        return Instant.parse(text(key));
    }

    <E extends Enum<E>> E constant(String key, Class<E> type) {
        return Enum.valueOf(type, text(key));
    }

    Fields fields(String key) {
        return new Fields(value(key, JsonObject.class, "an object"), place + "." + key);
    }

    Optional<Fields> maybeFields(String key) {
        return json.containsKey(key) ? Optional.of(fields(key)) : Optional.empty();
    }

    List<String> texts(String key) {
        return list(key, String.class, item -> item);
    }

    <T> List<T> each(String key, Function<Fields, T> read) {
        return list(key, JsonObject.class, item -> read.apply(new Fields(item, place + "." + key)));
    }

    private <J, T> List<T> list(String key, Class<J> type, Function<J, T> read) {
        var array = value(key, JsonArray.class, "a list");
        var items = new ArrayList<T>();
        for (int index = 0; index < array.size(); index++) {
            var item = array.getValue(index);
            if (!type.isInstance(item)) {
                throw wrong(key + "[" + index + "]", item, "a " + type.getSimpleName());
            }
            items.add(read.apply(type.cast(item)));
        }
        return items;
    }

    private <T> T value(String key, Class<T> type, String expected) {
        var value = json.getValue(key);
        if (!type.isInstance(value)) {
            throw wrong(key, value, expected);
        }
        return type.cast(value);
    }

    /** An error about {@code key}, with what was found and what was expected. */
    IllegalArgumentException wrong(String key, Object found, String expected) {
        return new IllegalArgumentException(place + "." + key + ": " + found + " (expected: " + expected + ")");
    }
}
