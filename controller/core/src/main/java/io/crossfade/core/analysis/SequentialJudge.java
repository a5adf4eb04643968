package io.crossfade.core.analysis;

import io.crossfade.core.analysis.sequential.LatencyTest;
import io.crossfade.core.plan.Cluster;
import io.crossfade.core.plan.Plan;
import io.crossfade.core.port.Counters;
import io.crossfade.core.port.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Judges by evidence gathered over the whole cutover, request by request. Every limit of every guard is a bet against
 * the candidate keeping it; the weighted average of all bets is one wealth that begins with 1 and ever reaches
 * {@code 1/alpha} with probability at most {@code alpha} while the candidate keeps all its limits, however much traffic
 * there is and however often it is looked at. There the candidate fails, where at least three of its requests support
 * it; the guard that has the greatest part is named, but for failures that are slow as well, which the error rate tells.
 * A streak of failures fails at once, as it does for every judge.
 *
 * <p>What was seen is told once: a rise of an account is as many requests, whichever witness told of it first.
 */
public final class SequentialJudge implements Judge {

    /** More requests than this in one observation are judged as this many: a garbled counter must not stop the loop. */
    static final long MOST_AT_ONCE = 100_000;

    private final Plan plan;
    private final Gathering gathering;
    private final Thresholds thresholds;
    private final Evidence evidence;
    private final Bets bets;
    private final List<SequentialGuard> guards = new ArrayList<>();
    private final Foresight foresight;
    private final NodeShares shares;
    private final SettledShare settled = new SettledShare();
    private final Lull lull = new Lull();
    private final Stalls stalls = new Stalls();
    private final Clusters clusters = new Clusters();
    private final Tempering tempering;
    private final Certificates certificates;
    private double highest;
    private double told;
    private long support;
    private boolean crossed;

    /**
     * Judges {@code plan}.
     *
     * @param latencyResolution how much too small a latency of the sources may be; relative latency limits are widened
     *     by it
     */
    public SequentialJudge(Plan plan, Duration latencyResolution) {
        this(plan, latencyResolution, Map.of());
    }

    private SequentialJudge(Plan plan, Duration latencyResolution, Map<String, Double> wealth) {
        this.plan = plan;
        this.gathering = new Gathering(plan, latencyResolution, this::polled);
        this.thresholds = gathering.thresholds();
        this.evidence = gathering.evidence();
        this.foresight = new Foresight(plan);
        this.certificates = new Certificates(plan, gathering, latencyResolution);
        this.shares = new NodeShares(plan.nodes());
        this.bets = new Bets(plan, evidence, latencyResolution, foresight.horizon(0), wealth);
        this.tempering = new Tempering(clusters, bets, certificates, evidence.hardStop());
        for (int i = 0; i < plan.guards().size(); i++) {
            guards.add(new SequentialGuard(plan, i, bets, evidence, clusters));
        }
    }

    /**
     * Judges what is left of a cutover whose controller was started again: fresh bets are paid with what the earlier
     * ones had come to, so that the chance of a false rollback stays that of one cutover.
     *
     * @param earlier the wealth of the last assessment that the earlier controller acted on; bets that are not named
     *     begin anew
     */
    public static SequentialJudge resuming(Plan plan, Duration latencyResolution, List<Wealth> earlier) {
        var wealth = new LinkedHashMap<String, Double>();
        earlier.forEach(one -> wealth.put(one.name(), one.value()));
        return new SequentialJudge(plan, latencyResolution, wealth);
    }

    @Override
    public int enlist(int node, Cluster cluster, String server) {
        int handle = gathering.enlist(node, cluster, server);
        if (cluster == Cluster.BASELINE) {
            clusters.enlist(handle);
        }
        return handle;
    }

    @Override
    public void request(int server, Outcome outcome, long latencyMicros, long startedNanos) {
        Account account = gathering.request(server, outcome, latencyMicros, startedNanos);
        tempering.cut(gathering.baselineLatency());
        shares.requests(account.node(), 1);
        boolean candidate = account.cluster() == Cluster.CANDIDATE;
        boolean late = lull.observe(candidate);
        boolean repeats =
                !account.isHung(latencyMicros) && stalls.repeats(server, candidate, startedNanos, latencyMicros * 1000);
        judge(server, account, candidate, late, repeats);
        if (outcome != Outcome.ABORTED) {
            answered(
                    server,
                    account,
                    repeats ? gathering.baselineLatency().quick(latencyMicros) : latencyMicros,
                    candidate,
                    late);
        }
        certificates.request(candidate, outcome, latencyMicros, startedNanos);
        if (settled.observe(candidate)) {
            settle();
        }
        cross();
    }

