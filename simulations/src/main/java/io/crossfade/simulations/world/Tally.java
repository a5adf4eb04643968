package io.crossfade.simulations.world;

import io.crossfade.core.plan.Cluster;

/** What became of the requests: the whole, and since the last look. */
public final class Tally {

    private final Side baseline = new Side();
    private final Side candidate = new Side();
    private long harmed;

    /** Requests of one cluster. */
    public static final class Side {

        private long requests;
        private long failed;
        private long requestsBefore;
        private long failedBefore;
        private final Latencies latencies = new Latencies();

        public long requests() {
            return requests;
        }

        public long failed() {
            return failed;
        }

        /** Requests since the last look. */
        public long recentRequests() {
            return requests - requestsBefore;
        }

        /** Failed requests since the last look. */
        public long recentFailed() {
            return failed - failedBefore;
        }

        /** A quantile of the latencies since the last look in microseconds, within an eighth; 0 where there was none. */
        public long recentMicros(double quantile) {
            return latencies.micros(quantile);
        }

        private void ended(boolean failure, long micros) {
            requests++;
            failed += failure ? 1 : 0;
            latencies.add(micros);
        }

        private void look() {
            requestsBefore = requests;
            failedBefore = failed;
            latencies.clear();
        }
    }

    public Side of(Cluster cluster) {
        return cluster == Cluster.CANDIDATE ? candidate : baseline;
    }

    /** Requests that failed on the candidate and would not have failed on the baseline. */
    public long harmed() {
        return harmed;
    }

    /** All requests that have ended. */
    public long requests() {
        return baseline.requests + candidate.requests;
    }

    /** All requests that have failed. */
    public long failed() {
        return baseline.failed + candidate.failed;
    }

    /** What is recent begins here. */
    public void look() {
        baseline.look();
        candidate.look();
    }

    void ended(Cluster cluster, boolean failure, boolean harm, long micros) {
        of(cluster).ended(failure, micros);
        harmed += harm ? 1 : 0;
    }
}
