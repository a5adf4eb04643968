package io.crossfade.core.analysis;

/**
 * What the requests are at present, to foretell from.
 *
 * @param perSecond requests of both clusters a second; 0 where that is not known
 * @param errors the part of the baseline's requests that fails, above 0 and below 1
 */
public record Traffic(double perSecond, double errors) {

    /** Nothing is known: one request in a thousand is taken to fail. */
    public static final Traffic UNKNOWN = new Traffic(0, 0.001);

    /** What is not known of a baseline weighs as much as this many requests. */
    private static final double PRIOR_REQUESTS = 500;

    private static final double PRIOR_FAILED = 0.5;

    public Traffic {
        if (!(perSecond >= 0 && perSecond < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("per second: " + perSecond + " (expected: 0 or more, finite)");
        }
        if (!(errors > 0 && errors < 1)) {
            throw new IllegalArgumentException("errors: " + errors + " (expected: above 0 and below 1)");
        }
    }

    /** Traffic of which so many failed of so many that were seen. */
    public static Traffic seen(double perSecond, long failed, long requests) {
        return new Traffic(perSecond, (PRIOR_FAILED + Math.min(failed, requests)) / (PRIOR_REQUESTS + requests));
    }

    public boolean isKnown() {
        return perSecond > 0;
    }
}
