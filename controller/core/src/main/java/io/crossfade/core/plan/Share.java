package io.crossfade.core.plan;

import java.math.BigDecimal;

/**
 * One cluster's part of the traffic as a plan asks for it, in parts of 10,000 (0.01 %), so that no share is ever a
 * rounded floating point number. What a load balancer can really do is an {@link AchievedShare}.
 *
 * @param parts parts of 10,000, from 0 to 10,000
 */
public record Share(int parts) implements Comparable<Share> {

    /** The parts of the whole traffic. */
    public static final int WHOLE = 10_000;

    /** No traffic. */
    public static final Share NONE = new Share(0);

    /** All traffic. */
    public static final Share ALL = new Share(WHOLE);

    public Share {
        if (parts < 0 || parts > WHOLE) {
            throw new IllegalArgumentException("share: " + parts + " (expected: 0-" + WHOLE + " parts of 10000)");
        }
    }

    /** The share of {@code percent} whole percent. */
    public static Share ofPercent(int percent) {
        return new Share(Math.multiplyExact(percent, 100));
    }

    /** What this share leaves for the other cluster. */
    public Share rest() {
        return new Share(WHOLE - parts);
    }

    public boolean isNone() {
        return parts == 0;
    }

    public boolean isAll() {
        return parts == WHOLE;
    }

    /** This share where a load balancer reaches it exactly. */
    public AchievedShare exactly() {
        return new AchievedShare(parts, WHOLE);
    }

    @Override
    public int compareTo(Share other) {
        return Integer.compare(parts, other.parts);
    }

    /** The share in percent with no needless zeros, such as {@code 0.01%} or {@code 50%}. */
    @Override
    public String toString() {
        return BigDecimal.valueOf(parts, 2).stripTrailingZeros().toPlainString() + "%";
    }
}
