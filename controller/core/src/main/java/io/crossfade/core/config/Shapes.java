package io.crossfade.core.config;

import io.crossfade.core.plan.Share;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The kinds of value that a plan is declared with. A shape collects every fault of its node and throws none. Patterns
 * go into the JSON Schema too, so they keep to the syntax that Java and ECMA-262 share.
 */
public final class Shapes {

    private Shapes() {}

    /** Text that matches the whole of {@code pattern}, described by {@code expected} to be read after "expected". */
    public static Shape<String> text(String pattern, String expected) {
        return Scalars.text(pattern, expected);
    }

    /** A name: 1 to 128 letters, digits, dots, underscores, colons and hyphens, beginning with a letter or digit. */
    public static Shape<String> name() {
        return Scalars.text(
                "[A-Za-z0-9_][A-Za-z0-9_.:-]{0,127}",
                "a name of 1 to 128 letters, digits, dots, underscores, colons and hyphens");
    }

    /** A whole number in plain decimal digits, from {@code min} to {@code max}. */
    public static Shape<Integer> integer(int min, int max) {
        return Scalars.integer(min, max);
    }

    /** {@code true} or {@code false}. */
    public static Shape<Boolean> bool() {
        return Scalars.bool();
    }

    /** A time with its unit, 0 to a year: {@code 300ms}, {@code 5s}, {@code 10m}, {@code 2h}, {@code 1h30m}. */
    public static Shape<Duration> duration() {
        return duration(Duration.ZERO, Durations.LONGEST);
    }

    /** A time with its unit, from {@code min} to {@code max}. */
    public static Shape<Duration> duration(Duration min, Duration max) {
        return Scalars.duration(min, max);
    }

    /** A percentage from 0% to 100%, such as {@code 0.5%}, as a fraction: 0.005. */
    public static Shape<Double> percent() {
        return Quantities.percent();
    }

    /** A share from 0% to 100% in steps of 0.01%. */
    public static Shape<Share> share() {
        return Quantities.share();
    }

    /** A percentage that may be above 100%, such as {@code 25%}, as a ratio: 0.25. */
    public static Shape<Double> ratio() {
        return Quantities.ratio();
    }

    /** A quantile from {@code p50} to below {@code p100}, such as {@code p99.9}, as a fraction: 0.999. */
    public static Shape<Double> quantile() {
        return Quantities.quantile();
    }

    /** A point in time with its offset, as RFC 3339 has it: {@code 2026-11-20T22:00:00+01:00}. */
    public static Shape<Instant> instant() {
        return Scalars.instant();
    }

    /** One of the constants of {@code type}, written in lower case with hyphens: {@code ON_EXIT} is {@code on-exit}. */
    public static <E extends Enum<E>> Shape<E> choice(Class<E> type) {
        return Scalars.choice(List.of(type.getEnumConstants()));
    }

    /** A list of {@code min} to {@code max} values of one shape. */
    public static <T> Shape<List<T>> list(Shape<T> shape, int min, int max) {
        return new ListShape<>(shape, min, max);
    }

    /**
     * A mapping of {@code fields} and no other keys. An {@link IllegalArgumentException} of the factory becomes a
     * problem; where its message is {@code name: value (expected: constraint)} and the name is one of the fields, at
     * that field's value.
     */
    public static <T> Shape<T> object(List<Field<?>> fields, Function<Values, ? extends T> factory) {
        return new ObjectShape<>(fields, factory);
    }

    /** A mapping of exactly one key, which chooses the shape of its value, as {@code haproxy:} does. */
    public static <T> Shape<T> tagged(Map<String, ? extends Shape<? extends T>> shapes) {
        return new TaggedShape<>(new LinkedHashMap<>(shapes));
    }

    /** One of two forms, such as {@code 5m} and {@code { at-least: 5m }}: {@code isFirst} tells which was written. */
    public static <T> Shape<T> either(Predicate<Node> isFirst, Shape<? extends T> first, Shape<? extends T> second) {
        return new EitherShape<>(isFirst, first, second);
    }

    /**
     * What {@code mapper} makes of a value of {@code shape}. An {@link IllegalArgumentException} of it becomes a
     * problem.
     */
    public static <A, T> Shape<T> mapped(Shape<A> shape, Function<? super A, ? extends T> mapper) {
        return new MappedShape<>(shape, mapper);
    }

    /** A value of {@code shape} which passes {@code test} too; {@code expected} describes both. */
    public static <T> Shape<T> checked(Shape<T> shape, Predicate<? super T> test, String expected) {
        return new CheckedShape<>(shape, test, expected);
    }

    /** A mapping which has exactly one of {@code keys}, whatever else it has. */
    public static <T> Shape<T> exactlyOne(Shape<T> mapping, String... keys) {
        return new KeysShape<>(mapping, List.of(keys), false);
    }

    /** A mapping which has at least one of {@code keys}, whatever else it has. */
    public static <T> Shape<T> atLeastOne(Shape<T> mapping, String... keys) {
        return new KeysShape<>(mapping, List.of(keys), true);
    }
}