    @Override
    public void counters(int server, Counters counters, long nowNanos) {
        @Nullable Account told = gathering.counters(server, counters, nowNanos);
        tempering.cut(gathering.baselineLatency());
        if (told == null) {
            return;
        }
        boolean candidate = told.cluster() == Cluster.CANDIDATE;
        certificates.counted(told);
        if (gathering.isCountersOnly(told.node())) {
            alone(server, told, candidate);
        } else {
            judge(server, told, candidate, false, false);
            cross();
        }
    }

    @Override
    public void countersOnly(int node) {
        gathering.countersOnly(node);
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
        double share = shares.tell(exposure.shares());
        certificates.at(exposure.step(), share, nowNanos);
        if (share == told) {
            return;
        }
        told = share;
        evidence.share(share);
        if (settled.tell(share)) {
            settle();
        }
        if (share > highest) {
            if (highest > 0) {
                bets.all().forEach(bet -> bet.stepStart(plan.steps().size()));
            }
            highest = share;
        }
    }

    @Override
    public void emptyPassing(long nowNanos) {
        gathering.emptyPassing(nowNanos);
        certificates.begin(nowNanos);
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
        tempering.cut(gathering.baselineLatency());
        if (foresight.renews(evidence.now())) {
            var horizon = foresight.horizon(evidence.requestRate());
            bets.all().forEach(bet -> bet.horizon(horizon));
        }
        tempering.renew();
        bets.renew();
        crossed = false;
        List<Verdict> verdicts = new ArrayList<>();
        Optional<String> commonMode = Optional.empty();
        Optional<String> remark = gathering.remark();
        for (SequentialGuard guard : guards) {
            verdicts.add(guard.assess(remark));
            if (commonMode.isEmpty() && !guard.isShadow()) {
                commonMode = guard.commonMode();
            }
        }
        return new Assessment(
                verdicts,
                gathering.doubts(),
                commonMode,
                gathering.silent(),
                bets.told(),
                certificates.assess(nowNanos));
    }

    /** Judges what the last observation added to an account, but for answers, which only lines tell. */
    private void judge(int server, Account account, boolean candidate, boolean late, boolean repeats) {
        long well = atMost(account.riseWell());
        long failed = atMost(account.riseFailed());
        bets.ended(candidate, false, late, well);
        bets.ended(candidate, true, late, failed);
        if (!candidate) {
            clusters.ended(server, well, failed);
        }
        for (int i = 0; i < thresholds.size() && !repeats; i++) {
            bets.limited(Columns.SLOW + i, candidate, true, late, atMost(account.riseSlow(i)));
        }
        bets.answered(candidate, LatencyTest.NEVER, late, atMost(account.riseHung()));
    }

    /** What waits for the whole poll is left to {@link #polled}. */
    private void alone(int server, Account account, boolean candidate) {
        if (!candidate) {
            clusters.ended(server, atMost(account.riseWell()), atMost(account.riseFailed()));
        }
        bets.answered(candidate, LatencyTest.NEVER, false, atMost(account.riseHung()));
    }

    private void polled(Poll poll) {
        long baseline = poll.requests(Columns.FAILED, false);
        long candidate = poll.requests(Columns.FAILED, true);
        shares.requests(poll.node(), baseline + candidate);
        if (settled.observe(baseline, candidate)) {
            settle();
        }
        bets.poll(poll);
        cross();
    }

    private void answered(int server, Account account, long latencyMicros, boolean candidate, boolean late) {
        for (int i = 0; i < thresholds.size(); i++) {
            if (latencyMicros <= thresholds.micros(i)) {
                bets.limited(Columns.SLOW + i, candidate, false, late, 1);
            }
        }
        if (!account.isHung(latencyMicros)) {
            bets.answered(candidate, latencyMicros, late, 1);
        }
        if (!candidate) {
            clusters.answered(server, latencyMicros);
        }
    }

    /** Only a bad request of the candidate decides: what the baseline does well may only prepare it. */
    private void cross() {
        long now = bets.support();
        if (now == support) {
            return;
        }
        support = now;
        boolean over = bets.settle();
        for (int i = 0; i < guards.size() && !over && !crossed; i++) {
            over = guards.get(i).stops();
        }
        crossed |= over;
    }

    private void settle() {
        lull.share(settled.share());
        var horizon = foresight.horizon(evidence.requestRate());
        bets.all().forEach(bet -> bet.share(settled.share(), horizon));
    }

    private static long atMost(long rise) {
        return Math.min(MOST_AT_ONCE, rise);
    }
}
