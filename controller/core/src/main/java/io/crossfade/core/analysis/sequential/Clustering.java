package io.crossfade.core.analysis.sequential;

/**
 * How many failures come together: a dead connection fails all requests on it, and a test that takes them one by one
 * calls a good candidate bad. It is measured between two fixed halves of the baseline's own servers, which differ by
 * nothing but chance, so that a drift of both changes nothing.
 *
 * <p>In each bucket of requests the failures of one half vary about their share by {@code share · (1 − share)} per
 * failure where each comes alone, and by the size of a cluster times that where they come in clusters. A score raised to
 * one over that size is a fair bet again, whatever happens within a cluster (Hölder's inequality).
 */
public final class Clustering {

    /** Fewer failures than this tell nothing: they are taken to come alone. */
    public static final int LEAST_FAILURES = 200;

    private static final int BUCKET = 1_000;

    /** Failures that seem to come in smaller clusters than this are taken to come alone. */
    private static final double ALONE = 1.3;

    /** Clusters of varying size need more than their mean. */
    private static final double SAFETY = 1.5;

    /**
     * So many standard deviations above 1 a size must be to be believed: where many requests fail, enough failures come
     * in a few buckets, and what varies between those few is chance. A bucket's part has a variance of 2 about.
     */
    private static final double BELIEVED = 2;

    private double varied;
    private double expected;
    private long failures;
    private long buckets;
    private int requests;
    private int requestsOfFirst;
    private int failed;
    private int failedOfFirst;

    /** Takes in one request of the baseline: whether its server is in the first half, and whether it failed. */
    public void observe(boolean isFirstHalf, boolean isFailed) {
        requests++;
        requestsOfFirst += isFirstHalf ? 1 : 0;
        if (isFailed) {
            failed++;
            failedOfFirst += isFirstHalf ? 1 : 0;
        }
        if (requests == BUCKET) {
            close();
        }
    }

    /** True where enough failures were seen on both halves. */
    public boolean isKnown() {
        return failures >= LEAST_FAILURES;
    }

    /** The measured size of a cluster of failures; 1 before it is known. */
    public double size() {
        return isKnown() ? Math.max(1, varied / expected) : 1;
    }

    /** The power that scores are to be raised to, above 0 and at most 1. */
    public double exponent() {
        double size = size();
        return size < Math.max(ALONE, 1 + BELIEVED * Math.sqrt(2.0 / Math.max(1, buckets))) ? 1 : 1 / (SAFETY * size);
    }

    private void close() {
        double share = (double) requestsOfFirst / requests;
        double chance = failed * share * (1 - share);
        if (chance > 0) {
            double off = failedOfFirst - failed * share;
            varied += off * off;
            expected += chance;
            failures += failed;
            buckets++;
        }
        requests = 0;
        requestsOfFirst = 0;
        failed = 0;
        failedOfFirst = 0;
    }
}
