package io.crossfade.app.advice;

import java.math.BigDecimal;
import java.math.MathContext;

/** Fractions in percent, for people. */
public final class Percent {

    private static final MathContext DIGITS = new MathContext(4);

    private Percent() {}

    /** With four digits at most, such as {@code 0.1%}. */
    public static String text(double fraction) {
        return new BigDecimal(fraction * 100, DIGITS).stripTrailingZeros().toPlainString() + "%";
    }
}
