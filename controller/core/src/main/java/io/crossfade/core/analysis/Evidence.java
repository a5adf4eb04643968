package io.crossfade.core.analysis;

import io.crossfade.core.plan.Plan;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** What was gathered on both clusters, for the guards to read. */
final class Evidence {

    private static final long LEAST_TO_FORETELL_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Thresholds thresholds;
    private final ActingLedger actingBaseline;
    private final ActingLedger actingCandidate;
    private final PassingLedger passingBaseline;
    private final PassingLedger passingCandidate;
    private final HardStop hardStop = new HardStop();
    private boolean comparable;
    private boolean lines = true;
    private long passingSince = Long.MIN_VALUE;
    private final Duration over;
    private final long[] sums = new long[ActingLedger.WINDOWS];
    private double share;
    private long began = Long.MAX_VALUE;
    private long now = Long.MIN_VALUE;

    Evidence(Plan plan, Thresholds thresholds) {
        int columns = Columns.SLOW + thresholds.size();
        this.over = plan.policies().over();
        this.thresholds = thresholds;
        this.actingBaseline = new ActingLedger(columns, over);
        this.actingCandidate = new ActingLedger(columns, over);
        this.passingBaseline = new PassingLedger(columns);
        this.passingCandidate = new PassingLedger(columns);
    }

    /** Moves time on; time that lies back changes nothing. */
    void advance(long nanos) {
        if (nanos > now) {
            began = began == Long.MAX_VALUE ? nanos : began;
            now = nanos;
            actingBaseline.advance(nanos);
            actingCandidate.advance(nanos);
        }
    }

    void emptyPassing(long nanos) {
        passingSince = nanos;
        passingBaseline.clear();
        passingCandidate.clear();
    }

    void compare(boolean both) {
        comparable = both;
    }

    /** True where both clusters carry, so that one can be compared with the other. */
    boolean comparable() {
        return comparable;
    }

    /** Whether lines of requests come from any node, and their latencies with them. */
    void lines(boolean come) {
        lines = come;
    }

    boolean hasLines() {
        return lines;
    }

    /** True where a request that started then counts for passing. */
    boolean isFresh(long startedNanos) {
        return startedNanos >= passingSince;
    }

    /**
     * The candidate's requests a second since the passing ledger was emptied, or the present share of what both had
     * before where that is too short a time; 0 where nothing is known.
     */
    double candidateRate() {
        if (passingSince == Long.MIN_VALUE || now - passingSince < LEAST_TO_FORETELL_NANOS) {
            return share * requestRate();
        }
        return passingCandidate.requests() * 1e9 / (now - passingSince);
    }

    /** Requests of both clusters a second over the last stretch of time; 0 where that is too short a time. */
    double requestRate() {
        long since = Math.max(began, now - over.toNanos());
        if (began == Long.MAX_VALUE || now - since < LEAST_TO_FORETELL_NANOS) {
            return 0;
        }
        actingCandidate.sums(Columns.REQUESTS, sums);
        long candidate = sums[0];
        actingBaseline.sums(Columns.REQUESTS, sums);
        return (candidate + sums[0]) * 1e9 / (now - since);
    }

    /** What both clusters do at present, over the last stretch of time. */
    Traffic traffic() {
        double rate = requestRate();
        actingBaseline.sums(Columns.FAILED, sums);
        long failed = sums[0];
        actingBaseline.sums(Columns.REQUESTS, sums);
        return Traffic.seen(rate, failed, sums[0]);
    }

    /** The share that the candidate has, 0 to 1. */
    void share(double told) {
        share = told;
    }

    long now() {
        return now;
    }

    Thresholds thresholds() {
        return thresholds;
    }

    ActingLedger acting(boolean candidate) {
        return candidate ? actingCandidate : actingBaseline;
    }

    PassingLedger passing(boolean candidate) {
        return candidate ? passingCandidate : passingBaseline;
    }

    HardStop hardStop() {
        return hardStop;
    }
}
