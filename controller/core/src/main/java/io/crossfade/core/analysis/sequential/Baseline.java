package io.crossfade.core.analysis.sequential;

/**
 * The baseline's failing rate by what it did before. A wrong one costs a test speed, never its guarantee. Before
 * anything is known it is one in a thousand.
 */
public final class Baseline {

    /** What was seen before the cutover weighs at most as much as this many requests. */
    private static final double MOST_HISTORY = 20_000;

    private static final double MEMORY = 200_000;
    private static final double LOWEST = 1e-5;
    private static final double HIGHEST = 0.98;

    private double requests;
    private double failed;

    private Baseline(double requests, double failed) {
        this.requests = requests;
        this.failed = failed;
    }

    /** A baseline that nothing is known of. */
    public static Baseline unknown() {
        return new Baseline(500, 0.5);
    }

    /** A baseline that failed {@code failed} of {@code requests} requests before the cutover. */
    public static Baseline of(long requests, long failed) {
        Require.that(failed >= 0 && failed <= requests, "failed", (double) failed, "0 to " + requests);
        double weight = Math.min(1, MOST_HISTORY / Math.max(1, requests));
        return new Baseline(500 + weight * requests, 0.5 + weight * failed);
    }

    void observe(boolean bad) {
        requests++;
        if (bad) {
            failed++;
        }
        if (requests > MEMORY) {
            requests /= 2;
            failed /= 2;
        }
    }

    void observe(long many, long bad) {
        requests += many;
        failed += bad;
        if (requests > MEMORY) {
            failed *= MEMORY / 2 / requests;
            requests = MEMORY / 2;
        }
    }

    double rate() {
        return Math.max(LOWEST, Math.min(HIGHEST, failed / requests));
    }

    Baseline copy() {
        return new Baseline(requests, failed);
    }
}
