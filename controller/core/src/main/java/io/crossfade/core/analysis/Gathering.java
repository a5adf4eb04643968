package io.crossfade.core.analysis;

import static io.crossfade.core.port.SignalObserver.NO_HEADER;

import io.crossfade.core.plan.Cluster;
import io.crossfade.core.plan.Plan;
import io.crossfade.core.port.Counters;
import io.crossfade.core.port.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Takes in what the sources tell and keeps what every judge reads: accounts, ledgers, thresholds, the hard stop, doubts.
 *
 * <p>Time is what was last told: by a call that carries it, or by a request that ended later.
 */
final class Gathering {

    /** A latency above this does not move time on, so that a garbled line can not slide the acting ledger away. */
    private static final long MOST_BELIEVED_MICROS = 60_000_000;

    private final Plan plan;
    private final Thresholds thresholds;
    private final RunningQuantiles baselineLatency;
    private final Accounts accounts;
    private final Evidence evidence;
    private final ShareCheck share;
    private final Doubts doubts;
    private final Consumer<Poll> polled;
    private final Map<Integer, CountersOnly> countersOnly = new TreeMap<>();
    private final boolean[] begun;
    private boolean candidateCarries;
    private long candidateSeen;
    private boolean passed;

    /** @param polled is told what counters alone told of a node, poll by poll, after it was taken in */
    Gathering(Plan plan, Duration latencyResolution, Consumer<Poll> polled) {
        this.plan = plan;
        this.polled = polled;
        this.thresholds = new Thresholds(plan, latencyResolution);
        this.begun = new boolean[thresholds.size()];
        this.baselineLatency = new RunningQuantiles(plan.policies().over());
        this.accounts = new Accounts(plan.nodes(), thresholds);
        this.evidence = new Evidence(plan, thresholds);
        this.share = new ShareCheck(plan);
        this.doubts = new Doubts(plan, accounts, share);
    }

    Evidence evidence() {
        return evidence;
    }

    Thresholds thresholds() {
        return thresholds;
    }

    RunningQuantiles baselineLatency() {
        return baselineLatency;
    }

    int enlist(int node, Cluster cluster, String server) {
        return accounts.enlist(node, cluster, server);
    }

    /** Takes in a request and returns its server's account, which tells what was new of it. */
    Account request(int server, Outcome outcome, long latencyMicros, long startedNanos) {
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
        passed = false;
        if (outcome != Outcome.ABORTED) {
            // What the counters told already has been counted, so only the first telling goes on.
            streak(candidate, failed ? account.riseFailed() : 0, failed ? 0 : 1);
            if (evidence.isFresh(startedNanos)
                    && !account.resolvedOverdue()
                    && !(failed && account.riseFailed() == 0)) {
                pass(account, candidate, 1);
                passed = true;
            }
        }
        return account;
    }

    /** True where the last request counts for passing. */
    boolean passed() {
        return passed;
    }

    /** Takes in counters and returns their server's account where they told of anything new. */
    @Nullable Account counters(int server, Counters counters, long nowNanos) {
        Account account = accounts.get(server);
        advance(nowNanos);
        doubts.counted(account.node(), nowNanos);
        if (accounts.isShared(server)) {
            return null;
        }
        boolean candidate = account.cluster() == Cluster.CANDIDATE;
        account.counters(counters, nowNanos);
        @Nullable CountersOnly alone = countersOnly.get(account.node());
        if (alone != null) {
            alone(alone, server, account, counters);
        } else {
            beside(account, candidate);
        }
        return account.riseTotal() + account.riseBad() == 0 ? null : account;
    }

    /** Lines tell of the same requests. */
    private void beside(Account account, boolean candidate) {
        if (account.riseTotal() + account.riseBad() == 0) {
            return;
        }
        see(account, candidate);
        streak(candidate, account.riseFailed(), Math.max(0, account.riseTotal() - account.riseBad()));
        // When they started is not known: the bad ones count, the good ones wait for their lines.
        pass(account, candidate, account.riseBad());
    }

    /** Nothing else tells of them; what depends on their order waits until the poll is whole. */
    private void alone(CountersOnly node, int server, Account account, Counters row) {
        boolean candidate = account.cluster() == Cluster.CANDIDATE;
        long fresh = node.fresh(server, account, row);
        if (account.riseTotal() + account.riseBad() > 0) {
            see(account, candidate);
            pass(account, candidate, fresh + account.riseBad());
            for (int i = 0; i < begun.length; i++) {
                evidence.passing(candidate).leaveOut(Columns.SLOW + i, fresh + account.riseBad() - account.riseSlow(i));
            }
        }
        node.row(server, account, candidate, evidence.now());
    }

    private void whole(Poll poll) {
        long failed = poll.bad(Columns.FAILED, true);
        streak(true, failed, poll.requests(Columns.FAILED, true) - failed);
        long baselineFailed = poll.bad(Columns.FAILED, false);
        streak(false, baselineFailed, poll.requests(Columns.FAILED, false) - baselineFailed);
        polled.accept(poll);
    }

    private void see(Account account, boolean candidate) {
        if (candidate) {
            candidateSeen = evidence.now();
        }
        act(account, candidate);
    }

    /** True where counters alone tell of this node. */
    boolean isCountersOnly(int node) {
        return countersOnly.containsKey(node);
    }

    /** No lines come from {@code node}. */
    void countersOnly(int node) {
        doubts.countersOnly(node, evidence.now());
        countersOnly.computeIfAbsent(node, any -> new CountersOnly(node, Columns.SLOW + begun.length, this::whole));
        evidence.lines(countersOnly.size() < plan.nodes());
    }

    void incarnation(int node, String incarnation) {
        if (doubts.isNewLife(node, incarnation)) {
            accounts.forEachOf(node, Account::restart);
        }
    }

    void attached(int node) {
        countersOnly.remove(node);
        evidence.lines(true);
        doubts.attached(node);
        accounts.forEachOf(node, Account::attached);
    }

    void detached(int node, String why) {
        doubts.detached(node, why);
    }

    void exposure(Exposure exposure, long nowNanos) {
        advance(nowNanos);
        if (exposure.candidateCarries() && !candidateCarries) {
            candidateSeen = evidence.now();
        }
        candidateCarries = exposure.candidateCarries();
        share.exposure(exposure.shares());
        evidence.compare(exposure.candidateCarries() && exposure.baselineCarries());
    }

    void emptyPassing(long nowNanos) {
        advance(nowNanos);
        evidence.emptyPassing(nowNanos);
        share.clear();
        accounts.forEach(Account::forgetLoss);
        countersOnly.values().forEach(CountersOnly::emptied);
    }

    /** Moves time on; time that lies back changes nothing. */
    void advance(long nowNanos) {
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

    /** Why nothing may pass now. */
    List<String> doubts() {
        return doubts.at(evidence.now(), candidateCarries);
    }

    /** What is odd about the share and no reason to doubt. */
    Optional<String> remark() {
        return candidateCarries ? share.remark() : Optional.empty();
    }

    /** Present where the candidate has a share and no request for longer than the plan allows. */
    Optional<String> silent() {
        Duration patience = plan.policies().noDataAfter();
        return candidateCarries && evidence.now() - candidateSeen >= patience.toNanos()
                ? Optional.of("no request of the candidate for " + Words.wait(patience.toNanos() / 1e9))
                : Optional.empty();
    }

    /** What the requests are at present. */
    Traffic traffic() {
        return evidence.traffic();
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
}
