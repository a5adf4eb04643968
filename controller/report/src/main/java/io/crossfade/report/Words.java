package io.crossfade.report;

import io.crossfade.core.analysis.Verdict;
import io.crossfade.core.config.Durations;
import io.crossfade.core.machine.Ending;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** Numbers and names as people read them. */
final class Words {

    private static final MathContext THREE_DIGITS = new MathContext(3);

    private Words() {}

    /** A constant as programs read it, such as {@code rolled-back}. */
    static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** How a cutover ended, in the words of a headline. */
    static String headline(Optional<Ending> ending) {
        return ending.map(known -> switch (known) {
                    case PROMOTED -> "Promoted";
                    case ROLLED_BACK -> "Rolled back";
                    case ROLLED_BACK_BY_OPERATOR -> "Rolled back by the operator";
                    case HELD -> "Held: waiting for a person";
                    case UNVERIFIED -> "Act now: the safe state could not be verified";
                })
                .orElse("Not ended");
    }

    /** Which guard decided, with its numbers; empty where none did. */
    static Optional<String> because(Story story) {
        return story.evidence()
                .filter(Story.Evidence::deciding)
                .flatMap(evidence -> evidence.assessment().failing())
                .map(verdict -> "because of " + verdict.guard() + ": " + verdict.text());
    }

    /** A fraction in percent with three digits; a dash where there is none. */
    static String percent(double fraction) {
        return Double.isFinite(fraction) ? number(fraction * 100) + "%" : "–";
    }

    /** Three digits, more before the point where there are more; a dash where there is none. */
    static String number(double value) {
        if (!Double.isFinite(value)) {
            return "–";
        }
        if (value == 0) {
            return "0";
        }
        if (Math.abs(value) >= 1e9) {
            return String.format(Locale.ROOT, "%.0e", value).replace("e+", "e");
        }
        if (Math.abs(value) >= 1_000) {
            return String.format(Locale.ROOT, "%,.0f", value);
        }
        return new BigDecimal(value).round(THREE_DIGITS).stripTrailingZeros().toPlainString();
    }

    /** The rates of the candidate that are not ruled out; a dash where they are not known. */
    static String range(Verdict verdict) {
        var grounds = verdict.grounds();
        return Double.isFinite(grounds.low()) && Double.isFinite(grounds.high())
                ? percent(grounds.low()) + " to " + percent(grounds.high())
                : "–";
    }

    /** The evidence against the candidate, such as {@code 1 : 2,300}; a dash where there is none. */
    static String odds(Verdict verdict) {
        double odds = verdict.grounds().odds();
        return odds >= 2 ? "1 : " + number(odds) : "–";
    }

    static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    /** A time since the beginning, such as {@code 0:05:00.250}; milliseconds only where there are some. */
    static String clock(Duration since) {
        var text = String.format(
                Locale.ROOT, "%d:%02d:%02d", since.toHours(), since.toMinutesPart(), since.toSecondsPart());
        return since.toMillisPart() == 0 ? text : text + String.format(Locale.ROOT, ".%03d", since.toMillisPart());
    }

    /** A length of time to the second, or to the millisecond where it is short. */
    static String time(Duration time) {
        return Durations.text(
                time.compareTo(Duration.ofMinutes(1)) < 0
                        ? Duration.ofMillis(time.toMillis())
                        : Duration.ofSeconds(time.toSeconds()));
    }

    /** A verdict with a sign, so that it never depends on colour. */
    static String status(Verdict verdict) {
        var word = switch (verdict.status()) {
            case PASS -> "✓ pass";
            case INCONCLUSIVE -> "? inconclusive";
            case FAIL -> "✗ fail";
            case NOT_APPLICABLE -> "– not applicable";
        };
        return verdict.shadow() ? word + " (shadow)" : word;
    }

    /** A value of {@code spread} in its unit. */
    static String value(Story.Spread spread, double value) {
        return spread.seconds() ? time(Duration.ofMillis(Math.round(value * 1e3))) : number(value);
    }
}
