package io.crossfade.app.advice;

import io.crossfade.core.config.Durations;
import java.time.Duration;

/**
 * What the operator expects.
 *
 * @param perSecond requests a second of both clusters together, above 0
 * @param harm requests that may fail because of the candidate before it has no traffic any more, 1 or more
 * @param errors the part of the requests that fails in any case, between 0 and 1, neither included
 * @param reaction from the end of the request that decides to the balancer's obeying, above 0
 * @param dwell the least time at each step, so that caches warm and pools fill
 */
public record Expected(double perSecond, int harm, double errors, Duration reaction, Duration dwell) {

    /** The most requests a second that is reckoned with. */
    public static final double MOST_PER_SECOND = 10_000_000;

    public Expected {
        require(perSecond > 0 && perSecond <= MOST_PER_SECOND, "rate", perSecond + "/s", "above 0/s, up to 10000000/s");
        require(harm >= 1, "harm", String.valueOf(harm), "1 or more");
        require(errors > 0 && errors < 1, "baseline-errors", errors * 100 + "%", "above 0% and below 100%");
        require(!reaction.isNegative() && !reaction.isZero(), "reaction", Durations.text(reaction), "above 0s");
        require(!dwell.isNegative() && !dwell.isZero(), "dwell", Durations.text(dwell), "above 0s");
    }

    /** How many requests of both clusters come within the reaction. */
    double duringReaction() {
        return perSecond * reaction.toMillis() / 1000.0;
    }

    private static void require(boolean holds, String name, String value, String expected) {
        if (!holds) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: " + expected + ")");
        }
    }
}
