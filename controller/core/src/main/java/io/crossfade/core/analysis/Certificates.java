package io.crossfade.core.analysis;

import io.crossfade.core.analysis.sequential.Baseline;
import io.crossfade.core.analysis.sequential.Horizon;
import io.crossfade.core.plan.Cluster;
import io.crossfade.core.plan.Guard;
import io.crossfade.core.plan.JudgeKind;
import io.crossfade.core.plan.Plan;
import io.crossfade.core.port.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The certificates of the present step, one for each guard that can have one. They are for a step that may end early, and
 * begin anew whenever the passing ledger is emptied or the share is another. Where a plan asks for none, or one cluster
 * has no share to compare with, there are none.
 */
final class Certificates {

    /** Requests after which what is known of the baseline weighs half. */
    private static final long MEMORY = 200_000;

    /** After a request is overdue the next poll tells so, and until then its line may be on its way. */
    private static final long TELLING_NANOS = Duration.ofMillis(500).toNanos();

    private static final GuardCertificate[] NONE = {};

    private static final double REQUESTS_A_SECOND = 100;

    private final Plan plan;
    private final Gathering gathering;
    private final long resolutionMicros;
    private final boolean wanted;
    private GuardCertificate[] running = NONE;
    private int step = -1;
    private double share;
    private double ofFailures = 1;
    private double ofSlowness = 1;
    private long since;
    private long ofBaseline;
    private long failedOfBaseline;

    Certificates(Plan plan, Gathering gathering, Duration resolution) {
        this.plan = plan;
        this.gathering = gathering;
        this.resolutionMicros = resolution.toNanos() / 1000;
        this.wanted = plan.policies().judging().judge() == JudgeKind.SEQUENTIAL
                && plan.steps().stream().anyMatch(one -> one.bake().mayEndEarly());
    }

    /**
     * The cutover stands at {@code newStep}, -1 for none, with the share {@code newShare}. At a new step nothing is
     * certified before the passing ledger is emptied.
     */
    void at(int newStep, double newShare, long nowNanos) {
        if (newStep != step) {
            running = NONE;
        }
        boolean moved = newShare != share;
        step = newStep;
        share = newShare;
        if (moved && running.length > 0) {
            begin(nowNanos);
        }
    }

    /** Begins anew with what starts at {@code nowNanos} or later. */
    void begin(long nowNanos) {
        since = nowNanos;
        boolean apply = wanted && step >= 0 && step < plan.lastStep() && share > 0 && share < 1;
        if (!apply || !plan.step(step).bake().mayEndEarly()) {
            running = NONE;
            return;
        }
        double known = gathering.evidence().requestRate();
        double rate = known > 0 ? known : REQUESTS_A_SECOND;
        double seconds = Math.max(1, plan.step(step).bake().full().toMillis() / 1000.0);
        running = certificates(new Horizon(rate * seconds, rate)).toArray(GuardCertificate[]::new);
        for (GuardCertificate one : running) {
            one.begin(nowNanos);
            one.exponents(ofFailures, ofSlowness);
            if (gathering.baselineLatency().known()) {
                one.cut(gathering.baselineLatency());
            }
            one.share(share);
        }
    }

    void exponents(double failures, double slowness) {
        ofFailures = failures;
        ofSlowness = slowness;
        for (GuardCertificate one : running) {
            one.exponents(failures, slowness);
        }
    }

    /** The baseline's quantiles were renewed. */
    void cut(RunningQuantiles baseline) {
        for (GuardCertificate one : running) {
            one.cut(baseline);
        }
    }

    /** A request was told by its line. */
    void request(boolean candidate, Outcome outcome, long micros, long startedNanos) {
        if (!wanted || !gathering.passed()) {
            return;
        }
        boolean failed = outcome == Outcome.FAILED;
        if (!candidate) {
            learn(failed);
        }
        if (startedNanos < since) {
            return;
        }
        for (GuardCertificate one : running) {
            one.request(candidate, failed, micros, startedNanos);
        }
    }

    /**
     * A poll told of {@code account} what no line had told. Only what speaks against the candidate is taken in: a source
     * that tells no lines certifies nothing, and bad requests of the baseline without its good ones would.
     */
    void counted(Account account) {
        if (running.length == 0 || account.cluster() != Cluster.CANDIDATE) {
            return;
        }
        long bad = Math.max(account.riseFailed(), account.riseHung());
        for (GuardCertificate one : running) {
            one.bad(Math.min(bad, SequentialJudge.MOST_AT_ONCE));
        }
    }

    /** What is shown at {@code nowNanos}. */
    List<Certificate> assess(long nowNanos) {
        if (running.length == 0) {
            return List.of();
        }
        long ended = nowNanos - waitingNanos(gathering.thresholds().overdueNanos());
        List<Certificate> assessed = new ArrayList<>();
        for (GuardCertificate one : running) {
            assessed.add(one.assess(ended));
        }
        return assessed;
    }

    /** How long requests are waited for before they are judged, where they are overdue after {@code overdueNanos}. */
    static long waitingNanos(long overdueNanos) {
        return overdueNanos + TELLING_NANOS;
    }

    private void learn(boolean failed) {
        ofBaseline++;
        failedOfBaseline += failed ? 1 : 0;
        if (ofBaseline > MEMORY) {
            ofBaseline /= 2;
            failedOfBaseline /= 2;
        }
    }

    private List<GuardCertificate> certificates(Horizon horizon) {
        double falsePass = plan.policies().judging().falsePass();
        List<GuardCertificate> made = new ArrayList<>();
        for (Guard guard : plan.guards()) {
            if (guard.shadow() || !StepMargins.canCertify(guard)) {
                continue;
            }
            if (guard instanceof Guard.ErrorRate rate) {
                var baseline = Baseline.of(ofBaseline, failedOfBaseline);
                double points = StepMargins.points(plan, step, rate);
                made.add(new ErrorGuardCertificate(rate.name(), points, baseline, horizon, falsePass));
            } else if (guard instanceof Guard.Latency latency) {
                double margin = StepMargins.slower(step, latency);
                made.add(new LatencyGuardCertificate(latency.name(), margin, resolutionMicros, horizon, falsePass));
            }
        }
        return made;
    }
}
