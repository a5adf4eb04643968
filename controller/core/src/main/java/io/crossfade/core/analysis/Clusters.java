package io.crossfade.core.analysis;

import io.crossfade.core.analysis.sequential.Clustering;
import java.util.BitSet;
import java.util.Optional;

/** How failures, and slow answers, of the baseline's own servers come together, measured between halves of them. */
final class Clusters {

    /** The quantile of the baseline above which an answer is slow here. */
    private static final double SLOW = 0.95;

    private final Clustering failures = new Clustering();
    private final Clustering slowness = new Clustering();
    private final BitSet firstHalf = new BitSet();
    private final BitSet known = new BitSet();
    private long slowMicros = Long.MAX_VALUE;

    void enlist(int server) {
        if (!known.get(server)) {
            firstHalf.set(server, known.cardinality() % 2 == 0);
            known.set(server);
        }
    }

    void cut(RunningQuantiles baseline) {
        slowMicros = baseline.micros(SLOW);
    }

    void ended(int server, long well, long failed) {
        for (long i = 0; i < well + failed; i++) {
            failures.observe(firstHalf.get(server), i >= well);
        }
    }

    void answered(int server, long micros) {
        slowness.observe(firstHalf.get(server), micros > slowMicros);
    }

    /** The power for factors of failures. */
    double ofFailures() {
        return failures.exponent();
    }

    /** The power for factors of slow answers. */
    double ofSlowness() {
        return slowness.exponent();
    }

    /** How many failures, or slow answers, come together; 1 where the evidence is not weakened by it. */
    double size(boolean latency) {
        Clustering clustering = latency ? slowness : failures;
        return clustering.exponent() == 1 ? 1 : clustering.size();
    }

    /** What the evidence is weakened by, in words; empty where it is not. */
    Optional<String> text(boolean latency) {
        double size = size(latency);
        String what = latency ? "slow answers" : "failures";
        return size == 1
                ? Optional.empty()
                : Optional.of(
                        "evidence weakened, the baseline's " + what + " come in clusters of " + Words.factor(size));
    }
}
