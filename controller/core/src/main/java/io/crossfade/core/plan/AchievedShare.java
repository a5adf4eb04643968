package io.crossfade.core.plan;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * The candidate's share that a load balancer's own numbers amount to, as the exact fraction {@code candidate / total}:
 * weights 1 and 149 in groups of three and two make 99.0033 %, not the 99 % that was asked for. Comparisons and
 * screens use this share; equality is of the value, so 1/2 equals 50/100.
 *
 * @param candidate the candidate's usable weight, 0 or more
 * @param total the usable weight of both clusters, more than 0
 */
public record AchievedShare(long candidate, long total) implements Comparable<AchievedShare> {

    /** The candidate has nothing. */
    public static final AchievedShare NONE = Share.NONE.exactly();

    public AchievedShare {
        if (total <= 0 || total > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("total: " + total + " (expected: 1-" + Integer.MAX_VALUE + ")");
        }
        if (candidate < 0 || candidate > total) {
            throw new IllegalArgumentException("candidate: " + candidate + " (expected: 0-" + total + ")");
        }
    }

    public boolean isNone() {
        return candidate == 0;
    }

    public boolean isAll() {
        return candidate == total;
    }

    /** The share as a number from 0 to 1, for arithmetic on evidence only, never to compare two shares. */
    public double fraction() {
        return (double) candidate / total;
    }

    public boolean exceeds(AchievedShare other) {
        return compareTo(other) > 0;
    }

    public static AchievedShare max(AchievedShare left, AchievedShare right) {
        return left.exceeds(right) ? left : right;
    }

    /** Exact: both totals fit an int, so neither product overflows a long. */
    @Override
    public int compareTo(AchievedShare other) {
        return Long.compare(candidate * other.total, other.candidate * total);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AchievedShare that && compareTo(that) == 0;
    }

    @Override
    public int hashCode() {
        return Double.hashCode(fraction());
    }

    /** The share in percent to four decimals, such as {@code 99.0033%} or {@code 50%}. */
    @Override
    public String toString() {
        var percent = BigDecimal.valueOf(candidate * 100).divide(BigDecimal.valueOf(total), 4, RoundingMode.HALF_EVEN);
        return percent.signum() == 0 && candidate == 0
                ? "0%"
                : percent.stripTrailingZeros().toPlainString() + "%";
    }
}
