package io.crossfade.simulations.yardstick;

import io.crossfade.core.analysis.Assessment;
import io.crossfade.core.analysis.Exposure;
import io.crossfade.core.analysis.Judge;
import io.crossfade.core.plan.AchievedShare;
import io.crossfade.core.plan.Cluster;
import io.crossfade.core.port.Outcome;
import io.crossfade.core.reactor.Pace;
import java.util.List;

/**
 * A judge of a one-node plan, told of requests by their lines and asked for its verdicts as the reactor asks: at once
 * where evidence crosses its line, else ten times a second.
 */
final class JudgeAtWork implements Contender {

    private static final long EVALUATE = Pace.DEFAULT.evaluate().toNanos();
    private static final long PARTS = 1_000_000;

    private final Judge judge;
    private final int[] servers = new int[2 * World.SERVERS];
    private Assessment last = Assessment.NOTHING_SEEN;
    private long evaluateAt = EVALUATE;

    JudgeAtWork(Judge judge) {
        this.judge = judge;
        judge.attached(0);
        judge.incarnation(0, "1");
        for (int i = 0; i < servers.length; i++) {
            servers[i] = judge.enlist(0, i < World.SERVERS ? Cluster.BASELINE : Cluster.CANDIDATE, "s" + i);
        }
    }

    @Override
    public void share(double share, long nanos) {
        judge.exposure(new Exposure(List.of(new AchievedShare(Math.round(share * PARTS), PARTS))), nanos);
        judge.emptyPassing(nanos);
    }

    @Override
    public void observe(Request request) {
        judge.request(
                servers[request.server + (request.isCandidate ? World.SERVERS : 0)],
                request.isFailed ? Outcome.FAILED : Outcome.OK,
                request.latencyMicros,
                request.nanos - request.latencyMicros * 1000);
        if (judge.crossed()) {
            last = judge.assess(request.nanos);
        }
    }

    @Override
    public boolean rollsBack(long nanos) {
        if (nanos >= evaluateAt) {
            evaluateAt = nanos + EVALUATE;
            last = judge.assess(nanos);
        }
        return last.failing().isPresent();
    }

    /** What it said when last asked. */
    Assessment last() {
        return last;
    }
}
