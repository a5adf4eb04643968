package io.crossfade.core.analysis;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Numbers as an operator reads them. */
final class Words {

    private static final int DIGITS = 2;
    private static final int MOST_DIGITS = 6;

    private Words() {}

    /** A limit as it was written: {@code 0.5%}. */
    static String limit(double rate) {
        return plain(BigDecimal.valueOf(rate * 100).setScale(MOST_DIGITS, RoundingMode.HALF_EVEN)) + "%";
    }

    /** A rate to two digits, {@code 4.1%}, three from ten percent on; {@code none} where nothing was seen. */
    static String percent(double rate) {
        if (Double.isNaN(rate)) {
            return "none";
        }
        return percent(rate, rate < 0.1 ? DIGITS : DIGITS + 1);
    }

    /** A rate beside its limit, with as many digits as tell the two apart. */
    static String percent(double rate, double limit) {
        String text = percent(rate);
        for (int digits = DIGITS + 1; digits <= MOST_DIGITS && text.equals(limit(limit)); digits++) {
            text = percent(rate, digits);
        }
        return text;
    }

    /** A latency: {@code 800ms}, {@code 1.25s}. */
    static String latency(long micros) {
        if (micros >= 1_000_000) {
            return plain(BigDecimal.valueOf(micros / 1e6).round(new MathContext(DIGITS + 1))) + "s";
        }
        return plain(BigDecimal.valueOf(micros / 1e3).round(new MathContext(DIGITS + 1))) + "ms";
    }

    /** A quantile: {@code p99.9}. */
    static String quantile(double quantile) {
        return "p" + plain(BigDecimal.valueOf(quantile * 100).setScale(MOST_DIGITS, RoundingMode.HALF_EVEN));
    }

    /** A time to wait: {@code 19 s}, {@code 4 min}. */
    static String wait(double seconds) {
        return seconds < 120 ? (long) Math.ceil(seconds) + " s" : (long) Math.ceil(seconds / 60) + " min";
    }

    /** A factor: {@code 1.5}. */
    static String factor(double factor) {
        return plain(BigDecimal.valueOf(factor).round(new MathContext(DIGITS + 1)));
    }

    /** How many to one: {@code 2300}, {@code 1e12} from a million on. */
    static String odds(double against) {
        if (against >= 1e6) {
            return "1e" + (int) Math.floor(Math.log10(against));
        }
        return plain(BigDecimal.valueOf(against).round(new MathContext(DIGITS)));
    }

    private static String percent(double rate, int digits) {
        return plain(BigDecimal.valueOf(rate * 100).round(new MathContext(digits))) + "%";
    }

    private static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }
}
