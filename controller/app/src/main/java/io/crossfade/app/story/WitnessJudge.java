package io.crossfade.app.story;

import io.crossfade.core.analysis.Assessment;
import io.crossfade.core.analysis.Exposure;
import io.crossfade.core.analysis.ForwardingJudge;
import io.crossfade.core.analysis.Judge;
import io.crossfade.core.plan.Cluster;
import io.crossfade.core.port.Outcome;
import java.util.Arrays;

/**
 * Lets a witness hear what a judge hears and says, and changes nothing of it. A witness that fails is not heard of
 * again: telling a story must never stand in the way of a rollback (S9).
 */
final class WitnessJudge extends ForwardingJudge {

    private final Witness witness;
    private boolean[] candidate = new boolean[16];
    private boolean begun;
    private boolean deaf;

    /** Who listens. */
    interface Witness {

        /** The cutover begins. */
        void begun(long nowNanos);

        /** A request ended. */
        void request(boolean candidate, Outcome outcome, long latencyMicros);

        /** The guards spoke. */
        void assessed(Assessment assessment, long nowNanos);
    }

    WitnessJudge(Judge judge, Witness witness) {
        super(judge);
        this.witness = witness;
    }

    @Override
    public void exposure(Exposure exposure, long nowNanos) {
        super.exposure(exposure, nowNanos);
        if (!begun) {
            begun = true;
            hear(() -> witness.begun(nowNanos));
        }
    }

    @Override
    public Assessment assess(long nowNanos) {
        var assessment = super.assess(nowNanos);
        hear(() -> witness.assessed(assessment, nowNanos));
        return assessment;
    }

    @Override
    public int enlist(int node, Cluster cluster, String server) {
        int handle = super.enlist(node, cluster, server);
        if (handle >= candidate.length) {
            candidate = Arrays.copyOf(candidate, Math.max(handle + 1, candidate.length * 2));
        }
        candidate[handle] = cluster == Cluster.CANDIDATE;
        return handle;
    }

    @Override
    public void request(int server, Outcome outcome, long latencyMicros, long startedNanos) {
        super.request(server, outcome, latencyMicros, startedNanos);
        if (!deaf) {
            try {
                witness.request(candidate[server], outcome, latencyMicros);
            } catch (RuntimeException failure) {
                deaf = true;
            }
        }
    }

    private void hear(Runnable what) {
        if (!deaf) {
            try {
                what.run();
            } catch (RuntimeException failure) {
                deaf = true;
            }
        }
    }
}
