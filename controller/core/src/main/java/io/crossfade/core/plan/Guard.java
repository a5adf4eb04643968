package io.crossfade.core.plan;

import java.time.Duration;
import java.util.Optional;

/**
 * A limit on a signal, absolute, relative to the baseline, or both. A guard without any limit cannot be built.
 */
public sealed interface Guard {

    /** The name that verdicts, screens and metrics use; unique within a plan. */
    String name();

    /** The fewest requests of the candidate in the passing ledger that allow PASS, at least 1. */
    int minRequests();

    /** A shadow guard is judged and shown but neither stops a shift nor rolls back. */
    boolean shadow();

    /**
     * The share of the candidate's requests that fail.
     *
     * @param limit the greatest acceptable rate as a fraction, in (0, 1)
     * @param worseThanBaseline how much greater than the baseline's rate it may be, as a fraction (0.005 is half a
     *     percentage point), in [0, 1)
     * @param tolerance how many times the baseline's rate is acceptable before {@code worseThanBaseline} is added to
     *     it, from 1 to 1000; for the sequential judge, which is not to fail a candidate for a difference that
     *     nobody minds
     */
    record ErrorRate(
            String name,
            Optional<Double> limit,
            Optional<Double> worseThanBaseline,
            double tolerance,
            int minRequests,
            boolean shadow)
            implements Guard {

        /** The tolerance of a guard that names none. */
        public static final double DEFAULT_TOLERANCE = 1.5;

        /** The greatest tolerance. */
        public static final double MOST_TOLERANCE = 1000;

        /** A guard of the default tolerance. */
        public ErrorRate(
                String name,
                Optional<Double> limit,
                Optional<Double> worseThanBaseline,
                int minRequests,
                boolean shadow) {
            this(name, limit, worseThanBaseline, DEFAULT_TOLERANCE, minRequests, shadow);
        }

        public ErrorRate {
            requireSomeLimit(limit.isPresent() || worseThanBaseline.isPresent());
            requireMinRequests(minRequests);
            limit.ifPresent(rate -> requireFraction("limit", rate, rate > 0 && rate < 1));
            worseThanBaseline.ifPresent(rate -> requireFraction("worse-than-baseline", rate, rate >= 0 && rate < 1));
            if (!(tolerance >= 1 && tolerance <= MOST_TOLERANCE)) {
                throw new IllegalArgumentException("tolerance: " + tolerance + " (expected: 1-1000)");
            }
        }
    }

    /**
     * A quantile of the candidate's latency, judged as a rate: P(latency &gt; limit) must not exceed 1 - quantile.
     * Latency is from the selection of a server to its response header; a request without a header is over every
     * limit.
     *
     * @param quantile in [0.5, 1)
     * @param limit the greatest acceptable latency at that quantile
     * @param worseThanBaseline how much greater than the baseline's running quantile it may be, as a ratio (0.25 is a
     *     quarter more), 0 or more
     */
    record Latency(
            String name,
            double quantile,
            Optional<Duration> limit,
            Optional<Double> worseThanBaseline,
            int minRequests,
            boolean shadow)
            implements Guard {

        public Latency {
            requireSomeLimit(limit.isPresent() || worseThanBaseline.isPresent());
            requireMinRequests(minRequests);
            if (!(quantile >= 0.5 && quantile < 1)) {
                throw new IllegalArgumentException("quantile: " + quantile + " (expected: p50 to below p100)");
            }
            limit.ifPresent(duration -> {
                if (duration.isNegative() || duration.isZero()) {
                    throw new IllegalArgumentException("limit: " + duration + " (expected: > 0)");
                }
            });
            worseThanBaseline.ifPresent(ratio -> requireFraction("worse-than-baseline", ratio, ratio >= 0));
        }

        /** The share of requests that may be slower than the limit: 1 - quantile. */
        public double allowedSlow() {
            return 1 - quantile;
        }
    }

    /** The default of {@link #minRequests()}: three times the reciprocal of the allowed rate, rounded up. */
    static int defaultMinRequests(double allowedRate) {
        // The tiny term keeps 3 / (1 - 0.99) at 300, not 301, in spite of binary fractions.
        return (int) Math.min(Integer.MAX_VALUE, Math.max(1, Math.ceil(3 / allowedRate - 1e-6)));
    }

    private static void requireSomeLimit(boolean some) {
        if (!some) {
            throw new IllegalArgumentException("guard: no limit (expected: limit, worse-than-baseline or both)");
        }
    }

    private static void requireMinRequests(int minRequests) {
        if (minRequests < 1) {
            throw new IllegalArgumentException("min-requests: " + minRequests + " (expected: >= 1)");
        }
    }

    private static void requireFraction(String name, double value, boolean within) {
        if (!within || !Double.isFinite(value)) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: a rate within its range)");
        }
    }
}
