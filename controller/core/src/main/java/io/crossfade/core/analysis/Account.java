package io.crossfade.core.analysis;

import io.crossfade.core.plan.Cluster;
import io.crossfade.core.port.Counters;
import io.crossfade.core.port.Outcome;

/**
 * What one server did, from two witnesses of the same requests that are compared and never added: the lines of the
 * event stream and the load balancer's counters. The greater of both is believed, it only rises, and each rise is told
 * once: {@code rise...} is what the last observation added.
 *
 * <p>Both witnesses start from zero together, at the first counters after the stream was attached; what was told before
 * stays told.
 */
final class Account {

    private final int node;
    private final Cluster cluster;
    private final Thresholds thresholds;
    private final CounterWitness counters = new CounterWitness();
    private final LineLoss loss = new LineLoss();

    private long linesTotal;
    private long linesFailed;
    private long linesHung;
    private final long[] linesSlow;

    private long overdue;
    private long overdueStartedBefore = Long.MIN_VALUE;
    private boolean zeroed;

    private final Told total = new Told();
    private final Told failed = new Told();
    private final Told ended = new Told();
    private final Told hung = new Told();
    private final Told[] slow;
    private boolean resolvedOverdue;
    private long owed;
    private long well;

    Account(int node, Cluster cluster, Thresholds thresholds) {
        this.node = node;
        this.cluster = cluster;
        this.thresholds = thresholds;
        this.linesSlow = new long[thresholds.size()];
        this.slow = new Told[thresholds.size()];
        for (int i = 0; i < slow.length; i++) {
            slow[i] = new Told();
        }
    }

    int node() {
        return node;
    }

    Cluster cluster() {
        return cluster;
    }

    /** A line told of a request. */
    void line(Outcome outcome, long latencyMicros, long startedNanos) {
        loss.line();
        resolvedOverdue = overdue > 0 && startedNanos <= overdueStartedBefore;
        if (resolvedOverdue) {
            // It is counted as overdue until the next poll; it must not count as slow or failed beside that.
            overdue--;
        }
        if (outcome != Outcome.ABORTED) {
            linesTotal++;
            linesFailed += outcome == Outcome.FAILED ? 1 : 0;
            linesHung += isHung(latencyMicros) ? 1 : 0;
            for (int i = 0; i < linesSlow.length; i++) {
                linesSlow[i] += latencyMicros > thresholds.micros(i) ? 1 : 0;
            }
        }
        tell();
    }

    /** A poll told the server's counters. */
    void counters(Counters row, long nowNanos) {
        resolvedOverdue = false;
        if (!counters.begun()) {
            counters.begin(row, nowNanos, thresholds.overdueNanos());
            zero();
        } else {
            counters.next(row, nowNanos, thresholds.overdueNanos());
            overdue = counters.overdue();
            overdueStartedBefore = counters.overdueStartedBefore();
        }
        loss.row(counters.logged());
        tell();
        if (!zeroed) {
            zero();
        }
    }

    /** The load balancer began a new life: its counters start from zero, what they told is kept, lines go on. */
    void restart() {
        counters.restart();
        overdue = 0;
    }

    /** The stream is whole again: at the next counters both witnesses start from there. */
    void attached() {
        zeroed = false;
    }

    /** Forgets lines that were lost once none has been for a minute; only while nothing is judged by them. */
    void forgiveLoss() {
        loss.forgive();
    }

    /** Lines lost until now are of no concern for what is gathered from now on. */
    void forgetLoss() {
        loss.forget();
    }

    /** True where lines that the counters know of have not come by two successive polls. */
    boolean losesLines() {
        return loss.shown();
    }

    long riseTotal() {
        return total.rise();
    }

    long riseFailed() {
        return failed.rise();
    }

    long riseSlow(int threshold) {
        return slow[threshold].rise();
    }

    /**
     * How many requests the last observation added to those that ended well. Together with {@link #riseFailed} it tells
     * each request once: one that ended well by one witness and failed by the other takes the place of the next good
     * one, and one that is overdue is told when it ends.
     */
    long riseWell() {
        return well;
    }

    /** How many requests the last observation showed to hang or to have hung, for longer than any that is well. */
    long riseHung() {
        return hung.rise();
    }

    /** True where a request of this latency was told as overdue before it ended, or would have been. */
    boolean isHung(long latencyMicros) {
        return latencyMicros > thresholds.overdueNanos() / 1000;
    }

    /** The greatest number of requests that the last observation showed to be bad in one way. */
    long riseBad() {
        long bad = failed.rise();
        for (Told told : slow) {
            bad = Math.max(bad, told.rise());
        }
        return bad;
    }

    /** True where the last line was of a request that had been counted as overdue. */
    boolean resolvedOverdue() {
        return resolvedOverdue;
    }

    private void zero() {
        zeroed = true;
        counters.zero();
        linesTotal = 0;
        linesFailed = 0;
        linesHung = 0;
        loss.forget();
        total.zero(overdue);
        ended.zero(thresholds.hangsFail() ? overdue : 0);
        hung.zero(overdue);
        failed.zero(thresholds.hangsFail() ? overdue : 0);
        for (int i = 0; i < slow.length; i++) {
            linesSlow[i] = 0;
            slow[i].zero(overdue);
        }
    }

    private void tell() {
        failed.raise(Math.max(linesFailed, counters.failed()) + (thresholds.hangsFail() ? overdue : 0));
        total.raise(Math.max(linesTotal, counters.total()) + overdue);
        ended.raise(Math.max(linesTotal, counters.total()) + (thresholds.hangsFail() ? overdue : 0));
        hung.raise(linesHung + overdue);
        tellWell();
        for (int i = 0; i < slow.length; i++) {
            slow[i].raise(linesSlow[i] + overdue);
        }
    }

    private void tellWell() {
        owed += failed.rise() - ended.rise();
        well = Math.max(0, -owed);
        owed += well;
    }

    /** A running maximum, its last rise, and what it was when the witnesses last started from zero. */
    private static final class Told {
        private long told;
        private long before;
        private long rise;

        void raise(long sinceZero) {
            rise = Math.max(0, before + sinceZero - told);
            told += rise;
        }

        /** What is {@code still} open is among what was told, and will be told again as open. */
        void zero(long still) {
            before = told - still;
        }

        long rise() {
            return rise;
        }
    }
}
