package io.crossfade.app.view;

import io.crossfade.core.config.Durations;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Locale;

/** Numbers as a person reads them at a glance. */
final class Numbers {

    private static final MathContext THREE = new MathContext(3, RoundingMode.HALF_EVEN);

    private Numbers() {}

    /** A rate to three digits, such as {@code 0.213%}; {@code none} where nothing was seen. */
    static String percent(double rate, String none) {
        if (!Double.isFinite(rate)) {
            return none;
        }
        var percent = BigDecimal.valueOf(rate * 100).round(THREE);
        return percent.signum() == 0 ? "0%" : percent.stripTrailingZeros().toPlainString() + "%";
    }

    /** How many to one, in two digits, {@code 1e12} from a million on. */
    static String odds(double many) {
        if (many >= 1e6) {
            return "1e" + (int) Math.floor(Math.log10(many));
        }
        return BigDecimal.valueOf(many)
                .round(new MathContext(2))
                .stripTrailingZeros()
                .toPlainString();
    }

    /** A count with its thousands apart. */
    static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count).replace(',', ' ');
    }

    /** A duration to the second; none where it is over. */
    static String seconds(Duration duration) {
        return duration.isNegative() ? "0s" : Durations.text(Duration.ofSeconds(duration.toSeconds()));
    }

    /** The fraction that a share such as {@code 99.0033%} stands for; 0 where it is none. */
    static double fraction(String share) {
        try {
            return Math.min(1, Math.max(0, Double.parseDouble(share.replace("%", "")) / 100));
        } catch (NumberFormatException unknown) {
            return 0;
        }
    }
}
