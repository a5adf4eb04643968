package io.crossfade.core.analysis;

import io.crossfade.core.plan.Cluster;
import io.crossfade.core.plan.Guard;
import io.crossfade.core.plan.Plan;
import io.crossfade.core.port.Counters;
import io.crossfade.core.port.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Judges each guard by anytime-valid bounds over the last stretch of time. A request costs a few additions; a failed or
 * slow one of the candidate also asks whether evidence crossed its line, so that a rollback waits for no tick.
 */
public final class ThresholdJudge implements Judge {

    private final Gathering gathering;
    private final List<Judgement> judgements = new ArrayList<>();
    private boolean crossed;

    /**
     * Judges {@code plan}.
     *
     * @param latencyResolution how much too small a latency of the sources may be; relative latency limits are widened
     *     by it
     */
    public ThresholdJudge(Plan plan, Duration latencyResolution) {
        this.gathering = new Gathering(plan, latencyResolution, this::polled);
        plan.guards().forEach(guard -> judgements.add(judgement(guard)));
    }

    @Override
    public int enlist(int node, Cluster cluster, String server) {
        return gathering.enlist(node, cluster, server);
    }

    @Override
    public void request(int server, Outcome outcome, long latencyMicros, long startedNanos) {
        cross(gathering.request(server, outcome, latencyMicros, startedNanos));
    }

    @Override
    public void counters(int server, Counters counters, long nowNanos) {
        @Nullable Account told = gathering.counters(server, counters, nowNanos);
        if (told != null) {
            cross(told);
        }
    }

    @Override
    public void incarnation(int node, String incarnation) {
        gathering.incarnation(node, incarnation);
    }

    @Override
    public void attached(int node) {
        gathering.attached(node);
    }

    @Override
    public void detached(int node, String why) {
        gathering.detached(node, why);
    }

    @Override
    public void exposure(Exposure exposure, long nowNanos) {
        gathering.exposure(exposure, nowNanos);
    }

    @Override
    public void emptyPassing(long nowNanos) {
        gathering.emptyPassing(nowNanos);
    }

    @Override
    public boolean crossed() {
        return crossed;
    }

    @Override
    public Traffic traffic() {
        return gathering.traffic();
    }

    @Override
    public Assessment assess(long nowNanos) {
        gathering.advance(nowNanos);
        crossed = false;
        List<Verdict> verdicts = new ArrayList<>();
        Optional<String> commonMode = Optional.empty();
        for (Judgement judgement : judgements) {
            Verdict verdict = judgement.assess();
            verdicts.add(verdict);
            if (commonMode.isEmpty() && !verdict.shadow()) {
                commonMode = judgement.commonMode();
            }
        }
        return new Assessment(verdicts, gathering.doubts(), commonMode, gathering.silent());
    }

    @Override
    public void countersOnly(int node) {
        gathering.countersOnly(node);
    }

    private void cross(Account account) {
        if (account.cluster() == Cluster.CANDIDATE && account.riseBad() > 0) {
            cross();
        }
    }

    private void polled(Poll poll) {
        if (poll.bad(Columns.FAILED, true) > 0) {
            cross();
        }
    }

    private void cross() {
        for (int i = 0; i < judgements.size() && !crossed; i++) {
            crossed = judgements.get(i).crosses();
        }
    }

    private Judgement judgement(Guard guard) {
        if (guard instanceof Guard.ErrorRate errorRate) {
            return new ErrorRateJudgement(errorRate, gathering.evidence());
        }
        return new LatencyJudgement((Guard.Latency) guard, gathering.evidence());
    }
}
