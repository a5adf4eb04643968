package io.crossfade.core.analysis;

/**
 * Keeps up with the baseline: weakens evidence by how failures and slow answers come together among its own servers, and
 * cuts the bins of latencies by its quantiles.
 */
final class Tempering {

    /** A power that moved by less than this part of itself is left as it is. */
    private static final double MOVED = 0.1;

    private final Clusters clusters;
    private final Bets bets;
    private final Certificates certificates;
    private final HardStop hardStop;
    private double powerOfFailures = 1;
    private double powerOfSlowness = 1;
    private long quantilesOf = Long.MIN_VALUE;

    Tempering(Clusters clusters, Bets bets, Certificates certificates, HardStop hardStop) {
        this.clusters = clusters;
        this.bets = bets;
        this.certificates = certificates;
        this.hardStop = hardStop;
    }

    void renew() {
        double failures = clusters.ofFailures();
        double slowness = clusters.ofSlowness();
        if (hasMoved(failures, powerOfFailures) || hasMoved(slowness, powerOfSlowness)) {
            powerOfFailures = failures;
            powerOfSlowness = slowness;
            bets.all().forEach(bet -> bet.exponents(failures, slowness));
            certificates.exponents(failures, slowness);
            hardStop.weaken(failures);
        }
    }

    /** Bins are cut by what was seen before the request that falls into them. */
    void cut(RunningQuantiles baseline) {
        if (baseline.known() && baseline.refreshedNanos() != quantilesOf) {
            quantilesOf = baseline.refreshedNanos();
            bets.cut(baseline);
            certificates.cut(baseline);
            clusters.cut(baseline);
        }
    }

    private static boolean hasMoved(double now, double before) {
        return Math.abs(now - before) > MOVED * before || (now == 1 && before != 1);
    }
}
