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

/**
 * Judges each guard by anytime-valid bounds over the last stretch of time. A request costs a few additions; a failed or
 * slow one of the candidate also asks whether evidence crossed its line, so that a rollback waits for no tick.
 *
 * <p>Time is what was last told: by a call that carries it, or by a request that ended later.
 */
public final class ThresholdJudge implements Judge {

    /** A latency above this does not move time on, so that a garbled line can not slide the acting ledger away. */
    private static final long MOST_BELIEVED_MICROS = 60_000_000;

    private final Plan plan;
    private final Thresholds thresholds;
    private final RunningQuantiles baselineLatency;
    private final Accounts accounts;
    private final Evidence evidence;
    private final ShareCheck share;
    private final Doubts doubts;
    private final List<Judgement> judgements = new ArrayList<>();
    private final boolean[] begun;
    private boolean candidateCarries;
    private long candidateSeen;
    private boolean crossed;

    /**
     * Judges {@code plan}.
     *
     * @param latencyResolution how much too small a latency of the sources may be; relative latency limits are widened
     *     by it
     */
    public ThresholdJudge(Plan plan, Duration latencyResolution) {
        this.plan = plan;
        this.thresholds = new Thresholds(plan, latencyResolution);
        this.begun = new boolean[thresholds.size()];
        this.baselineLatency = new RunningQuantiles(plan.policies().over());
        this.accounts = new Accounts(plan.nodes(), thresholds);
        this.evidence = new Evidence(plan, thresholds);
        this.share = new ShareCheck(plan.nodes());
        this.doubts = new Doubts(plan, accounts, share);
        plan.guards().forEach(guard -> judgements.add(judgement(guard)));
    }

    @Override
    public int enlist(int node, Cluster cluster, String server) {
        return accounts.enlist(node, cluster, server);
    }

    @Override
    public void request(int server, Outcome outcome, long latencyMicros, long startedNanos) {
        Account account = accounts.get(server);
        boolean candidate = account.cluster() == Cluster.CANDIDATE;
        boolean failed = outcome == Outcome.FAILED;
        advance(latencyMicros > MOST_BELIEVED_MICROS ? startedNanos : startedNanos + latencyMicros * 1000);
        if (candidate) {
            candidateSeen = evidence.now();
        } else if (outcome == Outcome.OK && latencyMicros != NO_HEADER) {
            baselineLatency.record(latencyMicros, evidence.now());
        }
        account.line(outcome, latencyMicros, startedNanos);
        act(account, candidate);
        if (outcome != Outcome.ABORTED) {
            // What the counters told already has been counted, so only the first telling goes on.
            streak(candidate, failed ? account.riseFailed() : 0, failed ? 0 : 1);
            if (evidence.isFresh(startedNanos)
                    && !account.resolvedOverdue()
                    && !(failed && account.riseFailed() == 0)) {
                pass(account, candidate, 1);
            }
        }
        cross(account, candidate);
    }

    @Override
    public void counters(int server, Counters counters, long nowNanos) {
        Account account = accounts.get(server);
        advance(nowNanos);
        doubts.counted(account.node(), nowNanos);
        if (accounts.isShared(server)) {
            return;
        }
        boolean candidate = account.cluster() == Cluster.CANDIDATE;
        account.counters(counters, nowNanos);
        if (account.riseTotal() + account.riseBad() == 0) {
            return;
        }
        if (candidate) {
            candidateSeen = evidence.now();
        }
        act(account, candidate);
        streak(candidate, account.riseFailed(), Math.max(0, account.riseTotal() - account.riseBad()));
        // When they started is not known: the bad ones count, the good ones wait for their lines.
        pass(account, candidate, account.riseBad());
        cross(account, candidate);
    }

    @Override
    public void incarnation(int node, String incarnation) {
        if (doubts.isNewLife(node, incarnation)) {
            accounts.forEachOf(node, Account::restart);
        }
    }

    @Override
    public void attached(int node) {
        doubts.attached(node);
        accounts.forEachOf(node, Account::attached);
    }

    @Override
    public void detached(int node, String why) {
        doubts.detached(node, why);
    }

    @Override
    public void exposure(Exposure exposure, long nowNanos) {
        advance(nowNanos);
        if (exposure.candidateCarries() && !candidateCarries) {
            candidateSeen = evidence.now();
        }
        candidateCarries = exposure.candidateCarries();
        share.exposure(exposure.shares());
        evidence.compare(exposure.candidateCarries() && exposure.baselineCarries());
    }

    @Override
    public void emptyPassing(long nowNanos) {
        advance(nowNanos);
        evidence.emptyPassing(nowNanos);
        share.clear();
        accounts.forEach(Account::forgetLoss);
    }

    @Override
    public boolean crossed() {
        return crossed;
    }

    @Override
    public Assessment assess(long nowNanos) {
        advance(nowNanos);
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
        return new Assessment(verdicts, doubts.at(evidence.now(), candidateCarries), commonMode, silent());
    }

    private void advance(long nowNanos) {
        evidence.advance(nowNanos);
        if (baselineLatency.refresh(evidence.now())) {
            thresholds.follow(baselineLatency, begun);
            for (int i = 0; i < begun.length; i++) {
                if (begun[i]) {
                    evidence.passing(true).judgeFromHere(Columns.SLOW + i);
                    evidence.passing(false).judgeFromHere(Columns.SLOW + i);
                }
            }
        }
    }

    private void act(Account account, boolean candidate) {
        ActingLedger acting = evidence.acting(candidate);
        acting.add(Columns.REQUESTS, account.riseTotal());
        acting.add(Columns.FAILED, account.riseFailed());
        for (int i = 0; i < begun.length; i++) {
            acting.add(Columns.SLOW + i, account.riseSlow(i));
        }
    }

    private void pass(Account account, boolean candidate, long requests) {
        PassingLedger passing = evidence.passing(candidate);
        passing.add(Columns.REQUESTS, requests);
        passing.add(Columns.FAILED, account.riseFailed());
        for (int i = 0; i < begun.length; i++) {
            passing.add(Columns.SLOW + i, account.riseSlow(i));
        }
        share.add(account.node(), candidate, requests);
    }

    private void streak(boolean candidate, long failed, long well) {
        if (candidate) {
            evidence.hardStop().candidate(failed, well);
        } else {
            evidence.hardStop().baseline(failed, well);
        }
    }

    private void cross(Account account, boolean candidate) {
        if (crossed || !candidate || account.riseBad() == 0) {
            return;
        }
        for (int i = 0; i < judgements.size() && !crossed; i++) {
            crossed = judgements.get(i).crosses();
        }
    }

    private Optional<String> silent() {
        Duration patience = plan.policies().noDataAfter();
        return candidateCarries && evidence.now() - candidateSeen >= patience.toNanos()
                ? Optional.of("no request of the candidate for " + Words.wait(patience.toNanos() / 1e9))
                : Optional.empty();
    }

    private Judgement judgement(Guard guard) {
        if (guard instanceof Guard.ErrorRate errorRate) {
            return new ErrorRateJudgement(errorRate, evidence);
        }
        return new LatencyJudgement((Guard.Latency) guard, evidence);
    }
}
