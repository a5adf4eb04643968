package io.crossfade.core.config;

import io.crossfade.core.plan.Share;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** The shapes of percentages, shares and quantiles. */
final class Quantities {

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,5}(?:\\.[0-9]{1,6})?");

    private Quantities() {}

    static Shape<Double> percent() {
        return quantity(
                "(?:100(?:\\.0{1,6})?|[0-9]{1,2}(?:\\.[0-9]{1,6})?)%",
                text -> fraction(text.substring(0, text.length() - 1)),
                Quantities::withPercentSign,
                "a percentage from 0% to 100%, such as 0.5%");
    }

    static Shape<Share> share() {
        return quantity(
                "(?:100(?:\\.0{1,2})?|[0-9]{1,2}(?:\\.[0-9]{1,2})?)%",
                text -> new Share(new BigDecimal(text.substring(0, text.length() - 1))
                        .movePointRight(2)
                        .intValueExact()),
                Quantities::withPercentSign,
                "a share from 0% to 100% in steps of 0.01%");
    }

    static Shape<Double> ratio() {
        return quantity(
                "[0-9]{1,5}(?:\\.[0-9]{1,6})?%",
                text -> fraction(text.substring(0, text.length() - 1)),
                Quantities::withPercentSign,
                "a percentage, such as 25%");
    }

    static Shape<Double> quantile() {
        return quantity(
                "p[5-9][0-9](?:\\.[0-9]{1,4})?",
                text -> fraction(text.substring(1)),
                text -> NUMBER.matcher(text).matches() ? "p" + text : "",
                "a quantile from p50 to below p100, such as p99 or p99.9");
    }

    private static <T> Shape<T> quantity(
            String pattern, Function<String, T> parser, UnaryOperator<String> suggest, String expected) {
        var compiled = Pattern.compile(pattern);
        return new ScalarShape<>(
                text -> compiled.matcher(text).matches() ? Optional.of(parser.apply(text)) : Optional.empty(),
                suggest,
                expected,
                Schemas.string(pattern));
    }

    private static double fraction(String percent) {
        return new BigDecimal(percent).movePointLeft(2).doubleValue();
    }

    /** Below 1 a bare number is more likely a fraction than a percentage that lost its sign. */
    private static String withPercentSign(String text) {
        if (!NUMBER.matcher(text).matches()) {
            return "";
        }
        var number = new BigDecimal(text);
        var percent = number.compareTo(BigDecimal.ONE) < 0 ? number.movePointRight(2) : number;
        return percent.signum() == 0 ? "0%" : percent.stripTrailingZeros().toPlainString() + "%";
    }
}
